/* The handlers of the visitors' pages; their rows stand in routes.c. */
#ifndef CGI_PORTAL_PORTAL_H
#define CGI_PORTAL_PORTAL_H

#include "web/app.h"
#include "web/view.h"

#define PORTAL_COMMENT_MAX 1000 /* characters of a comment or note */
#define PORTAL_NAME_MAX 120

extern const struct route_table portal_routes;

/* style.c */
enum rc portal_style(struct req *, struct res *, struct err *);

/* talk.c: the conversation that a page's address stands for */
struct talk {
	struct conversation c;
	const struct json *definition;
	const char *url; /* "/chat/TOKEN", base path included */
	struct access by;
};
enum rc talk_get(struct req *q, struct talk *out, struct err *e) MUST_CHECK;
/* The same in two steps: all but its definition, and that. */
enum rc talk_find(struct req *q, struct talk *out, struct err *e) MUST_CHECK;
enum rc talk_define(struct req *q, struct talk *t, struct err *e) MUST_CHECK;
/* A page about it, with the company's words filled in. */
enum rc talk_page(struct req *q, const struct talk *t, const char *template,
    const char *title, struct page **out, struct err *e) MUST_CHECK;
bool talk_is_open(const struct talk *t);
/* Back to its page; `rest` is "" or starts with "/", "?" or "#". */
void talk_redirect(struct req *q, struct res *r, const char *rest);
/* What the visitor should know: the place in the queue; "" else. */
enum rc talk_state(struct req *q, const struct talk *t, const char **out,
    struct err *e) MUST_CHECK;
/* scenario.slug, .company, .initial and so on of a definition. */
void portal_company(struct req *q, struct page *p,
    const struct json *definition, const char *slug);
/* A page of any kind with style and accent; slug NULL: the site's own. */
enum rc portal_page(struct req *q, const char *template, const char *title,
    const char *slug, struct page **out, struct err *e) MUST_CHECK;
/* The wrong fields as "errors.N" and "form.NAME.error". */
void portal_errors(struct page *p, const struct err *e);
/* Another key for a form, so that sending it twice is harmless. */
const char *portal_key(struct req *q);

/* speech.c: messages as templates want them */
struct speech {
	const struct talk *talk;
	bool votes; /* may be voted on */
	bool replies; /* suggested replies of the last message */
};
void speech_fill(struct req *q, struct page *p, const struct speech *s,
    const struct message_list *list);
/* One message's text as HTML. */
const char *speech_html(struct req *q, const struct talk *t,
    const struct message *m);

/* home.c, prefs.c */
enum rc portal_home(struct req *, struct res *, struct err *);
extern const struct schema portal_home_schema;
enum rc portal_theme(struct req *, struct res *, struct err *);
enum rc portal_language(struct req *, struct res *, struct err *);
extern const struct schema portal_theme_schema, portal_language_schema;

/* start.c */
enum rc portal_start(struct req *, struct res *, struct err *);
enum rc portal_start_post(struct req *, struct res *, struct err *);
enum rc portal_start_invalid(struct req *, struct res *, struct err *);
enum rc portal_continue(struct req *, struct res *, struct err *);
extern const struct schema portal_start_query_schema, portal_start_schema,
    portal_continue_schema;

/* chat.c */
enum rc portal_chat(struct req *, struct res *, struct err *);
enum rc portal_chat_post(struct req *, struct res *, struct err *);
enum rc portal_chat_invalid(struct req *, struct res *, struct err *);
enum rc portal_fragment(struct req *, struct res *, struct err *);
extern const struct schema portal_chat_query_schema, portal_chat_schema,
    portal_fragment_schema;

/* end.c */
enum rc portal_end(struct req *, struct res *, struct err *);
enum rc portal_end_post(struct req *, struct res *, struct err *);
enum rc portal_delete(struct req *, struct res *, struct err *);
enum rc portal_delete_post(struct req *, struct res *, struct err *);

/* person.c */
enum rc portal_person(struct req *, struct res *, struct err *);
enum rc portal_person_post(struct req *, struct res *, struct err *);
enum rc portal_person_invalid(struct req *, struct res *, struct err *);
extern const struct schema portal_person_schema;

/* rate.c */
enum rc portal_rate(struct req *, struct res *, struct err *);
enum rc portal_rate_post(struct req *, struct res *, struct err *);
enum rc portal_rate_invalid(struct req *, struct res *, struct err *);
enum rc portal_feedback(struct req *, struct res *, struct err *);
enum rc portal_feedback_post(struct req *, struct res *, struct err *);
extern const struct schema portal_rate_schema, portal_rate_query_schema,
    portal_feedback_schema, portal_feedback_query_schema;

/* transcript.c */
enum rc portal_transcript_html(struct req *, struct res *, struct err *);
enum rc portal_transcript_txt(struct req *, struct res *, struct err *);
enum rc portal_transcript_json(struct req *, struct res *, struct err *);

/* appointment.c */
enum rc portal_appointment(struct req *, struct res *, struct err *);

/* help.c, article.c */
enum rc portal_help(struct req *, struct res *, struct err *);
enum rc portal_article(struct req *, struct res *, struct err *);
enum rc portal_source(struct req *, struct res *, struct err *);
extern const struct schema portal_help_schema, portal_article_schema;

#endif
