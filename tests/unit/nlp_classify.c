/* nlp/classify: training, the model file as a trust boundary, fairness. */
#include "base/base.h"

#include "unit.h"

#include "nlp/chance.h"
#include "nlp/classify_file.h"
#include "nlp/classify_train.h"
#include "nlp/stem.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define TEXTS_MAX 512
#define TRAIN_ARENA ((size_t)1 << 30)

static const char *const names[] = {"parcel", "refund", "password"};
static const char *const others[] = {"Zebra", "apple", "m-9"};

/* Sentences of a frame and a filling; each class has its own words. */
static const char *const frames[] = {"where is %s", "i ask about %s today",
    "please help me with %s", "%s is a problem", "hello, %s again",
    "can you tell me about %s", "what about %s", "my %s please"};
static const char *const fillings[3][4] = {
	{"the parcel", "my delivery", "the package you sent", "a shipment"},
	{"the refund", "my money back", "a repayment", "the returned sum"},
	{"the password", "my login", "signing in", "a locked account"},
};

static int group_setup(void **state)
{
	*state = arena_new(TRAIN_ARENA);
	return 0;
}

struct set {
	struct classify_example items[TEXTS_MAX];
	int labels[TEXTS_MAX];
	size_t n;
};

/* 96 texts; `shift` numbers the classes in another way. */
static struct set *
make_set(struct arena *a, int shift)
{
	struct set *s = arena_alloc(a, sizeof(*s));

	for (size_t f = 0; f < NELEM(frames); f++) {
		for (size_t k = 0; k < 12; k++) {
			size_t class = k % 3;
			struct classify_example *x = &s->items[s->n];
			char text[200];

			/* The format is one of the table above. */
			const char *at = strstr(frames[f], "%s");

			(void)snprintf(text, sizeof(text), "%.*s%s%s",
			    (int)(at - frames[f]), frames[f],
			    fillings[class][k / 3], at + 2);
			s->labels[s->n] = (int)((class + (size_t)shift) % 3);
			*x = (struct classify_example){
				.text = arena_strdup(a, text),
				.labels = &s->labels[s->n], .n_labels = 1};
			s->n++;
		}
	}
	return s;
}

static struct classify_model *
train(struct arena *a, const struct set *s, const char *const *class_names,
    struct classify_trained *out)
{
	struct classify_training in = {.kind = CLASSIFY_ONE,
	    .language = "en", .names = class_names, .n_classes = 3,
	    .examples = s->items, .n_examples = s->n, .seed = 7};
	struct classify_model *m;
	struct err e = {0};

	if (classify_train(a, &in, out, &e) != RC_OK)
		fail_msg("%s", e.message);
	assert_int_equal(classify_load(a, out->bytes, out->n, &m, &e), RC_OK);
	return m;
}

static const char *
best(struct arena *a, const struct classify_model *m, const char *text)
{
	struct classify_result r;

	classify_predict(m, a, text, NULL, &r);
	assert_int_equal(r.n_labels, 1);
	return classify_name(m, (size_t)r.labels[0]);
}

static bool
knows(const struct classify_model *m, struct arena *a, const char *word)
{
	unsigned none;

	return classify_knows(m, a, word, NULL, 0, &none);
}

static bool
speaks_for(const struct classify_model *m, struct arena *a, const char *word,
    size_t class)
{
	unsigned bits;

	(void)classify_knows(m, a, word, &class, 1, &bits);
	return bits == 1;
}

/* A word that an example said, its stem, or one of the same concept. */
static void
words_of_the_examples_are_known(void **state)
{
	struct arena *a = *state;
	struct classify_trained t;
	const struct classify_model *m = train(a, make_set(a, 0), names, &t);

	assert_true(knows(m, a, "parcel"));
	assert_true(knows(m, a, "passwords"));
	assert_true(knows(m, a, "package"));
	assert_false(knows(m, a, "zeppelin"));
	assert_false(knows(m, a, "parcxyl"));
	assert_false(knows(m, a, ""));
}

/* A word speaks for the classes whose examples say it. */
static void
words_speak_for_their_classes(void **state)
{
	struct arena *a = *state;
	struct classify_trained t;
	const struct classify_model *m = train(a, make_set(a, 0), names, &t);

	assert_true(speaks_for(m, a, "shipment", 0));
	assert_true(speaks_for(m, a, "repayment", 1));
	assert_false(speaks_for(m, a, "shipment", 1));
	assert_false(speaks_for(m, a, "shipment", 2));
	assert_false(speaks_for(m, a, "repayment", 0));
	assert_false(speaks_for(m, a, "zeppelin", 0));
	assert_false(speaks_for(m, a, "shipment", 1000));
}

/* A12: what was learned is found again, with typing errors too. */
static void
classes_are_found(void **state)
{
	struct arena *a = *state;
	struct classify_trained t;
	struct classify_model *m = train(a, make_set(a, 0), names, &t);
	struct classify_result r;

	assert_string_equal(best(a, m, "Where is my parcel?"), "parcel");
	assert_string_equal(best(a, m, "i want a refnud"), "refund");
	assert_string_equal(best(a, m, "MY PASSWROD"), "password");
	assert_true(t.accuracy > 0.9);
	classify_predict(m, a, "where is the parcel", NULL, &r);
	assert_int_equal(r.n_classes, 3);
	assert_true(r.probability[0] > r.probability[1]);
	assert_true(r.probability[0] + r.probability[1] + r.probability[2] >
	    0.999);
	assert_true(r.confidence > 0.5);
}

static void
same_seed_same_bytes(void **state)
{
	struct arena *a = *state;
	struct set *s = make_set(a, 0);
	struct classify_trained one, two;

	(void)train(a, s, names, &one);
	(void)train(a, s, names, &two);
	assert_int_equal(one.n, two.n);
	assert_memory_equal(one.bytes, two.bytes, one.n);
}

/* Held-out accuracy does not depend on what the classes are called. */
static void
renamed_classes_change_nothing(void **state)
{
	struct arena *a = *state;
	struct set *s = make_set(a, 0);
	struct classify_trained t;
	struct classify_model *m = train(a, s, names, &t), *n;
	double accuracy = t.accuracy;

	n = train(a, s, others, &t);
	assert_true(t.accuracy == accuracy);
	for (size_t i = 0; i < s->n; i++) {
		struct classify_result x, y;

		classify_predict(m, a, s->items[i].text, NULL, &x);
		classify_predict(n, a, s->items[i].text, NULL, &y);
		assert_int_equal(x.labels[0], y.labels[0]);
		assert_true(x.confidence == y.confidence);
	}
}

/* With labels dealt out by chance there is nothing to learn: what is held
 * out is guessed right about one time in three. */
static void
shuffled_labels_fall_to_chance(void **state)
{
	struct arena *a = *state;
	struct set *s = make_set(a, 0);
	size_t order[TEXTS_MAX];
	int labels[TEXTS_MAX];
	uint64_t chance = 3;
	struct classify_trained t;

	chance_order(&chance, order, s->n);
	memcpy(labels, s->labels, sizeof(labels));
	for (size_t i = 0; i < s->n; i++)
		s->labels[i] = labels[order[i]];
	(void)train(a, s, names, &t);
	if (t.accuracy > 0.5)
		fail_msg("accuracy %.3f of shuffled labels", t.accuracy);
}

static void
an_extra_figure_decides(void **state)
{
	struct arena *a = *state;
	const char *const two[] = {"no", "yes"};
	struct classify_example items[80];
	float extra[80][2];
	int labels[80];
	uint64_t chance = 1;
	struct classify_trained t;
	struct classify_training in = {.kind = CLASSIFY_SEVERAL,
	    .language = "en", .names = two, .n_classes = 2,
	    .examples = items, .n_examples = 80, .n_extra = 2};
	struct classify_model *m;
	struct classify_result r;
	float probe[2] = {5, 1};

	for (size_t i = 0; i < 80; i++) {
		labels[i] = (int)(i % 2);
		extra[i][0] = (float)chance_below(&chance, 10);
		extra[i][1] = labels[i] == 1 ? 1 : -1;
		items[i] = (struct classify_example){.text = "the same words",
		    .labels = &labels[i], .n_labels = 1, .extra = extra[i]};
	}
	assert_int_equal(classify_train(a, &in, &t, NULL), RC_OK);
	assert_int_equal(classify_load(a, t.bytes, t.n, &m, NULL), RC_OK);
	assert_int_equal(classify_n_extra(m), 2);
	classify_predict(m, a, "other words", probe, &r);
	assert_true(r.probability[1] > 0.9);
	assert_int_equal(r.n_labels, 1);
	assert_int_equal(r.labels[0], 1);
	probe[1] = -1;
	classify_predict(m, a, "other words", probe, &r);
	assert_true(r.probability[1] < 0.1);
}

static void
several_classes_at_once(void **state)
{
	struct arena *a = *state;
	struct set *s = make_set(a, 0);
	static const int both[] = {0, 1};
	struct classify_training in = {.kind = CLASSIFY_SEVERAL,
	    .language = "en", .names = names, .n_classes = 3,
	    .examples = s->items, .seed = 1};
	struct classify_trained t;
	struct classify_model *m;
	struct classify_result r;

	for (size_t i = 0; i < 24; i++)
		s->items[s->n++] = (struct classify_example){
			.text = arena_printf(a, "%s and %s please",
			    fillings[0][i % 4], fillings[1][i / 4 % 4]),
			.labels = both, .n_labels = 2};
	in.n_examples = s->n;
	assert_int_equal(classify_train(a, &in, &t, NULL), RC_OK);
	assert_int_equal(classify_load(a, t.bytes, t.n, &m, NULL), RC_OK);
	classify_predict(m, a, "my delivery and the refund please", NULL, &r);
	assert_int_equal(r.n_labels, 2);
	assert_true(r.labels[0] + r.labels[1] == 1);
	classify_predict(m, a, "signing in", NULL, &r);
	assert_int_equal(r.n_labels, 1);
	assert_int_equal(r.labels[0], 2);
}

static void
one_class_cannot_be_trained(void **state)
{
	struct arena *a = *state;
	struct set *s = make_set(a, 0);
	struct classify_training in = {.kind = CLASSIFY_ONE,
	    .language = "en", .names = names, .n_classes = 3,
	    .examples = s->items, .n_examples = 1};
	struct classify_trained t;
	struct err e = {0};

	assert_int_equal(classify_train(a, &in, &t, &e), RC_INVALID);
	in.n_classes = 1;
	assert_int_equal(classify_train(a, &in, &t, &e), RC_INVALID);
}

static void
odd_texts_are_survived(void **state)
{
	struct arena *a = *state;
	struct classify_trained t;
	struct classify_model *m = train(a, make_set(a, 0), names, &t);
	char *longest = arena_alloc(a, 100001);
	static const char *const texts[] = {"", " ", "?!", "0",
	    "\xf0\x9f\x98\x80",
	    "\xe8\xbf\x94\xe5\x93\x81\xe3\x81\x97\xe3\x81\x9f\xe3\x81\x84"};

	for (size_t i = 0; i < NELEM(texts); i++)
		(void)best(a, m, texts[i]);
	for (size_t i = 0; i < 100000; i++)
		longest[i] = (char)(i % 7 == 6 ? ' ' : 'a' + i % 23);
	(void)best(a, m, longest);
}

/* S: any byte of the file may be wrong. */
static void
damaged_bytes_do_no_harm(void **state)
{
	struct arena *a = *state;
	struct classify_trained t;
	unsigned char *copy;
	uint64_t chance = 11;

	(void)train(a, make_set(a, 0), names, &t);
	assert_true(classify_is_whole(t.bytes, t.n));
	copy = arena_dup(a, t.bytes, t.n);
	for (int round = 0; round < 400; round++) {
		struct arena *scratch = arena_new(ARENA_REQUEST_MAX);
		struct classify_model *m;
		/* Half of the rounds hit the header or what follows it. */
		size_t at = chance_below(&chance, round % 2 == 0 ? t.n :
			sizeof(struct classify_header) + 64);
		unsigned char old = copy[at];

		copy[at] = (unsigned char)(old ^
		    (1 + chance_below(&chance, 255)));
		assert_false(classify_is_whole(copy, t.n));
		/* Even with sums that fit: the reader trusts no content. */
		classify_seal(copy, t.n);
		if (classify_load(scratch, copy, t.n, &m, NULL) == RC_OK &&
		    classify_n_extra(m) == 0)
			(void)best(scratch, m, "where is my refund");
		memcpy(copy, t.bytes, sizeof(struct classify_header));
		copy[at] = old;
		arena_free(scratch);
	}
}

/* A row that claims units the file does not have is no row. */
static void
false_units_do_no_harm(void **state)
{
	struct arena *a = *state;
	struct classify_trained t;
	struct classify_header head;
	struct classify_model *m;
	unsigned char *copy;

	(void)train(a, make_set(a, 0), names, &t);
	copy = arena_dup(a, t.bytes, t.n);
	memcpy(&head, copy, sizeof(head));
	assert_int_equal(head.n_hidden, CLASSIFY_UNITS_MAX);
	/* One after the other: wherever a row starts, its count of units. */
	for (size_t i = 2; i + 2 <= head.rows.size; i += 4) {
		memset(copy + head.rows.at + i, 0xff, 2);
		if (i % 256 != 2)
			continue;
		assert_int_equal(classify_load(a, copy, t.n, &m, NULL),
		    RC_OK);
		(void)best(a, m, "where is my refund");
	}
	head.n_hidden = CLASSIFY_UNITS_MAX + 1;
	memcpy(copy, &head, sizeof(head));
	classify_seal(copy, t.n);
	assert_int_equal(classify_load(a, copy, t.n, &m, NULL), RC_INVALID);
	head.n_hidden = CLASSIFY_UNITS_MAX;
	head.net.size -= CLASSIFY_UNITS_MAX;
	memcpy(copy, &head, sizeof(head));
	classify_seal(copy, t.n);
	assert_int_equal(classify_load(a, copy, t.n, &m, NULL), RC_INVALID);
}

/* Files of an earlier version are told apart, not misread. */
static void
another_version_is_refused(void **state)
{
	struct arena *a = *state;
	struct classify_trained t;
	struct classify_header head;
	struct classify_model *m;

	(void)train(a, make_set(a, 0), names, &t);
	memcpy(&head, t.bytes, sizeof(head));
	head.version--;
	memcpy(t.bytes, &head, sizeof(head));
	classify_seal(t.bytes, t.n);
	assert_false(classify_is_whole(t.bytes, t.n));
	assert_int_equal(classify_load(a, t.bytes, t.n, &m, NULL),
	    RC_INVALID);
}

static void
short_files_are_refused(void **state)
{
	struct arena *a = *state;
	struct classify_trained t;
	struct classify_model *m;
	struct err e = {0};

	(void)train(a, make_set(a, 0), names, &t);
	for (size_t n = 0; n < t.n; n += n < 512 ? 8 : 4096)
		assert_int_equal(classify_load(a, arena_dup(a, t.bytes, n +
			1), n, &m, &e), RC_INVALID);
}

static void
files_are_mapped(void **state)
{
	struct arena *a = *state;
	char path[] = "/tmp/classify.XXXXXX";
	int fd = mkstemp(path);
	FILE *f = fdopen(fd, "w");
	struct classify_trained t;
	struct classify_model *m;
	struct err e = {0};

	(void)train(a, make_set(a, 0), names, &t);
	assert_int_equal(fwrite(t.bytes, 1, t.n, f), t.n);
	assert_int_equal(fflush(f), 0);
	assert_int_equal(classify_open(path, &m, &e), RC_OK);
	assert_string_equal(best(a, m, "my password"), "password");
	assert_string_equal(classify_language(m), "en");
	classify_close(m);
	assert_int_equal(ftruncate(fd, 100), 0);
	assert_int_equal(classify_open(path, &m, &e), RC_INVALID);
	assert_int_equal(ftruncate(fd, 0), 0);
	assert_int_equal(classify_open(path, &m, &e), RC_INVALID);
	fclose(f);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(classify_open(path, &m, &e), RC_NOT_FOUND);
}

static void
a_small_room_keeps_the_strongest(void **state)
{
	struct arena *a = *state;
	struct set *s = make_set(a, 0);
	struct classify_training in = {.kind = CLASSIFY_ONE,
	    .language = "en", .names = names, .n_classes = 3,
	    .examples = s->items, .n_examples = s->n, .bytes_max = 32000};
	struct classify_trained t;
	struct classify_model *m;

	assert_int_equal(classify_train(a, &in, &t, NULL), RC_OK);
	assert_true(t.n <= 32000);
	assert_int_equal(classify_load(a, t.bytes, t.n, &m, NULL), RC_OK);
	assert_string_equal(best(a, m, "the password"), "password");
}

/* Words that no example has, but that mean what the examples say. */
static void
concepts_help_with_other_words(void **state)
{
	struct arena *a = *state;
	struct concepts en, none;
	struct stemmer *st = stemmer_open(a, "en");
	uint32_t found;

	concepts_make(a, "en", &en);
	found = concept_find(&en, concept_hash(stem_word(st, "refund")));
	assert_true(found > 0);
	assert_int_equal(concept_find(&en, concept_hash(stem_word(st,
	    "reimburse"))), found);
	assert_int_equal(concept_find(&en, concept_hash("zebra")), 0);
	concepts_make(a, "xx", &none);
	assert_int_equal(concept_find(&none, concept_hash("refund")), 0);
}

#define TRAIN_TEST(f) \
	cmocka_unit_test_setup_teardown(f, group_setup, unit_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TRAIN_TEST(words_of_the_examples_are_known),
		TRAIN_TEST(words_speak_for_their_classes),
		TRAIN_TEST(classes_are_found),
		TRAIN_TEST(same_seed_same_bytes),
		TRAIN_TEST(renamed_classes_change_nothing),
		TRAIN_TEST(shuffled_labels_fall_to_chance),
		TRAIN_TEST(an_extra_figure_decides),
		TRAIN_TEST(several_classes_at_once),
		TRAIN_TEST(one_class_cannot_be_trained),
		TRAIN_TEST(odd_texts_are_survived),
		TRAIN_TEST(damaged_bytes_do_no_harm),
		TRAIN_TEST(false_units_do_no_harm),
		TRAIN_TEST(another_version_is_refused),
		TRAIN_TEST(short_files_are_refused),
		TRAIN_TEST(files_are_mapped),
		TRAIN_TEST(concepts_help_with_other_words),
		TRAIN_TEST(a_small_room_keeps_the_strongest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
