#include "base/base.h"

#include "core/tool_visit.h"

#include "base/text.h"
#include "core/tool_say.h"
#include "io/i18n.h"
#include "nlp/entity.h"

#define QUESTION_SCORE 2.0 /* of a service that a question names */
#define SURE_LEAD 1.15	/* over the next one */
#define CHOICES 4	/* days or services to choose from */
#define LABEL_MAX 60
#define NUMBER_DIGITS 3 /* of ZIP codes, years and the like */

const char *const visit_scenarios[] = {"service", NULL};

/* What is asked for most, when nothing was named. */
static const struct tool_choice usual[] = {
	{"DR-01", "Single drain cleaning"},
	{"PL-02", "Faucet repair"},
	{"HT-02", "Furnace tune-up"},
	{"CL-01", "Standard cleaning"},
};

enum rc
visit_place(struct tool_context *c, struct visit_place *out, bool *known,
    struct err *e)
{
	const char *reference = tool_value(c, "reference");
	struct json *row;
	enum rc rc;

	*out = (struct visit_place){tool_value(c, "service"),
	    tool_value(c, "zip"), ""};
	*known = *out->code != '\0' && *out->zip != '\0';
	if (*reference == '\0' || c->email == NULL)
		return RC_OK;
	rc = demo_service_appointment(c->scope, reference,
	    &(struct demo_service_who){c->email, c->conversation_id,
		c->time_zone},
	    &row, e);
	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	*out = (struct visit_place){tool_text_of(row, "code"),
	    tool_text_of(row, "zip"), reference};
	*known = true;
	return RC_OK;
}

static void
offer_usual(struct tool_context *c, struct tool_choices *out, struct err *e)
{
	struct json *row;

	for (size_t i = 0; i < NELEM(usual); i++) {
		if (demo_service_get(c->scope, usual[i].value, &row, e) !=
		    RC_OK)
			continue;
		out->items[out->n++] = (struct tool_choice){usual[i].value,
		    text_cut(c->scope->arena, tool_text_of(row, "name"),
			LABEL_MAX)};
	}
}

/* What says when, where and who names no service. */
static char *
without_entities(struct tool_context *c, const char *said)
{
	char *text = arena_strdup(c->scope->arena, said);
	struct entity_list found;

	entity_find(c->scope->arena, said, (struct entity_now){0}, &found);
	for (size_t i = 0; i < found.n; i++) {
		const struct entity *e = &found.items[i];

		if ((e->kind == ENTITY_DATE || e->kind == ENTITY_TIME ||
			e->kind == ENTITY_ZIP || e->kind == ENTITY_PHONE ||
			e->kind == ENTITY_EMAIL) &&
		    e->confidence >= ENTITY_SURE)
			memset(text + e->from, ' ', e->to - e->from);
	}
	return text;
}

/* A year beside it names no service; "3 bedrooms" does. */
static void
drop_numbers(struct tool_words *w)
{
	size_t n = 0;

	for (size_t i = 0; i < w->n; i++) {
		if (!text_is_digit(w->items[i][0]) ||
		    strlen(w->items[i]) < NUMBER_DIGITS)
			w->items[n++] = w->items[i];
	}
	w->n = n;
}

enum rc
visit_service(struct tool_context *c, const struct tool_slot *slot UNUSED,
    const char *said, bool asked, struct tool_choices *out, struct err *e)
{
	struct demo_service_hits hits;
	struct tool_words words;
	enum rc rc;

	*out = (struct tool_choices){0};
	if (said == NULL) {
		offer_usual(c, out, e);
		return RC_OK;
	}
	tool_words(c, without_entities(c, said), &words);
	drop_numbers(&words);
	if (words.n == 0)
		return RC_OK;
	rc = demo_service_find(c->scope, words.items, words.n, &hits, e);
	if (rc != RC_OK)
		return rc;
	/* "Do you bring your own supplies?" names no service. */
	if (hits.n > 0 && strchr(said, '?') != NULL &&
	    hits.items[0].score < QUESTION_SCORE)
		return RC_OK;
	for (size_t i = 0; i < hits.n && i < CHOICES; i++)
		out->items[out->n++] = (struct tool_choice){
		    hits.items[i].code, text_cut(c->scope->arena,
			hits.items[i].name, LABEL_MAX)};
	out->sure = hits.n == 1 || (hits.n > 1 &&
	    hits.items[0].score >= SURE_LEAD * hits.items[1].score);
	if (hits.n == 0 && asked)
		out->note = _("I do not find that among our services.");
	return RC_OK;
}

enum rc
visit_zip(struct tool_context *c, const struct tool_slot *slot UNUSED,
    const char *said, bool asked UNUSED, struct tool_choices *out,
    struct err *e)
{
	struct arena *a = c->scope->arena;
	struct json *area;
	enum rc rc;

	*out = (struct tool_choices){0};
	if (said == NULL)
		return RC_OK;
	rc = demo_service_area(c->scope, said, &area, e);
	if (rc == RC_NOT_FOUND) {
		out->note = arena_printf(a, _("We do not serve the ZIP code "
		    "%s."), tool_plain(a, said));
		return RC_OK;
	}
	if (rc != RC_OK)
		return rc;
	out->items[out->n++] = (struct tool_choice){said,
	    arena_printf(a, "%s (%s)", said,
		tool_text_of(area, "district"))};
	out->sure = true;
	return RC_OK;
}

enum rc
visit_slots(struct tool_context *c, const struct visit_place *p,
    const char *from, const char *to, struct demo_service_slots *out,
    struct err *e)
{
	return demo_service_slots(c->scope, &(struct demo_service_want){
	    .code = p->code,
	    .zip = p->zip,
	    .time_zone = c->time_zone,
	    .day_from = from,
	    .day_to = to,
	    .not_reference = p->not_reference,
	    .limit = DEMO_SERVICE_SLOTS_MAX}, out, e);
}

static void
offer_days(struct tool_context *c, const struct demo_service_slots *s,
    struct tool_choices *out)
{
	for (size_t i = 0; i < s->n && out->n < CHOICES; i++) {
		const char *day = s->items[i].day;

		if (out->n > 0 &&
		    strcmp(out->items[out->n - 1].value, day) == 0)
			continue;
		out->items[out->n++] = (struct tool_choice){day,
		    tool_day_text(c->scope->arena, day)};
	}
}

/* Nothing is free then: the next days on which something is. */
static enum rc
later_days(struct tool_context *c, const struct visit_place *p,
    const char *from, struct tool_choices *out, struct err *e)
{
	struct arena *a = c->scope->arena;
	struct demo_service_slots s;
	enum rc rc;

	out->note = arena_printf(a, _("There is no free arrival window on "
	    "%s."), tool_day_text(a, from));
	rc = visit_slots(c, p, from, NULL, &s, e);
	if (rc == RC_OK && s.n == 0)
		rc = visit_slots(c, p, NULL, NULL, &s, e);
	if (rc == RC_OK)
		offer_days(c, &s, out);
	return rc;
}

enum rc
visit_day(struct tool_context *c, const struct tool_slot *slot UNUSED,
    const char *said, bool asked UNUSED, struct tool_choices *out,
    struct err *e)
{
	struct arena *a = c->scope->arena;
	const char *slash = said == NULL ? NULL : strchr(said, '/');
	const char *from = said, *to = said;
	struct demo_service_slots s;
	struct visit_place p;
	bool known;
	enum rc rc = visit_place(c, &p, &known, e);

	*out = (struct tool_choices){0};
	if (slash != NULL) {
		from = arena_strndup(a, said, (size_t)(slash - said));
		to = slash + 1;
	}
	if (rc != RC_OK || (!known && said == NULL))
		return rc;
	if (!known) {
		out->items[out->n++] = (struct tool_choice){from,
		    tool_day_text(a, from)};
		out->sure = slash == NULL;
		return RC_OK;
	}
	rc = visit_slots(c, &p, from, to, &s, e);
	if (rc != RC_OK)
		return rc;
	offer_days(c, &s, out);
	out->sure = said != NULL && out->n == 1;
	return out->n == 0 && said != NULL ? later_days(c, &p, from, out, e) :
					     RC_OK;
}

const struct demo_service_slot *
visit_find(const struct demo_service_slots *s, const char *time)
{
	for (size_t i = 0; i < s->n; i++) {
		if (strncmp(time, s->items[i].starts, 5) >= 0 &&
		    strncmp(time, s->items[i].ends, 5) < 0)
			return &s->items[i];
	}
	return NULL;
}

static struct tool_choice
window_choice(struct arena *a, const struct demo_service_slot *s)
{
	return (struct tool_choice){s->starts,
	    tool_window(a, s->starts, s->ends)};
}

/* "14:00-17:00": those that begin in it; "14:00": the one it lies in. */
static void
choose_window(struct arena *a, const struct demo_service_slots *s,
    const char *said, struct tool_choices *out)
{
	const char *dash = strchr(said, '-');
	const struct demo_service_slot *one = visit_find(s, said);

	if (dash == NULL && one != NULL)
		out->items[out->n++] = window_choice(a, one);
	for (size_t i = 0; dash != NULL && i < s->n &&
	     out->n < TOOL_CHOICES_MAX; i++) {
		if (strncmp(s->items[i].starts, said, 5) >= 0 &&
		    strcmp(s->items[i].starts, dash + 1) < 0)
			out->items[out->n++] = window_choice(a, &s->items[i]);
	}
	out->sure = out->n == 1;
}

enum rc
visit_time(struct tool_context *c, const struct tool_slot *slot UNUSED,
    const char *said, bool asked UNUSED, struct tool_choices *out,
    struct err *e)
{
	struct arena *a = c->scope->arena;
	const char *day = tool_value(c, "day");
	struct demo_service_slots s;
	struct visit_place p;
	bool known;
	enum rc rc = visit_place(c, &p, &known, e);

	*out = (struct tool_choices){0};
	if (rc != RC_OK || ((!known || *day == '\0') && said == NULL))
		return rc;
	if (!known || *day == '\0') {
		out->items[out->n++] = (struct tool_choice){
		    arena_strndup(a, said, 5), tool_time_text(a, said)};
		out->sure = true;
		return RC_OK;
	}
	rc = visit_slots(c, &p, day, day, &s, e);
	if (rc != RC_OK)
		return rc;
	if (s.n == 0) {
		out->note = arena_printf(a, _("There is no free arrival "
		    "window on %s."), tool_day_text(a, day));
		out->retry_slot = "day";
		return RC_OK;
	}
	if (said != NULL)
		choose_window(a, &s, said, out);
	if (out->n > 0)
		return RC_OK;
	if (said != NULL)
		out->note = arena_printf(a, _("%s on %s is not free."),
		    tool_time_text(a, said), tool_day_text(a, day));
	for (size_t i = 0; i < s.n && out->n < TOOL_CHOICES_MAX; i++)
		out->items[out->n++] = window_choice(a, &s.items[i]);
	return RC_OK;
}
