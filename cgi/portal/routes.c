#include "base/base.h"

#include "cgi/portal/portal.h"

#define TALK "/chat/{token}"
#define PAGE_GET(p, h)                                                 \
	.method = "GET", .path = p, .handler = h, .kind = ROUTE_PAGE,  \
	.limit = LIMIT_READ, .status = 200
#define PAGE_POST(p, h)                                                \
	.method = "POST", .path = p, .handler = h, .kind = ROUTE_PAGE, \
	.limit = LIMIT_POST, .max_body = ROUTE_BODY_MESSAGE, .status = 303

static const struct route rows[] = {
	{PAGE_GET("/", portal_home), .auth = AUTH_PUBLIC,
	    .query = &portal_home_schema},
	{PAGE_GET("/style/{file}", portal_style), .auth = AUTH_PUBLIC},
	{PAGE_POST("/theme", portal_theme), .auth = AUTH_PUBLIC,
	    .body = &portal_theme_schema},
	{PAGE_POST("/language", portal_language), .auth = AUTH_PUBLIC,
	    .body = &portal_language_schema},
	{PAGE_GET("/chat", portal_start), .auth = AUTH_PUBLIC,
	    .query = &portal_start_query_schema},
	{.method = "POST", .path = "/chat", .handler = portal_start_post,
	    .invalid = portal_start_invalid, .kind = ROUTE_PAGE,
	    .auth = AUTH_PUBLIC, .limit = LIMIT_START,
	    .max_body = ROUTE_BODY_MESSAGE, .body = &portal_start_schema,
	    .status = 303},
	{PAGE_POST("/chat/continue", portal_continue), .auth = AUTH_VISITOR,
	    .body = &portal_continue_schema},
	{PAGE_GET(TALK, portal_chat), .auth = AUTH_VISITOR,
	    .query = &portal_chat_query_schema},
	{PAGE_POST(TALK, portal_chat_post), .auth = AUTH_VISITOR,
	    .invalid = portal_chat_invalid, .body = &portal_chat_schema},
	{PAGE_GET(TALK "/messages", portal_fragment), .auth = AUTH_VISITOR,
	    .query = &portal_fragment_schema},
	{PAGE_GET(TALK "/end", portal_end), .auth = AUTH_VISITOR},
	{PAGE_POST(TALK "/end", portal_end_post), .auth = AUTH_VISITOR},
	{PAGE_GET(TALK "/delete", portal_delete), .auth = AUTH_VISITOR},
	{PAGE_POST(TALK "/delete", portal_delete_post),
	    .auth = AUTH_VISITOR, .audit = "conversation.delete"},
	{PAGE_GET(TALK "/person", portal_person), .auth = AUTH_VISITOR},
	{PAGE_POST(TALK "/person", portal_person_post),
	    .auth = AUTH_VISITOR, .invalid = portal_person_invalid,
	    .body = &portal_person_schema},
	{PAGE_GET(TALK "/rate", portal_rate), .auth = AUTH_VISITOR,
	    .query = &portal_rate_query_schema},
	{PAGE_POST(TALK "/rate", portal_rate_post), .auth = AUTH_VISITOR,
	    .invalid = portal_rate_invalid, .body = &portal_rate_schema},
	{PAGE_GET(TALK "/feedback/{message_id}", portal_feedback),
	    .auth = AUTH_VISITOR, .query = &portal_feedback_query_schema},
	{PAGE_POST(TALK "/feedback/{message_id}", portal_feedback_post),
	    .auth = AUTH_VISITOR, .body = &portal_feedback_schema},
	{PAGE_GET(TALK "/transcript.html", portal_transcript_html),
	    .auth = AUTH_VISITOR},
	{PAGE_GET(TALK "/transcript.txt", portal_transcript_txt),
	    .auth = AUTH_VISITOR},
	{PAGE_GET(TALK "/transcript.json", portal_transcript_json),
	    .auth = AUTH_VISITOR},
	{PAGE_GET(TALK "/appointment/{file}", portal_appointment),
	    .auth = AUTH_VISITOR},
	{PAGE_GET(TALK "/help/{slug}", portal_source), .auth = AUTH_VISITOR,
	    .query = &portal_article_schema},
	{.method = "GET", .path = "/help", .handler = portal_help,
	    .kind = ROUTE_PAGE, .auth = AUTH_PUBLIC, .limit = LIMIT_SEARCH,
	    .query = &portal_help_schema, .status = 200},
	{PAGE_GET("/help/{slug}", portal_article), .auth = AUTH_PUBLIC,
	    .query = &portal_article_schema},
};

const struct route_table portal_routes = {rows, NELEM(rows)};
