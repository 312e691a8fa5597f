/*
 * What messages name: the rows of tests/unit/nlp_entity.tsv, and choices and
 * names against lists.
 */
#include "base/base.h"

#include "unit.h"

#include "base/clock.h"
#include "base/text.h"
#include "nlp/entity.h"

#include <stdio.h>
#include <stdlib.h>

#define LINE_MAX_BYTES 512

/* Wednesday, November 18, 2026, 10:30. */
static struct entity_now
now(void)
{
	return (struct entity_now){clock_days((struct clock_date){2026, 11,
	    18}), 10 * 60 + 30};
}

static const char *
found(struct arena *a, const char *kind, const char *text)
{
	struct entity_list list;
	size_t n = strlen(kind);
	bool asked = kind[n - 1] == '?';

	n -= asked ? 1 : 0;
	entity_find(a, text, now(), &list);
	for (int k = 0; k < ENTITY_KIND_COUNT_; k++) {
		const char *name = entity_kind_name((enum entity_kind)k);
		const struct entity *f;

		if (strlen(name) != n || memcmp(name, kind, n) != 0)
			continue;
		f = entity_best(&list, (enum entity_kind)k,
		    asked ? ENTITY_ASKED : ENTITY_SURE);
		return f == NULL ? "-" : f->value;
	}
	fail_msg("no kind %s", kind);
	return "";
}

static const char *
replied(struct arena *a, const char *text)
{
	static const char *const names[] = {"none", "yes", "no", "cancel"};
	struct entity_reply r;

	entity_reply(a, text, &r);
	if (*r.rest == '\0')
		return names[r.answer];
	return arena_printf(a, "%s + %s%s", names[r.answer],
	    r.correction ? "*" : "", r.rest);
}

static void
table(void **state)
{
	const char *dir = getenv("srcdir");
	FILE *f = fopen(arena_printf(*state, "%s/tests/unit/nlp_entity.tsv",
	    dir == NULL ? "." : dir), "r");
	char line[LINE_MAX_BYTES];
	int n = 0, wrong = 0;

	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		char *text = strchr(line, '\t'), *value;
		const char *got;

		line[strcspn(line, "\n")] = '\0';
		if (*line == '#' || text == NULL)
			continue;
		*text++ = '\0';
		value = strchr(text, '\t');
		assert_non_null(value);
		*value++ = '\0';
		got = strcmp(line, "reply") == 0 ? replied(*state, text) :
						   found(*state, line, text);
		n++;
		if (strcmp(got, value) == 0)
			continue;
		wrong++;
		print_error("%s: %s: %s, not %s\n", line, text, value, got);
	}
	fclose(f);
	assert_true(n >= 200);
	assert_int_equal(wrong, 0);
}

/* A find's place is the words it was made from. */
static void
places(void **state)
{
	static const char text[] = "Book it for next Tuesday at 3 in 43215";
	struct entity_list list;
	const struct entity *f;

	entity_find(*state, text, now(), &list);
	f = entity_best(&list, ENTITY_DATE, ENTITY_SURE);
	assert_non_null(f);
	assert_int_equal(f->to - f->from, strlen("next Tuesday"));
	assert_memory_equal(text + f->from, "next Tuesday", f->to - f->from);
	f = entity_best(&list, ENTITY_ZIP, ENTITY_SURE);
	assert_non_null(f);
	assert_string_equal(f->value, "43215");
	assert_true(entity_best(&list, ENTITY_ORDER, ENTITY_SURE) == NULL);
}

static void
choices(void **state)
{
	static const char *const labels[] = {"Aurio Studio 700 - $249",
	    "Aurio Studio 500 - $149", "Aurio Light 300 - $79"};
	static const struct {
		const char *text;
		int pick;
	} rows[] = {
		{"1", 0}, {"2", 1}, {"#2", 1}, {"option 3", 2},
		{"number two please", 1}, {"the second one", 1},
		{"2nd", 1}, {"the first", 0}, {"the last one", 2},
		{"third", 2}, {"the cheapest", 2},
		{"the most expensive one", 0}, {"studio 500", 1},
		{"the 700", 0}, {"light", 2},
		{"aurio light 300 - $79", 2}, {"none of these", -2},
		{"neither", -2}, {"something else", -2}, {"whatever", -3},
		{"I don't care", -3}, {"you choose", -3}, {"4", -1},
		{"the fifth", -1}, {"hello there", -1}, {"", -1},
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		int got = entity_pick(*state, rows[i].text, labels, 3);

		if (got != rows[i].pick)
			fail_msg("%s: %d, not %d", rows[i].text, rows[i].pick,
			    got);
	}
}

static void
names(void **state)
{
	static const struct entity_name list[] = {
		{"Aurio Studio 700", "noise cancelling headphones"},
		{"Aurio Studio 500", "headphones"},
		{"Aurio Buds Pro 2", "earbuds"},
		{"Lumira Bar 300", "soundbar"},
		{"Kestrel Pro 14", "laptop"},
		{"Faucet repair", "tap, dripping"},
		{"Single drain cleaning", "clogged sink, unclog"},
		{"Free", NULL}, {"Business", NULL},
	};
	static const struct {
		const char *text;
		int first;
		bool sure;
	} rows[] = {
		{"is the Aurio Studio 700 in stock?", 0, true},
		{"aurio stduio 700", 0, true}, {"studio 700", 0, true},
		{"studio 500", 1, true}, {"aurio studio", 0, false},
		{"the aruio buds pro 2", 2, true}, {"buds pro", 2, true},
		{"lumira bar", 3, true}, {"lumria bar 300", 3, true},
		{"kestrell pro", 4, true}, {"fix my faucett", 5, true},
		{"faucet repairs", 5, true}, {"drain cleaning", 6, true},
		{"unclog my sink", 6, true}, {"business plan", 8, true},
		{"studio 900", 0, false}, {"when do you open?", -1, false},
		{"", -1, false},
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		struct entity_candidates c;
		int first;

		entity_names(*state, rows[i].text, list, NELEM(list), &c);
		first = c.n == 0 ? -1 : (int)c.items[0].index;
		if (first != rows[i].first || c.sure != rows[i].sure)
			fail_msg("%s: %d %.2f %s", rows[i].text, first,
			    c.n > 0 ? c.items[0].score : 0,
			    c.sure ? "sure" : "unsure");
	}
}

static void
local_time(void **state)
{
	int64_t utc;
	struct clock_local l;

	(void)state;
	assert_true(clock_parse("2026-11-18T03:30:00Z", &utc));
	l = clock_local(utc, "America/New_York");
	assert_int_equal(l.day, now().day - 1);
	assert_int_equal(l.minute, 22 * 60 + 30);
	l = clock_local(utc, NULL);
	assert_int_equal(l.day, now().day);
	assert_int_equal(l.minute, 3 * 60 + 30);
	l = clock_local(utc, "../../etc/passwd");
	assert_int_equal(l.minute, 3 * 60 + 30);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(table),
		UNIT_TEST(places),
		UNIT_TEST(choices),
		UNIT_TEST(names),
		UNIT_TEST(local_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
