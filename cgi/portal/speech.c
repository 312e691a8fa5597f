/* Messages as the templates want them. */
#include "base/base.h"

#include "cgi/portal/portal.h"

#include "base/text.h"
#include "nlp/markdown.h"
#include "io/i18n.h"
#include "web/when.h"
#include "web/wire.h"

#define HTML_MAX ((size_t)256 << 10) /* of one message */

static const char *
author(const struct message *m)
{
	if (strcmp(m->role, "USER") == 0)
		return _("You");
	if (strcmp(m->role, "AGENT") == 0)
		return _("Support");
	if (strcmp(m->role, "SYSTEM") == 0)
		return _("Notice");
	return _("Assistant (automated)");
}

const char *
speech_html(struct req *q, const struct talk *t,
    const struct message *m)
{
	struct markdown_options o = {
		.no_headings = true,
		.base = q->app->base_path,
		.talk = t->url,
		.citation_prefix = arena_printf(q->arena, "m%lld-s",
		    (long long)m->seq),
	};
	struct buf html;

	buf_init(&html, q->arena, HTML_MAX);
	if (strcmp(m->role, "USER") == 0)
		markdown_visitor_html(q->arena, m->content, &html);
	else
		markdown_html(q->arena, m->content, &o, &html);
	return html.data;
}

static const struct json *
metadata(struct req *q, const struct message *m)
{
	struct json *j = NULL;

	if (m->metadata == NULL || strcmp(m->role, "USER") == 0 ||
	    json_read(q->arena, m->metadata, strlen(m->metadata), &j, NULL) !=
	    RC_OK)
		return NULL;
	return j;
}

/* The article with a way back to this conversation. */
static const char *
source_url(struct req *q, const struct talk *t, const char *url)
{
	if (text_starts(url, "/help/"))
		return arena_printf(q->arena, "%s%s", t->url, url);
	return url;
}

static void
fill_sources(struct req *q, struct page *p, const struct talk *t, size_t at,
    const struct json *meta)
{
	const struct json *list = json_get(meta, "citations");
	static const char *const texts[] = {"title", "heading", "quote"};

	for (size_t i = 0; i < json_count(list); i++) {
		const struct json *c = json_item(list, i);

		for (size_t k = 0; k < NELEM(texts); k++)
			page_textf(p, json_text(json_get(c, texts[k])),
			    "messages.%zu.sources.%zu.%s", at, i, texts[k]);
		page_textf(p, arena_printf(q->arena, "%lld",
		    (long long)json_i64(json_get(c, "number"))),
		    "messages.%zu.sources.%zu.number", at, i);
		page_textf(p, source_url(q, t, json_text(json_get(c, "url"))),
		    "messages.%zu.sources.%zu.url", at, i);
	}
}

static void
fill_replies(struct page *p, const struct json *list)
{
	for (size_t i = 0; i < json_count(list); i++)
		page_textf(p, json_text(json_item(list, i)),
		    "replies.%zu.text", i);
}

/* Small talk and "I have asked a person" are not worth a vote. */
static bool
votable(const struct message *m, const struct json *meta)
{
	const char *kind = json_text(json_get(meta, "kind"));

	return strcmp(m->role, "ASSISTANT") == 0 &&
	    strcmp(kind, "small_talk") != 0 && strcmp(kind, "handoff") != 0 &&
	    !json_bool(json_get(meta, "asks"));
}

static void
fill_times(struct req *q, struct page *p, size_t at, const struct message *m,
    const char **day)
{
	struct when w = when_of(q->arena, m->created_at);

	page_textf(p, w.clock, "messages.%zu.time", at);
	page_textf(p, w.full, "messages.%zu.time_full", at);
	page_textf(p, w.iso, "messages.%zu.time_iso", at);
	if (strcmp(*day, w.day) != 0)
		page_textf(p, w.day, "messages.%zu.day", at);
	*day = w.day;
}

static void
fill_one(struct req *q, struct page *p, const struct speech *s, size_t at,
    const struct message *m)
{
	const struct json *meta = metadata(q, m);

	page_textf(p, m->public_id, "messages.%zu.id", at);
	page_textf(p, arena_printf(q->arena, "%lld", (long long)m->seq),
	    "messages.%zu.seq", at);
	page_textf(p, m->role, "messages.%zu.role", at);
	page_textf(p, author(m), "messages.%zu.author", at);
	page_textf(p, speech_html(q, s->talk, m), "messages.%zu.html", at);
	if (m->client_key != NULL)
		page_textf(p, m->client_key, "messages.%zu.key", at);
	fill_sources(q, p, s->talk, at, meta);
	if (s->votes && votable(m, meta)) {
		page_textf(p, "1", "messages.%zu.vote.can", at);
		page_textf(p, m->vote > 0 ? "1" : m->vote < 0 ? "-1" : "",
		    "messages.%zu.vote.value", at);
	}
}

void
speech_fill(struct req *q, struct page *p, const struct speech *s,
    const struct message_list *list)
{
	const char *day = "";

	for (size_t i = 0; i < list->n; i++) {
		const struct message *m = &list->items[i];

		fill_one(q, p, s, i, m);
		fill_times(q, p, i, m, &day);
		if (i == 0 || strcmp(m->role, list->items[i - 1].role) != 0)
			page_textf(p, "1", "messages.%zu.first", i);
	}
	if (!s->replies)
		return;
	if (list->n > 0)
		fill_replies(p, json_get(metadata(q,
		    &list->items[list->n - 1]), "quick_replies"));
	else if (s->talk->c.n_messages == 0)
		fill_replies(p, json_get(s->talk->definition,
		    "sample_questions"));
}
