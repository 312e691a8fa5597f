/* Before the first message: /chat?scenario=SLUG. */
#include "base/base.h"

#include "cgi/portal/portal.h"

#include "base/crypt.h"
#include "base/log.h"
#include "base/rnd.h"
#include "base/text.h"
#include "io/i18n.h"
#include "store/scenario.h"
#include "web/auth.h"
#include "web/when.h"

#define OPEN_MAX_SHOWN 5 /* open conversations of this visitor */

struct start_query {
	const char *scenario;
};

static const struct schema_field start_query_fields[] = {
	{.name = "scenario", .type = FIELD_TEXT, .max = 40,
	    .offset = offsetof(struct start_query, scenario)},
};

const struct schema portal_start_query_schema = {
	.name = "StartQuery",
	.fields = start_query_fields,
	.n_fields = NELEM(start_query_fields),
	.size = sizeof(struct start_query),
};

struct start_form {
	const char *scenario, *content, *sample, *name, *email, *key;
};

static const struct schema_field start_fields[] = {
	{.name = "scenario", .type = FIELD_TEXT, .required = true,
	    .max = 40, .offset = offsetof(struct start_form, scenario)},
	{.name = "content", .type = FIELD_TEXT, .multiline = true,
	    .max = MESSAGE_TEXT_MAX,
	    .offset = offsetof(struct start_form, content)},
	{.name = "sample", .type = FIELD_TEXT, .max = 500,
	    .offset = offsetof(struct start_form, sample)},
	{.name = "name", .type = FIELD_TEXT, .max = PORTAL_NAME_MAX,
	    .offset = offsetof(struct start_form, name)},
	{.name = "email", .type = FIELD_EMAIL,
	    .offset = offsetof(struct start_form, email)},
	{.name = "key", .type = FIELD_TEXT, .max = 64,
	    .offset = offsetof(struct start_form, key)},
};

const struct schema portal_start_schema = {
	.name = "StartForm",
	.fields = start_fields,
	.n_fields = NELEM(start_fields),
	.size = sizeof(struct start_form),
};

struct continue_form {
	const char *conversation;
};

static const struct schema_field continue_fields[] = {
	{.name = "conversation", .type = FIELD_UUID, .required = true,
	    .offset = offsetof(struct continue_form, conversation)},
};

const struct schema portal_continue_schema = {
	.name = "ContinueForm",
	.fields = continue_fields,
	.n_fields = NELEM(continue_fields),
	.size = sizeof(struct continue_form),
};

static bool
is_over(const char *status)
{
	return strcmp(status, "resolved") == 0 ||
	    strcmp(status, "closed") == 0;
}

/* What this visitor may go on with, with this company. */
static enum rc
fill_open(struct req *q, struct page *p, const char *slug, struct err *e)
{
	struct conversation_list list;
	size_t n = 0;
	enum rc rc;

	if (q->identity.source == IDENTITY_NONE)
		return RC_OK;
	rc = conversation_list(&q->scope, q->identity.hash,
	    (struct conversation_range){INT64_MAX, CONVERSATION_LIST_MAX},
	    &list, e);
	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < list.n && n < OPEN_MAX_SHOWN; i++) {
		const struct conversation *c = &list.items[i];
		struct when w;

		if (is_over(c->status) || strcmp(c->scenario, slug) != 0 ||
		    c->n_messages == 0)
			continue;
		w = when_of(q->arena, c->updated_at);
		page_textf(p, c->public_id, "open.%zu.id", n);
		page_textf(p, c->title, "open.%zu.title", n);
		page_textf(p, w.full, "open.%zu.time", n);
		page_textf(p, w.iso, "open.%zu.time_iso", n);
		n++;
	}
	return RC_OK;
}

static void
fill_form(struct req *q, struct page *p, const struct err *e)
{
	static const char *const names[] = {"content", "name", "email"};

	page_text(p, "form.key", portal_key(q));
	page_i64(p, "form.max", MESSAGE_TEXT_MAX);
	for (size_t i = 0; i < NELEM(names); i++)
		page_textf(p, req_form(q, names[i]), "form.%s.value",
		    names[i]);
	if (e == NULL)
		return;
	portal_errors(p, e);
	for (size_t i = 0; i < e->n_fields; i++)
		for (size_t k = 0; k < NELEM(names); k++)
			if (strcmp(e->fields[i].name, names[k]) == 0) {
				page_textf(p, e->fields[i].message,
				    "form.%s.error", names[k]);
				page_bool(p, "form.open", k > 0);
			}
}

/* `wrong`: the form again, with what is wrong about it. */
static enum rc
show(struct req *q, struct res *r, const char *name, const struct err *wrong,
    struct err *e)
{
	struct scenario s;
	const struct json *definition, *samples;
	struct page *p;
	enum rc rc = scenario_get(&q->scope, name, &s, e);

	if (rc == RC_OK)
		rc = definition_get(&q->scope, q->app->definitions,
		    (struct definition_key){s.id, s.revision}, &definition,
		    e);
	if (rc == RC_OK)
		rc = portal_page(q, "portal/chat_start.cs",
		    arena_printf(q->arena, wrong != NULL ?
			_("Error: ask %s") : _("Ask %s"),
			s.company), s.slug, &p, e);
	if (rc == RC_OK)
		rc = fill_open(q, p, s.slug, e);
	if (rc != RC_OK)
		return rc;
	portal_company(q, p, definition, s.slug);
	samples = json_get(definition, "sample_questions");
	for (size_t i = 0; i < json_count(samples); i++)
		page_textf(p, json_text(json_item(samples, i)),
		    "samples.%zu.text", i);
	fill_form(q, p, wrong);
	return view_send(q, r, p, e);
}

enum rc
portal_start(struct req *q, struct res *r, struct err *e)
{
	const struct start_query *in = q->query;

	if (in->scenario == NULL) {
		res_redirect(q, r, "/");
		return RC_OK;
	}
	return show(q, r, in->scenario, NULL, e);
}

enum rc
portal_start_invalid(struct req *q, struct res *r, struct err *e)
{
	const char *name = req_form(q, "scenario");
	struct err wrong = *e;

	if (name == NULL)
		return RC_INVALID;
	*e = (struct err){0};
	return show(q, r, name, &wrong, e);
}

/* The first message; when only this fails, the chat page still opens. */
static void
say_first(struct req *q, const struct chat_started *started,
    const struct start_form *in, const char *content)
{
	struct chat chat = app_chat(q);
	struct chat_posted posted;
	uint8_t hash[CRYPT_HASH];
	struct err e = {0};
	enum rc rc;

	crypt_hash(started->page_token, strlen(started->page_token), hash);
	rc = chat_post(&chat,
	    &(struct chat_post){
		.conversation = {started->conversation.public_id, hash},
		.content = content,
		.client_key = in->key,
	    },
	    &posted, &e);
	if (rc != RC_OK)
		log_event(LOG_LEVEL_WARN, "first message not stored",
		    LOG_TEXT("request_id", q->request_id),
		    LOG_TEXT("detail", e.detail));
}

enum rc
portal_start_post(struct req *q, struct res *r, struct err *e)
{
	const struct start_form *in = q->body;
	const char *content = in->sample != NULL ? in->sample : in->content;
	bool known = q->identity.source != IDENTITY_NONE;
	struct chat chat = app_chat(q);
	struct chat_started started;
	enum rc rc;

	if (content == NULL || *text_trim(q->arena, content) == '\0') {
		rc = err_field(e, "content", "must not be empty");
		r->status = 422;
		return portal_start_invalid(q, r, e) == RC_OK ? RC_OK : rc;
	}
	rc = chat_start(&chat,
	    &(struct chat_start){
		.scenario = in->scenario,
		.token_hash = known ? q->identity.hash : NULL,
		.name = in->name,
		.email = in->email,
		.channel = "web",
		.language = q->language,
	    },
	    &started, e);
	if (rc != RC_OK)
		return rc;
	say_first(q, &started, in, content);
	if (started.visitor_token != NULL)
		auth_set_cookie(q, r, started.visitor_token);
	res_redirect(q, r, arena_printf(q->arena, "/chat/%s",
	    started.page_token));
	return RC_OK;
}

enum rc
portal_continue(struct req *q, struct res *r, struct err *e)
{
	const struct continue_form *in = q->body;
	uint8_t hash[CRYPT_HASH];
	char token[RND_TOKEN];
	enum rc rc;

	rnd_token(token);
	crypt_hash(token, strlen(token), hash);
	rc = visitor_page_token_insert(&q->scope,
	    req_access(q, in->conversation), hash, e);
	if (rc != RC_OK)
		return rc;
	res_redirect(q, r, arena_printf(q->arena, "/chat/%s", token));
	return RC_OK;
}
