/*
 * Intents from files to guesses: imported, trained, fetched into the cache
 * folder, noticed when new (A7).
 */
#include "base/base.h"

#include "scratch.h"

#include "base/clock.h"
#include "base/crypt.h"
#include "core/intent_file.h"
#include "core/intent_train.h"
#include "core/kb.h"
#include "core/intent_use.h"
#include "core/scenario_file.h"
#include "store/scenario.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define LIFE_MAX ((size_t)256 << 20)

static struct {
	struct arena *life;
	char dir[64], files[80], cache[80];
	struct scope scope;
	int64_t scenario_id;
} t;

static const char *
path_of(const char *file)
{
	return arena_printf(t.life, "%s/%s.md", t.files, file);
}

static void
write_intent(const char *name, const char *route, const char *examples)
{
	FILE *f = fopen(path_of(name), "w");

	assert_non_null(f);
	fprintf(f, "---\ntitle: About %s\nroute: %s\nnext: person\n---\n"
		   "# said by customers\n%s\n", name, route, examples);
	assert_int_equal(fclose(f), 0);
}

static void
import_and_train(size_t n_trained)
{
	struct intent_import in = {.scenario_id = t.scenario_id,
	    .dir = t.files};
	struct intent_trained done = {0};
	struct err e = {0};

	if (intent_import_dir(&t.scope, &in, &e) != RC_OK)
		fail_msg("%s %s", e.message, e.detail);
	if (intent_train_scenario(&t.scope, t.scenario_id, &done, &e) !=
	    RC_OK)
		fail_msg("%s %s", e.message, e.detail);
	assert_int_equal(done.n_trained, n_trained);
}

static struct intent_guesses
guess(const char *text)
{
	struct intent_guesses g;
	struct err e = {0};

	if (intents_guess(&t.scope, t.scenario_id, "en-GB", text, &g, &e) !=
	    RC_OK)
		fail_msg("%s %s", e.message, e.detail);
	return g;
}

static void
write_all(void)
{
	write_intent("parcel", "tool order_status",
	    "where is my parcel\nmy delivery has not come\n"
	    "track the shipment\nwhen does the package arrive\n"
	    "no parcel yet\nmy package is late");
	write_intent("refund", "article refunds",
	    "i want my money back\nwhen do i get the refund\n"
	    "refund please\nhow long does a refund take\n"
	    "no repayment so far\ngive me a refund");
	write_intent("person", "person",
	    "let me talk to somebody\na human please\n"
	    "i want a real person\nconnect me with an agent\n"
	    "can a colleague call me\ni need a person");
}

static int
setup(void **state)
{
	int failed = scratch_setup_migrated(state);
	struct scratch *s = *state;
	const char *top = getenv("srcdir");
	struct scenario sc;
	struct err e = {0};
	bool changed;

	if (failed != 0)
		return failed;
	crypt_init();
	t.life = arena_new(LIFE_MAX);
	(void)snprintf(t.dir, sizeof(t.dir), "/tmp/intents.XXXXXX");
	assert_non_null(mkdtemp(t.dir));
	(void)snprintf(t.files, sizeof(t.files), "%s/files", t.dir);
	(void)snprintf(t.cache, sizeof(t.cache), "%s/cache", t.dir);
	assert_int_equal(mkdir(t.files, 0700), 0);
	t.scope = (struct scope){.db = s->admin, .arena = t.life,
	    .site_id = 1, .intents = intent_cache_new(t.cache)};
	if (scenario_file_import(&t.scope, arena_printf(t.life,
		"%s/sql/seed/ecommerce/scenario.json",
		top == NULL ? "." : top), &sc, &changed, &e) != RC_OK)
		fail_msg("%s %s", e.message, e.detail);
	t.scenario_id = sc.id;
	return 0;
}

static void
remove_files(const char *dir)
{
	DIR *d = opendir(dir);
	struct dirent *entry;

	while (d != NULL && (entry = readdir(d)) != NULL)
		(void)unlink(arena_printf(t.life, "%s/%s", dir,
		    entry->d_name));
	if (d != NULL)
		closedir(d);
	(void)rmdir(dir);
}

static int
teardown(void **state)
{
	remove_files(t.files);
	remove_files(t.cache);
	(void)rmdir(t.dir);
	intent_cache_free(t.scope.intents);
	arena_free(t.life);
	return scratch_teardown(state);
}

/* A7: no model, no guess, no failure. */
static void
without_a_model_nothing_is_guessed(void **state)
{
	(void)state;
	assert_int_equal(guess("where is my parcel").n, 0);
}

static void
imported_trained_guessed(void **state)
{
	struct intent_guesses g;

	(void)state;
	write_all();
	import_and_train(1);
	clock_shift(INTENT_CHECK_US);
	g = guess("where's the parcel?");
	assert_int_equal(g.n, 3);
	assert_string_equal(g.items[0].name, "parcel");
	assert_string_equal(g.items[0].title, "About parcel");
	assert_int_equal(g.items[0].route, INTENT_TOOL);
	assert_string_equal(g.items[0].target, "order_status");
	assert_string_equal(g.items[0].next, "person");
	assert_true(g.items[0].probability > g.items[1].probability);
	assert_true(g.confidence > 0 && g.confidence < 1);
	assert_int_equal(g.version, 1);
	assert_string_equal(g.language, "en");
	assert_int_equal(guess("a refund").items[0].route, INTENT_ARTICLE);
}

static void
unchanged_examples_are_not_trained_again(void **state)
{
	(void)state;
	write_all();
	import_and_train(0);
}

/* A changed file is a new version, which a process sees when it looks. */
static void
a_new_version_is_noticed(void **state)
{
	(void)state;
	write_all();
	write_intent("parcel", "person",
	    "where is my parcel\nmy delivery has not come\nlost package");
	import_and_train(1);
	assert_int_equal(guess("my parcel").version, 1);
	clock_shift(INTENT_CHECK_US);
	assert_int_equal(guess("my parcel").version, 2);
	assert_int_equal(guess("my parcel").items[0].route, INTENT_PERSON);
	assert_int_equal(access(arena_printf(t.life,
	    "%s/intent-1-%lld-en-1.model", t.cache,
	    (long long)t.scenario_id), F_OK), -1);
}

static void
a_file_that_is_gone_is_no_intent(void **state)
{
	(void)state;
	write_all();
	assert_int_equal(unlink(path_of("refund")), 0);
	import_and_train(1);
	clock_shift(INTENT_CHECK_US);
	assert_int_equal(guess("refund").n, 2);
}

/* S: what lies in the cache folder is not trusted. */
static void
a_damaged_file_is_fetched_again(void **state)
{
	const char *path = arena_printf(t.life,
	    "%s/intent-1-%lld-en-%lld.model", t.cache,
	    (long long)t.scenario_id, (long long)guess("refund").version);
	FILE *f;

	(void)state;
	intent_cache_free(t.scope.intents);
	t.scope.intents = intent_cache_new(t.cache);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs("not a model", f);
	assert_int_equal(fclose(f), 0);
	assert_string_equal(guess("my parcel").items[0].name, "parcel");
}

/* Where no file can be written the model is kept in memory. */
static void
without_a_folder_it_works_too(void **state)
{
	(void)state;
	intent_cache_free(t.scope.intents);
	t.scope.intents = intent_cache_new("/nonexistent/cache");
	assert_string_equal(guess("my parcel").items[0].name, "parcel");
	assert_string_equal(guess("human").items[0].name, "person");
}

static void
import_article(const char *file, const char *title, const char *questions)
{
	struct kb_import in = {.scenario_id = t.scenario_id};
	struct err e = {0};

	if (kb_import_text(&t.scope, &in, file, arena_printf(t.life,
		"---\ntitle: %s\ncategory: Help\nlanguage: en\n"
		"questions:\n%s---\n## Part\n\nIt is so.\n",
		title, questions), &e) != RC_OK)
		fail_msg("%s %s", e.message, e.detail);
}

/* A5, A7: an article with questions is a class; one that an intent leads to
 * gives its questions to the intent; one with few has none. */
static void
articles_are_classes(void **state)
{
	static const char visit[] = "can i come to your shop";
	struct retrieve_request ask = {.language = "en",
	    .scenario_id = t.scenario_id};
	struct passage_hit passages[] = {{.slug = "visits"},
	    {.slug = "refunds"}, {.slug = "pens"}};
	struct retrieve_hit hits[] = {{.passage = &passages[0]},
	    {.passage = &passages[1]}, {.passage = &passages[2]}};
	struct retrieve_result found = {.hits = hits, .n = NELEM(hits)};
	struct intent_guesses g;
	struct err e = {0};

	(void)state;
	write_all();
	import_article("visits.md", "Visit the shop", "- where is your shop\n"
	    "- can i come to the shop\n- is there parking at the shop\n"
	    "- when is the shop open\n");
	import_article("refunds.md", "Refunds", "- the cheque has not come\n"
	    "- cheque for the refund\n- where is my cheque\n"
	    "- no cheque so far\n");
	import_article("pens.md", "Pens", "- do you sell pens\n");
	import_and_train(1);
	clock_shift(INTENT_CHECK_US);
	g = guess(visit);
	assert_int_equal(g.n, 4);
	assert_string_equal(g.items[0].name, "article:visits");
	assert_int_equal(g.items[0].route, INTENT_ARTICLE);
	assert_string_equal(g.items[0].target, "visits");
	assert_string_equal(g.items[0].title, "Visit the shop");
	assert_true(g.articles >= g.items[0].probability);
	assert_string_equal(guess("the cheque please").items[0].name,
	    "refund");

	ask.likely[ask.n_likely++] = (struct retrieve_likely){"visits", 1,
		g.items[0].class};
	query_parse(t.life, "en", "shop cheque zeppelin", &found.query);
	assert_int_equal(intents_mark(&t.scope, &ask, &found, &e), RC_OK);
	assert_int_equal(found.query.n, 3);
	assert_int_equal(found.query.terms[0].meant, 1);
	assert_int_equal(found.query.terms[1].meant, 0);
	assert_false(found.query.terms[1].strange);
	assert_true(found.query.terms[2].strange);
	assert_true(hits[0].classed && hits[1].classed);
	assert_false(hits[2].classed);
}

static void
wrong_files_are_named(void **state)
{
	static const struct {
		const char *text, *expected;
	} rows[] = {
		{"title: x\n", "x.md:1: expected \"---\""},
		{"---\ntitle: x\nroute: tool\n---\na\n", "x.md:3: expected"},
		{"---\ntitle: x\nroute: magic y\n---\na\n", "x.md:3:"},
		{"---\ntitle: x\ncolor: y\n---\na\n", "x.md:3:"},
		{"---\nroute: person\n---\na\n", "\"title: "},
		{"---\ntitle: x\n---\na\n", "\"route: "},
		{"---\ntitle: x\nroute: person\n---\n# b\n", "examples"},
		{"---\ntitle: x\nroute: person\n", "\"---\" after"},
	};
	struct intent_new out;

	(void)state;
	for (size_t i = 0; i < NELEM(rows); i++) {
		struct err e = {0};

		assert_int_equal(intent_file_parse(t.life, "x.md", "x",
		    rows[i].text, &out, &e), RC_INVALID);
		if (strstr(e.message, rows[i].expected) == NULL)
			fail_msg("%s", e.message);
	}
	assert_int_equal(intent_file_parse(t.life, "A b.md", "A b",
	    "---\ntitle: x\nroute: person\n---\na\n", &out, NULL),
	    RC_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_model_nothing_is_guessed),
		cmocka_unit_test(imported_trained_guessed),
		cmocka_unit_test(unchanged_examples_are_not_trained_again),
		cmocka_unit_test(a_new_version_is_noticed),
		cmocka_unit_test(a_file_that_is_gone_is_no_intent),
		cmocka_unit_test(a_damaged_file_is_fetched_again),
		cmocka_unit_test(without_a_folder_it_works_too),
		cmocka_unit_test(articles_are_classes),
		cmocka_unit_test(wrong_files_are_named),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
