/*
 * The seed's questions and the built-in engine: tests/store/answers.tsv is a
 * table of questions with what the answer must say and cite, and of others,
 * which must be refused.  The intents' models are the stack's.
 */
#include "base/base.h"

#include "scratch.h"

#include "base/crypt.h"
#include "base/text.h"
#include "core/answer.h"
#include "core/intent_use.h"
#include "core/kb.h"
#include "core/kb_index.h"
#include "nlp/assurance.h"
#include "nlp/search.h"
#include "core/scenario_file.h"
#include "core/source_file.h"
#include "store/article.h"
#include "store/passage.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define LIFE_MAX ((size_t)1 << 30) /* models as text */
#define TURNS_MAX 4
#define TYPICAL_US 20000 /* of CPU for an answer, debug build */
#define USED_MAX ((size_t)8 << 20) /* bytes of a talk of two turns */

/* Our own work only: other programs' load says nothing of it. */
static int64_t
cpu_us(void)
{
	return (int64_t)clock() * 1000000 / CLOCKS_PER_SEC;
}

static const char *const kinds[] = {"small_talk", "evidence", "tool",
    "refusal", "clarify", "handoff"};

struct scenario_row {
	const char *slug;
	int64_t id;
	struct json *definition;
};

static struct {
	struct arena *life;
	struct kb_index *index;
	struct intent_cache *intents;
	char cache[64];
	struct scenario_row rows[3];
} seeded;

static const char *
top_dir(void)
{
	const char *dir = getenv("srcdir");

	return dir == NULL ? "." : dir;
}

static void
import_scenario(struct scratch *s, struct scenario_row *row)
{
	struct scope scope = {.db = s->admin, .arena = seeded.life,
	    .index = seeded.index, .site_id = 1};
	const char *folder = arena_printf(seeded.life, "%s/sql/seed/%s",
	    top_dir(), row->slug);
	struct kb_import in = {.dir = arena_printf(seeded.life,
	    "%s/articles", folder)};
	struct scenario sc;
	struct err e = {0};
	bool changed;
	char *demo;
	size_t n;

	if (scenario_file_import(&scope, arena_printf(seeded.life,
		"%s/scenario.json", folder), &sc, &changed, &e) != RC_OK)
		fail_msg("%s %s", e.message, e.detail);
	in.scenario_id = row->id = sc.id;
	assert_true(changed);
	if (kb_import_dir(&scope, &in, &e) != RC_OK)
		fail_msg("%s %s", e.message, e.detail);
	assert_int_equal(in.n_new, in.n_files);
	assert_int_equal(source_file_read(seeded.life, arena_printf(
	    seeded.life, "%s/demo.sql", folder), &demo, &n, &e), RC_OK);
	if (db_script(s->admin, demo, &e) != RC_OK)
		fail_msg("%s %s", e.message, e.detail);
	assert_int_equal(json_read(seeded.life, sc.definition,
	    strlen(sc.definition), &row->definition, &e), RC_OK);
}

static void
take_model(struct scratch *s, const struct scenario_row *row)
{
	const char *hex = scratch_text(s, s->outside, arena_printf(
	    seeded.life, "select coalesce(max(encode(m.model, 'hex')), '') "
	    "as v from intent_model m join scenario c on c.id = "
	    "m.scenario_id where c.slug = '%s' and m.language = 'en'",
	    row->slug));

	if (*hex == '\0')
		fail_msg("%s: the stack has no trained intents", row->slug);
	scratch_do(s, arena_printf(seeded.life, "insert into intent_model "
	    "(site_id, scenario_id, language, version, examples_hash, "
	    "n_examples, model) values (1, %lld, 'en', 1, '', 1, "
	    "decode('%s', 'hex'))", (long long)row->id, hex));
}

static int
setup(void **state)
{
	static const char *const slugs[] = {"ecommerce", "saas", "service"};
	struct scratch *s;
	struct arena *own;

	crypt_init();
	if (scratch_setup_migrated(state) != 0)
		return -1;
	seeded.life = arena_new(LIFE_MAX);
	text_copy(seeded.cache, sizeof(seeded.cache),
	    "/tmp/biwoco-answers.XXXXXX");
	if (mkdtemp(seeded.cache) == NULL)
		return -1;
	seeded.index = kb_index_new(seeded.cache, true);
	s = *state;
	own = s->arena;
	s->arena = seeded.life;
	for (size_t i = 0; i < NELEM(slugs); i++) {
		seeded.rows[i].slug = slugs[i];
		import_scenario(*state, &seeded.rows[i]);
		take_model(s, &seeded.rows[i]);
	}
	s->arena = own;
	seeded.intents = intent_cache_new(seeded.cache);
	scratch_do_alone(*state, "analyze");
	return 0;
}

static int
teardown(void **state)
{
	struct source_names names;
	struct err e = {0};

	kb_index_free(seeded.index);
	intent_cache_free(seeded.intents);
	if (source_dir_list(seeded.life, seeded.cache, "", &names, &e) !=
	    RC_OK)
		return -1;
	for (size_t i = 0; i < names.n; i++)
		unlink(arena_printf(seeded.life, "%s/%s", seeded.cache,
		    names.items[i]));
	if (rmdir(seeded.cache) != 0)
		return -1;
	arena_free(seeded.life);
	return scratch_teardown(state);
}

struct talk {
	struct answer_turn turns[2 * TURNS_MAX];
	struct answer_request in;
	struct answer out;
	bool articles_only; /* without intents */
	int64_t us; /* of the last answer */
};

static void
begin(struct talk *t, const char *slug)
{
	*t = (struct talk){.in = {.language = "en", .dialogue = "{}",
	    .history = NULL}};
	for (size_t i = 0; i < NELEM(seeded.rows); i++) {
		if (strcmp(seeded.rows[i].slug, slug) == 0) {
			t->in.scenario_id = seeded.rows[i].id;
			t->in.definition = seeded.rows[i].definition;
		}
	}
	if (t->in.scenario_id == 0)
		fail_msg("no scenario %s", slug);
	t->in.history = t->turns;
}

static void
ask(struct scratch *s, struct talk *t, const char *question)
{
	struct scope scope = {.db = s->db, .arena = s->arena,
	    .index = seeded.index, .site_id = 1,
	    .intents = t->articles_only ? NULL : seeded.intents};
	int64_t started = cpu_us();
	struct err e = {0};

	t->in.question = question;
	if (answer_builtin(&scope, &t->in, &t->out, &e) != RC_OK)
		fail_msg("%s: %s %s", question, e.message, e.detail);
	t->us = cpu_us() - started;
	t->in.dialogue = t->out.dialogue;
	t->turns[t->in.n_history++] = (struct answer_turn){true, question};
	t->turns[t->in.n_history++] =
	    (struct answer_turn){false, t->out.text};
}

/* A citation's quote stands where it says, and its mark in the text. */
static void
check_citations(struct scratch *s, const struct answer *a)
{
	struct scope scope = {.db = s->db, .arena = s->arena,
	    .index = seeded.index, .site_id = 1};
	struct err e = {0};

	for (size_t i = 0; i < a->n_citations; i++) {
		const struct answer_citation *c = &a->citations[i];
		struct article article;

		assert_int_equal(c->number, i + 1);
		assert_int_equal(c->quote_end - c->quote_start,
		    text_length(c->quote));
		if (strstr(a->text, arena_printf(s->arena, "[%d]",
			(int)c->number)) == NULL)
			fail_msg("[%d] is missing in: %s", (int)c->number,
			    a->text);
		assert_int_equal(article_get(&scope, c->slug, c->revision,
		    &article, &e), RC_OK);
	}
}

static bool
cites(const struct answer *a, const char *slugs)
{
	for (size_t i = 0; i < a->n_citations; i++) {
		const char *p = strstr(slugs, a->citations[i].slug);

		if (p != NULL)
			return true;
	}
	return false;
}

static bool
is_right(const struct answer *a, const char *const field[5])
{
	if (strcmp(kinds[a->kind], field[1]) != 0 ||
	    strstr(a->text, field[3]) == NULL)
		return false;
	return a->kind != ANSWER_EVIDENCE || cites(a, field[4]);
}

/* Cuts the line at its tabs; false: a comment. */
static bool
take_row(char *line, const char *field[5])
{
	if (*line == '#' || *line == '\0')
		return false;
	for (size_t i = 0; i < 5; i++) {
		char *tab = strchr(line, '\t');

		field[i] = line;
		if (tab == NULL && i < 4)
			fail_msg("a row of answers.tsv has no five fields");
		if (tab == NULL)
			break;
		*tab = '\0';
		line = tab + 1;
	}
	return true;
}

/* The last turn of the row's talk is left in `t`. */
static void
run_row(struct scratch *s, const char *const field[5], struct talk *t)
{
	char *rest = arena_strdup(s->arena, field[2]);

	begin(t, field[0]);
	for (;;) {
		char *next = strstr(rest, " >> ");

		if (next != NULL)
			*next = '\0';
		ask(s, t, rest);
		if (next == NULL)
			return;
		rest = next + 4;
	}
}

static void
report(const char *const field[5], const struct answer *a)
{
	print_error("%s: %s\n  wanted %s, \"%s\", %s\n  got %s (%.2f): %s\n",
	    field[0], field[2], field[1], field[3], field[4],
	    kinds[a->kind], a->confidence, a->text);
}

struct count {
	size_t asked, wrong;
	int64_t us;
};

/* Each row in an arena of its own, as each request has one. */
static void
check_row(struct scratch *s, char *line, struct count *count)
{
	struct scratch row = *s;
	const char *field[5];
	struct talk t;

	if (!take_row(line, field))
		return;
	row.arena = arena_new(ARENA_REQUEST_MAX);
	run_row(&row, field, &t);
	count->asked++;
	count->us += t.us;
	check_citations(&row, &t.out);
	assert_true(t.out.gap == (t.out.kind == ANSWER_REFUSAL) ||
	    t.out.kind == ANSWER_EVIDENCE);
	assert_in_range(arena_used(row.arena), 0, USED_MAX);
	if (!is_right(&t.out, field)) {
		count->wrong++;
		report(field, &t.out);
	}
	arena_free(row.arena);
}

static char *
read_table(const char *name)
{
	struct err e = {0};
	char *text;
	size_t n;

	assert_int_equal(source_file_read(seeded.life, arena_printf(
	    seeded.life, "%s/tests/store/%s", top_dir(), name), &text, &n,
	    &e), RC_OK);
	return text;
}

static void
the_table_of_questions(void **state)
{
	char *text = read_table("answers.tsv");
	struct count count = {0};

	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		check_row(*state, arena_strndup(seeded.life, text, len),
		    &count);
		text += len + (text[len] == '\n');
	}
	print_message("%zu questions, %zu wrong, %d us each\n", count.asked,
	    count.wrong, (int)(count.us / (int64_t)count.asked));
	assert_int_equal(count.wrong, 0);
	assert_true(count.us / (int64_t)count.asked < TYPICAL_US);
}

static void
an_unchanged_folder_changes_nothing(void **state)
{
	struct scratch *s = *state;
	struct scope scope = {.db = s->db, .arena = s->arena,
	    .index = seeded.index, .site_id = 1};
	struct kb_import in = {.scenario_id = seeded.rows[0].id,
	    .dir = arena_printf(s->arena, "%s/sql/seed/ecommerce/articles",
		top_dir())};
	struct err e = {0};

	assert_int_equal(kb_import_dir(&scope, &in, &e), RC_OK);
	assert_true(in.n_files > 0);
	assert_int_equal(in.n_unchanged, in.n_files);
}

static enum rc
import_text(struct scope *scope, const char *file, const char *text,
    struct err *e)
{
	struct kb_import in = {.scenario_id = seeded.rows[0].id};
	enum rc rc = db_begin(scope->db, scope->arena, e);

	if (rc == RC_OK)
		rc = kb_import_text(scope, &in, file, text, e);
	if (rc == RC_OK)
		rc = kb_index_publish(scope, e);
	if (rc == RC_OK)
		return db_commit(scope->db, e);
	db_rollback(scope->db);
	return rc;
}

#define HEAD "---\ntitle: Quibble test\ncategory: C\nlanguage: en\n---\n"

/* Old passages stay citable, but are not found any more. */
static void
a_changed_file_makes_a_revision(void **state)
{
	struct scratch *s = *state;
	struct scope scope = {.db = s->db, .arena = s->arena,
	    .index = seeded.index, .site_id = 1};
	struct article first, second;
	struct passage_list old;
	struct err e = {0};
	struct buf page;
	struct talk t;

	assert_int_equal(import_text(&scope, "x/quibble.md", HEAD
	    "## Old part\n\nA quibble costs $7.\n", &e), RC_OK);
	assert_int_equal(article_get(&scope, "quibble", 0, &first, &e),
	    RC_OK);
	assert_int_equal(import_text(&scope, "x/quibble.md", HEAD
	    "## New part\n\nA quibble costs $8.\n", &e), RC_OK);
	assert_int_equal(article_get(&scope, "quibble", 0, &second, &e),
	    RC_OK);
	assert_int_equal(second.revision, first.revision + 1);
	assert_int_equal(passage_of_revision(&scope, first.revision_id, &old,
	    &e), RC_OK);
	assert_int_equal(old.n, 1);
	assert_string_equal(old.items[0].anchor, "quibble-old-part");
	buf_init(&page, s->arena, 65536);
	assert_int_equal(kb_page_html(&scope, first.revision_id, "", &page,
	    &e), RC_OK);
	assert_string_equal(page.data,
	    "<section class=\"passage\" id=\"quibble-old-part\">\n"
	    "<h2>Old part</h2>\n<p>A quibble costs $7.</p>\n</section>\n");
	assert_int_equal(scratch_i64(s, s->db, "select count(*) as v from "
	    "passage where body like '%quibble%' and is_current"), 1);
	begin(&t, "ecommerce");
	ask(s, &t, "What does a quibble cost?");
	assert_non_null(strstr(t.out.text, "$8"));
	assert_null(strstr(t.out.text, "$7"));
}

static void
a_slug_belongs_to_one_scenario(void **state)
{
	struct scratch *s = *state;
	struct scope scope = {.db = s->db, .arena = s->arena,
	    .index = seeded.index, .site_id = 1};
	struct kb_import in = {.scenario_id = seeded.rows[1].id};
	struct err e = {0};

	assert_int_equal(kb_import_text(&scope, &in, "returns-policy.md",
	    HEAD "x\n", &e), RC_CONFLICT);
}

static void
h1_a_second_refusal_asks_for_a_person(void **state)
{
	struct talk t;

	begin(&t, "ecommerce");
	ask(*state, &t, "Do you sell sofas?");
	assert_int_equal(t.out.kind, ANSWER_REFUSAL);
	assert_true(t.out.gap);
	ask(*state, &t, "do you sell SOFAS?");
	assert_int_equal(t.out.kind, ANSWER_HANDOFF);
	assert_true(t.out.gap);
	assert_string_equal(t.out.handoff, "refused");
}

static void
h1_the_third_time_asks_for_a_person(void **state)
{
	struct talk t;

	begin(&t, "ecommerce");
	ask(*state, &t, "What's your return policy?");
	ask(*state, &t, "what's your return policy");
	assert_null(t.out.handoff);
	ask(*state, &t, "What's your RETURN policy?");
	assert_string_equal(t.out.handoff, "repeated");
}

static void
an_order_tells_no_names(void **state)
{
	struct scratch *s = *state;
	const char *name = scratch_text(s, s->db, "select c.name as v from "
	    "demo.shop_order o join demo.shop_customer c "
	    "on c.id = o.customer_id where o.number = '12345'");
	struct talk t;

	begin(&t, "ecommerce");
	ask(s, &t, "Track my order #12345");
	assert_int_equal(t.out.n_tools, 1);
	assert_null(strstr(t.out.text, name));
	assert_null(strstr(t.out.tools[0].output, name));
	assert_null(strstr(t.out.trace, name));
}

static void
hostile_questions_do_no_harm(void **state)
{
	static const char *const wild[] = {"'; drop table article; --", "\\",
	    "'", "%", "a'b:c&d|!e", "<script>", "\xf0\x9f\x98\x80", "?",
	    "\xe9\x80\x80\xe8\xb4\xa7\xe6\x94\xbf\xe7\xad\x96", " ",
	    "and and and? and? and?", "((((((((", "1e999 0x41 -- /*"};
	struct scratch *s = *state;
	char *large = arena_alloc(s->arena, 16001);
	struct talk t;

	for (size_t i = 0; i < NELEM(wild); i++) {
		begin(&t, "saas");
		ask(s, &t, wild[i]);
	}
	for (size_t i = 0; i < 16000; i++)
		large[i] = "return 'policy' \\ refund? and how "[i % 34];
	begin(&t, "saas");
	ask(s, &t, large);
	assert_int_equal(scratch_i64(s, s->db,
	    "select count(*) as v from article where slug = 'api-keys'"), 1);
}

/* The chat makes the calls that `biwoco eval answers` makes. */
static void
a3_chat_and_measurement_are_one(void **state)
{
	const char *question = "how much is shiping to canada";
	struct scratch *s = *state;
	struct scope scope = {.db = s->db, .arena = s->arena,
	    .index = seeded.index, .site_id = 1};
	const struct retrieve_request in = {.language = "en",
	    .scenario_id = seeded.rows[0].id, .question = question};
	struct retrieve_result *r = arena_alloc(s->arena, sizeof(*r));
	struct assurance assurance;
	struct evidence found;
	const struct index *ix;
	struct err e = {0};
	struct talk t;

	begin(&t, "ecommerce");
	t.articles_only = true;
	ask(s, &t, question);
	assert_int_equal(kb_index_get(&scope, &ix, &e), RC_OK);
	search_passages(s->arena, ix, &in, r);
	evidence_collect(s->arena, r, &found);
	assurance_judge(r, &found, &assurance);
	assert_true(fabs(t.out.confidence - assurance.confidence) < 1e-9);
	assert_non_null(strstr(t.out.citations[0].quote,
	    found.units[found.best].text));
}

static void
a2_a_refusal_offers_a_person(void **state)
{
	struct talk t;

	begin(&t, "ecommerce");
	ask(*state, &t, "who won the world cup");
	assert_int_equal(t.out.kind, ANSWER_REFUSAL);
	ask(*state, &t, t.out.replies[t.out.n_replies - 1]);
	assert_int_equal(t.out.kind, ANSWER_HANDOFF);
	assert_string_equal(t.out.handoff, "asked");
}

static void
a3_an_open_question_is_asked_back_once(void **state)
{
	struct scratch *s = *state;
	struct talk t;

	begin(&t, "ecommerce");
	ask(s, &t, "how do i reset it");
	assert_int_equal(t.out.kind, ANSWER_CLARIFY);
	assert_in_range(t.out.n_replies, 3, 4);
	ask(s, &t, "the router");
	assert_int_equal(t.out.kind, ANSWER_EVIDENCE);
	assert_string_equal(t.out.citations[0].slug, "router-setup");

	/* Not asked twice; and something else meanwhile is no choice. */
	begin(&t, "ecommerce");
	ask(s, &t, "how do i reset it");
	ask(s, &t, "how do i reset it");
	assert_int_not_equal(t.out.kind, ANSWER_CLARIFY);
	ask(s, &t, "what are the gold member benefits");
	assert_string_equal(t.out.citations[0].slug, "loyalty-points");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(the_table_of_questions),
		SCRATCH_TEST(a3_chat_and_measurement_are_one),
		SCRATCH_TEST(a2_a_refusal_offers_a_person),
		SCRATCH_TEST(a3_an_open_question_is_asked_back_once),
		SCRATCH_TEST(an_unchanged_folder_changes_nothing),
		SCRATCH_TEST(a_changed_file_makes_a_revision),
		SCRATCH_TEST(a_slug_belongs_to_one_scenario),
		SCRATCH_TEST(h1_a_second_refusal_asks_for_a_person),
		SCRATCH_TEST(h1_the_third_time_asks_for_a_person),
		SCRATCH_TEST(an_order_tells_no_names),
		SCRATCH_TEST(hostile_questions_do_no_harm),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
