#include "base/base.h"

#include "core/retrieve.h"

#include "core/kb_index.h"
#include "nlp/search.h"

enum rc
retrieve_repaired(struct scope *s, const char *language, const char *text,
    const char **out, struct err *e)
{
	const struct index *ix;
	enum rc rc = kb_index_get(s, &ix, e);

	if (rc == RC_OK)
		*out = search_repaired(s->arena, ix, language, text);
	return rc;
}

enum rc
retrieve_passages(struct scope *s, const struct retrieve_request *in,
    struct retrieve_result *out, struct err *e)
{
	const struct index *ix;
	enum rc rc = kb_index_get(s, &ix, e);

	if (rc == RC_OK)
		search_passages(s->arena, ix, in, out);
	return rc;
}
