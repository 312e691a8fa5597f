/* The handlers of the JSON API; their rows stand in routes.c. */
#ifndef CGI_API_API_H
#define CGI_API_API_H

#include "web/app.h"

extern const struct route_table api_routes;

/* conversations.c */
enum rc api_start(struct req *, struct res *, struct err *);
enum rc api_conversations(struct req *, struct res *, struct err *);
enum rc api_conversation(struct req *, struct res *, struct err *);
enum rc api_conversation_update(struct req *, struct res *, struct err *);
enum rc api_conversation_delete(struct req *, struct res *, struct err *);
extern const struct schema api_start_schema;
extern const struct schema api_started_schema;
extern const struct schema api_page_schema;
extern const struct schema api_change_schema;

/* messages.c */
enum rc api_messages(struct req *, struct res *, struct err *);
enum rc api_message(struct req *, struct res *, struct err *);
enum rc api_message_post(struct req *, struct res *, struct err *);
enum rc api_events(struct req *, struct res *, struct err *);
extern const struct schema api_message_new_schema;
extern const struct schema api_range_schema;

/* feedback.c */
enum rc api_feedback(struct req *, struct res *, struct err *);
enum rc api_survey(struct req *, struct res *, struct err *);
enum rc api_survey_get(struct req *, struct res *, struct err *);
extern const struct schema api_feedback_schema;
extern const struct schema api_feedback_reply_schema;
extern const struct schema api_survey_schema;
extern const struct schema api_survey_reply_schema;

/* scenarios.c */
enum rc api_scenarios(struct req *, struct res *, struct err *);
enum rc api_scenario(struct req *, struct res *, struct err *);
extern const struct schema api_scenario_schema;

/* knowledge.c */
enum rc api_knowledge(struct req *, struct res *, struct err *);
enum rc api_article(struct req *, struct res *, struct err *);
enum rc api_search(struct req *, struct res *, struct err *);
extern const struct schema api_knowledge_query_schema;
extern const struct schema api_article_query_schema;
extern const struct schema api_search_query_schema;
extern const struct schema api_article_schema;
extern const struct schema api_search_schema;

/* meta.c */
enum rc api_health(struct req *, struct res *, struct err *);
enum rc api_openapi(struct req *, struct res *, struct err *);
enum rc api_docs(struct req *, struct res *, struct err *);
extern const struct schema api_health_schema;

#endif
