#include "base/base.h"

#include "core/answer_internal.h"

#include "base/clock.h"

enum rc
answer_search_passages(struct answer_engine *en, struct answer_part *p,
    struct err *e)
{
	struct retrieve_request request = {
		.scenario_id = en->in->scenario_id,
		.language = en->written,
		.question = p->text,
		.topic = p->topic,
		.topic_slug = p->topic != NULL ? p->slug : NULL,
	};
	int64_t started = clock_mono_us();
	enum rc rc = RC_OK;

	if (p->topic == NULL)
		rc = answer_likely(en, p->text, &request, e);
	if (rc == RC_OK)
		rc = retrieve_passages(en->scope, &request, &p->found, e);
	if (rc == RC_OK && p->topic == NULL)
		rc = intents_mark(en->scope, &request, &p->found, e);
	en->us_retrieve += clock_mono_us() - started;
	return rc;
}

void
answer_judge(struct answer_engine *en, struct answer_part *p)
{
	int64_t started = clock_mono_us();

	evidence_collect(en->scope->arena, &p->found, &p->evidence);
	assurance_judge(&p->found, &p->evidence, &p->assurance);
	en->us_retrieve += clock_mono_us() - started;
}

enum rc
answer_search(struct answer_engine *en, struct answer_part *p, struct err *e)
{
	enum rc rc = answer_search_passages(en, p, e);

	if (rc == RC_OK)
		answer_judge(en, p);
	return rc;
}
