/* A8: sentiment and emotion; H1: what adds up to an escalation. */
#include "base/base.h"

#include "nlp/emotion.h"
#include "nlp/escalate.h"
#include "nlp/feeling_features.h"
#include "nlp/measure.h"
#include "nlp/sentiment.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

static double
score(struct arena *a, const char *text)
{
	struct sentiment s;

	sentiment_score(a, text, &s);
	return s.score;
}

static void
a8_lexicon_finds_its_words(void **state)
{
	size_t n = 0;

	(void)state;
	for (; lexicon_word_at(n) != NULL; n++) {
		const char *w = lexicon_word_at(n);
		struct lexicon_word found;

		if (!lexicon_has(w, strlen(w), &found))
			fail_msg("%s is not found", w);
	}
	assert_true(n > 2500);
	assert_true(lexicon_size() > n);
}

static void
a8_one_entry_covers_the_forms(void **state)
{
	static const char *const forms[] = {"delays", "delayed", "delaying",
	    "worrying", "apologies", "rudely", "nicer", "nicest", "stopped",
	    "enjoys"};

	(void)state;
	for (size_t i = 0; i < NELEM(forms); i++) {
		struct lexicon_word w = lexicon_find(forms[i],
		    strlen(forms[i]));

		if (w.exact == LEXICON_UNKNOWN && w.base == LEXICON_UNKNOWN)
			fail_msg("%s has no entry", forms[i]);
	}
}

static void
a8_sign_of_the_score(void **state)
{
	static const char *const good[] = {"That was great, thank you!",
	    "not bad at all", "I love it", "works perfectly :)",
	    "my problem is solved \xf0\x9f\x98\x8a",
	    "It was slow at first but now it works great"};
	static const char *const bad[] = {"This is not good", "isn't nice",
	    "never received my parcel", "I was charged twice",
	    "3 weeks and still no answer", "been waiting since Monday",
	    "promised a refund but it is not there",
	    "The room was nice but the staff was rude",
	    "thanks for nothing", "this is the third time I ask",
	    "your s**t app", "It doesn\xe2\x80\x99t work"};

	for (size_t i = 0; i < NELEM(good); i++) {
		if (score(*state, good[i]) <= 0)
			fail_msg("%s", good[i]);
	}
	for (size_t i = 0; i < NELEM(bad); i++) {
		if (score(*state, bad[i]) >= 0)
			fail_msg("%s", bad[i]);
	}
}

static void
a8_emphasis_raises_the_score(void **state)
{
	struct arena *a = *state;

	assert_true(score(a, "very good") > score(a, "good"));
	assert_true(score(a, "slightly bad") > score(a, "bad"));
	assert_true(score(a, "this is BAD") < score(a, "this is bad"));
	assert_true(score(a, "so baaaad") < score(a, "so bad"));
	assert_true(score(a, "great!!!") > score(a, "great"));
	assert_true(score(a, "late?!") < score(a, "late"));
	assert_true(score(a, "") == 0);
}

static void
a8_reasons_name_the_words(void **state)
{
	struct sentiment s;

	sentiment_score(*state, "Nice shop, but I was charged twice", &s);
	assert_int_equal(s.label, SENTIMENT_NEGATIVE);
	assert_true(s.n == 2);
	assert_string_equal(s.reasons[0].text, "charged twice");
	assert_true(s.reasons[0].score < 0);
	assert_true(s.reasons[1].score > 0);
}

static void
a8_plain_words_of_other_languages(void **state)
{
	static const char *const good[] = {"\xc3\x93timo, muito obrigado",
	    "Muchas gracias, excelente", "das ist nicht schlecht",
	    "\xd8\xb4\xd9\x83\xd8\xb1\xd8\xa7"};
	static const char *const bad[] = {
	    "Sigo esperando, nadie responde", "toujours pas re\xc3\xa7u",
	    "Ich bin sehr entt\xc3\xa4uscht",
	    "t\xc3\xb4i r\xe1\xba\xa5t th\xe1\xba\xa5t v\xe1\xbb\x8dng"};

	for (size_t i = 0; i < NELEM(good); i++) {
		if (score(*state, good[i]) <= 0)
			fail_msg("%s", good[i]);
	}
	for (size_t i = 0; i < NELEM(bad); i++) {
		if (score(*state, bad[i]) >= 0)
			fail_msg("%s", bad[i]);
	}
}

static void
a8_trend_of_a_talk(void **state)
{
	static const double falls[] = {0.5, 0.1, -0.3, -0.7};
	struct sentiment_trend t;

	(void)state;
	sentiment_trend(falls, NELEM(falls), &t);
	assert_true(t.slope < -0.39 && t.slope > -0.41);
	assert_true(t.mean < 0);
	assert_true(t.lowest <= -0.7);
	sentiment_trend(falls, 0, &t);
	assert_true(t.slope == 0 && t.mean == 0);
}

static void
assert_emotion(struct arena *a, const char *text, enum emotion_kind kind)
{
	struct emotion e;

	emotion_read(a, text, &e);
	if (e.kind != kind)
		fail_msg("%s: %s", text, emotion_name(e.kind));
}

static void
a8_emotions(void **state)
{
	struct arena *a = *state;

	assert_emotion(a, "You are liars and thieves!", EMOTION_ANGER);
	assert_emotion(a, "still waiting for my parcel",
	    EMOTION_FRUSTRATION);
	assert_emotion(a, "I am worried that it is a phishing mail",
	    EMOTION_WORRY);
	assert_emotion(a, "wonderful, thank you so much", EMOTION_JOY);
	assert_emotion(a, "What are your opening hours?", EMOTION_NEUTRAL);
}

static void
h1_calm_talk_does_not_escalate(void **state)
{
	struct escalate_message m[2];
	struct escalate_facts facts = {.messages = m, .n = 2};
	struct escalation out;

	escalate_read(*state, "How do I return a phone?", &m[0]);
	escalate_read(*state, "I lost my receipt, is that a problem?", &m[1]);
	escalate_decide(&facts, &out);
	assert_false(out.escalate);
	assert_false(out.warn);
}

static void
h1_topics_are_not_immediate(void **state)
{
	static const char *const texts[] = {"Which hospital is nearest?",
	    "How do I file a complaint?", "My card is trapped in the ATM",
	    "I have a police report about the theft",
	    "Do you accept a power of attorney?"};

	for (size_t i = 0; i < NELEM(texts); i++) {
		struct escalate_message m;
		struct escalate_facts facts = {.messages = &m, .n = 1};
		struct escalation out;

		escalate_read(*state, texts[i], &m);
		escalate_decide(&facts, &out);
		if (out.immediate || out.escalate)
			fail_msg("%s", texts[i]);
	}
}

static void
h1_immediate_reasons(void **state)
{
	static const char *const texts[] = {"I will sue you",
	    "there is a smell of gas in my kitchen", "I want to kill myself",
	    "I know where you live"};
	struct escalation out;

	for (size_t i = 0; i < NELEM(texts); i++) {
		struct escalate_message m;
		struct escalate_facts facts = {.messages = &m, .n = 1};

		escalate_read(*state, texts[i], &m);
		escalate_decide(&facts, &out);
		if (!out.immediate || !out.escalate)
			fail_msg("%s", texts[i]);
	}
	escalate_decide(&(struct escalate_facts){.wants_person = "rule"},
	    &out);
	assert_true(out.immediate);
	assert_string_equal(out.reasons[0].name, "person");
}

#define EXAMPLES_MAX 400

/* Rows "1 or 0, TAB, text": scores of the upset and the calm. */
static size_t
read_examples(struct arena *a, const char *name, double *upset, bool *gold)
{
	const char *dir = getenv("srcdir");
	FILE *f = fopen(arena_printf(a, "%s/tests/unit/data/%s",
	    dir == NULL ? "." : dir, name), "re");
	char line[500];
	size_t n = 0;

	assert_non_null(f);
	while (n < EXAMPLES_MAX && fgets(line, sizeof(line), f) != NULL) {
		struct escalate_message m;

		escalate_read(a, line + 2, &m);
		gold[n] = line[0] == '1';
		upset[n++] = m.upset;
	}
	fclose(f);
	return n;
}

/* No more than one false alarm in 20 calm messages. */
static void
h1_upset_is_told_from_calm(void **state)
{
	double upset[EXAMPLES_MAX];
	bool gold[EXAMPLES_MAX];
	size_t n = read_examples(*state, "upset.tsv", upset, gold);
	size_t calm = 0, alarms = 0;

	for (size_t i = 0; i < n; i++) {
		calm += !gold[i];
		alarms += !gold[i] && upset[i] >= 0.5;
	}
	assert_true(calm >= 40);
	assert_true(20 * alarms <= calm);
	assert_true(measure_auroc(*state, upset, gold, n) > 0.85);
}

static void
a8_features_are_figures_of_the_reading(void **state)
{
	float x[FEELING_FEATURES];
	struct feeling f;

	feeling_read(*state, "You NEVER answered, and I waited two weeks!",
	    &f);
	feeling_features(&f, -0.5, x);
	assert_true(x[FEELING_SCORE] < 0);
	assert_true(x[FEELING_BAD] > 0);
	assert_true(x[FEELING_YOU] > 0 && x[FEELING_SELF] > 0);
	assert_true(x[FEELING_ABSOLUTE] > 0 && x[FEELING_CAPITALS] > 0);
	assert_true(x[FEELING_DURATIONS] > 0 && x[FEELING_EXCLAMATIONS] > 0);
	assert_true(x[FEELING_MARK + LEXICON_COMPLAINT] > 0);
	assert_true(x[FEELING_ASKS] == 0);
}

static void
h1_reasons_add_up(void **state)
{
	struct escalation one, both;

	(void)state;
	escalate_decide(&(struct escalate_facts){.refusals = 1}, &one);
	assert_false(one.escalate);
	escalate_decide(&(struct escalate_facts){.refusals = 2,
	    .repeats = 1}, &both);
	assert_true(both.escalate);
	assert_true(both.score > one.score);
	assert_int_equal(both.n, 2);
	escalate_decide(&(struct escalate_facts){.repeats = 1,
	    .refusals = 1}, &one);
	assert_false(one.escalate);
	escalate_decide(&(struct escalate_facts){.low_confidence = 2}, &one);
	assert_true(one.escalate);
	escalate_decide(&(struct escalate_facts){.vip = true}, &one);
	assert_false(one.warn);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(a8_lexicon_finds_its_words),
		UNIT_TEST(a8_one_entry_covers_the_forms),
		UNIT_TEST(a8_sign_of_the_score),
		UNIT_TEST(a8_emphasis_raises_the_score),
		UNIT_TEST(a8_reasons_name_the_words),
		UNIT_TEST(a8_plain_words_of_other_languages),
		UNIT_TEST(a8_trend_of_a_talk),
		UNIT_TEST(a8_emotions),
		UNIT_TEST(h1_calm_talk_does_not_escalate),
		UNIT_TEST(h1_topics_are_not_immediate),
		UNIT_TEST(h1_immediate_reasons),
		UNIT_TEST(h1_reasons_add_up),
		UNIT_TEST(h1_upset_is_told_from_calm),
		UNIT_TEST(a8_features_are_figures_of_the_reading),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
