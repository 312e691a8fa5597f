/* A visit that was booked in the conversation, as a calendar file. */
#include "base/base.h"

#include "cgi/portal/portal.h"

#include "base/text.h"
#include "core/tool_visit.h"
#include "io/i18n.h"

#define SUFFIX ".ics"

/* "HB-20001" from "HB-20001.ics"; NULL: no such file name. */
static const char *
reference_of(struct req *q)
{
	const char *file = req_param(q, "file");

	if (!text_ends(file, SUFFIX))
		return NULL;
	return arena_strndup(q->arena, file, strlen(file) - strlen(SUFFIX));
}

enum rc
portal_appointment(struct req *q, struct res *r, struct err *e)
{
	const char *reference = reference_of(q), *text;
	struct talk t;
	enum rc rc = talk_get(q, &t, e);

	if (rc != RC_OK)
		return rc;
	rc = reference == NULL ? RC_NOT_FOUND :
	    visit_file(&q->scope, t.c.id, reference, &text, e);
	if (rc == RC_NOT_FOUND)
		return err_set(e, RC_NOT_FOUND,
		    _("There is no such visit in this conversation."));
	if (rc != RC_OK)
		return rc;
	/* The database holds it so: letters, digits and a dash. */
	r->type = "text/calendar; charset=utf-8";
	res_attachment(r, arena_printf(q->arena, "%s" SUFFIX, reference));
	buf_puts(&r->body, text);
	return RC_OK;
}
