#include "base/base.h"

#include "nlp/query.h"

#include "base/buf.h"
#include "base/text.h"

#define SHORTEST 4     /* "cup" is as near to "up" as to "cut" */
#define DRAWL_MIN 4    /* letters; "www" is no drawl */
#define DRAWL_MAX 20   /* nor is a text without blanks */
#define RARE 3	       /* passages: what a short word is not taken for */

/* As it is typed in a hurry, and as it is written; sorted by strcmp. */
static const struct {
	const char *typed, *plain;
} hurried[] = {
	{"abt", "about"}, {"acc", "account"}, {"acct", "account"},
	{"acnt", "account"}, {"addr", "address"}, {"addy", "address"},
	{"adress", "address"}, {"alot", "many"}, {"appt", "appointment"},
	{"appts", "appointments"}, {"apt", "apartment"}, {"arent", "are not"},
	{"asap", "urgent"}, {"b4", "before"}, {"bc", "because"},
	{"bday", "birthday"}, {"biz", "business"}, {"cant", "can not"},
	{"cc", "credit card"}, {"cos", "because"}, {"couldnt", "could not"},
	{"cust", "customer"}, {"cuz", "because"}, {"cya", "goodbye"},
	{"dept", "department"}, {"didnt", "did not"}, {"dnt", "do not"},
	{"doesnt", "does not"}, {"dont", "do not"}, {"dunno", "not know"},
	{"em", "them"}, {"est", "estimate"}, {"frm", "from"},
	{"gimme", "give me"}, {"hadnt", "had not"}, {"hasnt", "has not"},
	{"havent", "have not"}, {"hes", "he is"}, {"hows", "how is"},
	{"hr", "hour"}, {"hrs", "hours"}, {"hv", "have"}, {"idk", "not know"},
	{"intl", "international"}, {"isnt", "is not"}, {"lemme", "let me"},
	{"mgr", "manager"}, {"mins", "minutes"}, {"mngr", "manager"},
	{"mo", "month"}, {"msg", "message"}, {"msgs", "messages"},
	{"mth", "month"}, {"mths", "months"}, {"nite", "night"}, {"nope", "no"},
	{"nr", "number"}, {"nvr", "never"}, {"nxt", "next"},
	{"outta", "out of"}, {"pic", "picture"}, {"pics", "pictures"},
	{"pkg", "package"}, {"pkgs", "packages"}, {"pmt", "payment"},
	{"ppl", "people"}, {"prob", "problem"}, {"probs", "problems"},
	{"pw", "password"}, {"pwd", "password"}, {"pymt", "payment"},
	{"qty", "quantity"}, {"r", "are"}, {"rcvd", "received"},
	{"recd", "received"}, {"reciept", "receipt"}, {"recieve", "receive"},
	{"recieved", "received"}, {"resched", "reschedule"}, {"rn", "now"},
	{"sched", "schedule"}, {"shes", "she is"}, {"shouldnt", "should not"},
	{"smth", "something"}, {"svc", "service"}, {"tel", "phone"},
	{"thats", "that is"}, {"theres", "there is"}, {"theyre", "they are"},
	{"tho", "though"}, {"thru", "through"}, {"til", "until"},
	{"tmr", "tomorrow"}, {"tmrw", "tomorrow"}, {"tomorow", "tomorrow"},
	{"txt", "text"}, {"ur", "your"}, {"wasnt", "was not"}, {"wat", "what"},
	{"wen", "when"}, {"werent", "were not"}, {"whats", "what is"},
	{"whens", "when is"}, {"wheres", "where is"}, {"whos", "who is"},
	{"wht", "what"}, {"whys", "why is"}, {"wk", "week"},
	{"wknd", "weekend"}, {"wks", "weeks"}, {"wont", "will not"},
	{"wouldnt", "would not"}, {"yday", "yesterday"}, {"yr", "year"},
	{"yrs", "years"},
};

/* The whole words of a hurried one, or NULL. */
static const char *
plain_of(const char *typed)
{
	size_t low = 0, high = NELEM(hurried);

	while (low < high) {
		size_t mid = (low + high) / 2;
		int order = strcmp(typed, hurried[mid].typed);

		if (order == 0)
			return hurried[mid].plain;
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

/* "sooo" and "pleeease": a letter three times in a row is one. */
static const char *
without_drawl(struct arena *a, const char *word)
{
	size_t len = strlen(word), n = 0;
	char *out;

	if (len < DRAWL_MIN || len > DRAWL_MAX)
		return word;
	out = arena_strdup(a, word);
	for (size_t i = 0; word[i] != '\0';) {
		size_t run = 1;

		while (text_is_alpha(word[i]) && word[i + run] == word[i])
			run++;
		out[n++] = word[i];
		if (run == 2)
			out[n++] = word[i];
		i += run;
	}
	out[n] = '\0';
	return out;
}

bool
query_plain_words(struct arena *a, struct stemmer *st, struct words *w)
{
	bool changed = false;
	struct words out = {.items = arena_array(a, 3 * w->n + 1,
	    sizeof(*out.items))};

	for (size_t i = 0; i < w->n; i++) {
		const struct word *from = &w->items[i];
		const char *plain = from->number ? NULL :
		    plain_of(from->text);
		struct words parts;

		if (plain == NULL && !from->number)
			plain = without_drawl(a, from->text);
		if (plain == NULL || strcmp(plain, from->text) == 0) {
			out.items[out.n++] = *from;
			continue;
		}
		changed = true;
		words_split(st, a, plain, false, &parts);
		for (size_t k = 0; k < parts.n; k++)
			out.items[out.n++] = parts.items[k];
		out.items[out.n - 1].ends_clause = from->ends_clause;
	}
	*w = out;
	return changed;
}

static size_t
min_size(size_t a, size_t b)
{
	return a < b ? a : b;
}

unsigned
query_distance(const char *a, const char *b, unsigned max)
{
	size_t n = strlen(a), m = strlen(b);
	size_t rows[3][WORD_BYTES_MAX + 1];
	size_t *before = rows[0], *last = rows[1], *now = rows[2];
	size_t least_before = 0;

	if (n > WORD_BYTES_MAX || m > WORD_BYTES_MAX ||
	    (n > m ? n - m : m - n) > max)
		return max + 1;
	for (size_t j = 0; j <= m; j++)
		last[j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t *spare = before, least = i;

		now[0] = i;
		for (size_t j = 1; j <= m; j++) {
			size_t d = last[j - 1] + (a[i - 1] != b[j - 1]);

			d = min_size(d, min_size(last[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				d = min_size(d, before[j - 2] + 1);
			now[j] = d;
			least = min_size(least, d);
		}
		/* A transposition goes two rows back. */
		if (least > max && least_before >= max)
			return max + 1;
		least_before = least;
		before = last;
		last = now;
		now = spare;
	}
	return last[m] > max ? max + 1 : (unsigned)last[m];
}

/* "cloged" and "clogged", "adress" and "address". */
static bool
same_but_doubled(const char *a, const char *b)
{
	while (*a != '\0' && *a == *b) {
		char letter = *a;

		while (*a == letter)
			a++;
		while (*b == letter)
			b++;
	}
	return *a == *b;
}

/* How many errors a word of this length may have. */
static unsigned
errors_allowed(const char *word)
{
	size_t n = strlen(word);

	return n < SHORTEST ? 0 : n < 7 ? 1 : 2;
}

static bool
same_letters(const char *a, const char *b)
{
	int count[256] = {0};

	for (; *a != '\0'; a++)
		count[(unsigned char)*a]++;
	for (; *b != '\0'; b++)
		count[(unsigned char)*b]--;
	for (size_t i = 0; i < NELEM(count); i++) {
		if (count[i] != 0)
			return false;
	}
	return true;
}

static bool
is_vowel(char c)
{
	return c != '\0' && strchr("aeiou", c) != NULL;
}

bool
query_lacks_vowels(const char *word)
{
	/* Pairs of consonants that words begin with. */
	static const char onsets[] = " bl br by ch cl cr dr dw fl fr gh gl gn "
	    "gr gy hy kn ly my ph pl pr ps rh sc sh sk sl sm sn sp sq st sw "
	    "sy th tr ts tw ty wh wr ";
	const char pair[] = {' ', word[0], word[1], ' ', '\0'};

	if (!text_is_alpha(word[0]) || !text_is_alpha(word[1]))
		return false;
	for (const char *s = word; *s != '\0'; s++) {
		if (!text_is_alpha(*s))
			return false;
	}
	return word[strcspn(word, "aeiou")] == '\0' ||
	    (!is_vowel(word[0]) && !is_vowel(word[1]) &&
		strstr(onsets, pair) == NULL);
}

/* Vowels that make the word of what was typed: "shp" and "ship"; 0: other
 * letters differ as well. */
static unsigned
vowels_left_out(const char *typed, const char *word)
{
	unsigned n = 0;

	if (typed[0] != word[0] || !query_lacks_vowels(typed))
		return 0;
	for (; *word != '\0'; word++) {
		if (*typed == *word)
			typed++;
		else if (is_vowel(*word))
			n++;
		else
			return 0;
	}
	return *typed == '\0' ? n : 0;
}

/* Less is better; 0: no candidate. */
static double
vowel_badness(const char *typed, const char *word, int64_t n_passages)
{
	unsigned n = vowels_left_out(typed, word);
	double often = (double)n_passages * 0.005;

	if (n == 0 || (strlen(typed) < SHORTEST &&
		(n > 1 || n_passages < RARE)))
		return 0;
	return 0.6 * n - (often > 0.4 ? 0.4 : often);
}

static double
badness(const char *typed, const char *word, int64_t n_passages)
{
	unsigned max = errors_allowed(typed);
	unsigned d;
	double bad = vowel_badness(typed, word, n_passages);

	if (bad > 0)
		return bad;
	/* "retrun" and "tarck" hold the right letters. */
	if (max == 1 && same_letters(typed, word))
		max = 2;
	d = query_distance(typed, word, max);
	if (d == 0 || d > max)
		return 0;
	bad = d;
	/* First letters are seldom wrong; frequent words are likelier. */
	if (typed[0] != word[0])
		bad += strlen(typed) < 6 ? 2 : 0.8;
	if (same_letters(typed, word))
		bad -= 0.4;
	else if (same_but_doubled(typed, word))
		bad -= 0.5;
	/* Another letter in a short word mostly makes another word. */
	else if (strlen(typed) == SHORTEST && n_passages < RARE)
		bad += 2;
	return bad - (n_passages > 20 ? 0.2 : (double)n_passages * 0.01);
}

static const struct term *
best_guess(const struct term_guesses *g, size_t position, const char *typed)
{
	const struct term *best = NULL;
	double least = 2.5; /* above it the guess is worse than none */

	for (size_t i = 0; i < g->n; i++) {
		const struct term *t = &g->items[i].term;
		double bad;

		if (g->items[i].position != position)
			continue;
		bad = badness(typed, t->word, t->n_passages);
		if (bad > 0 && bad < least) {
			least = bad;
			best = t;
		}
	}
	return best;
}

/* Short words are all near each other, but for those that nobody can say. */
static bool
is_long_enough(const char *word)
{
	size_t n = strlen(word);

	return n >= SHORTEST || (n == SHORTEST - 1 &&
	    query_lacks_vowels(word));
}

static bool
may_be_wrong(const struct query_term *t)
{
	return t->weight > 0 && !t->number && !t->topic && !t->hint &&
	    is_long_enough(t->word) && word_role(t->word) == WORD_CONTENT &&
	    !common_word(t->word) && !common_word(t->stem) &&
	    !query_has_synonyms(t->word);
}

void
query_rewrite(struct arena *a, struct query *q)
{
	struct buf b;

	buf_init(&b, a, 8192);
	for (size_t i = 0; i < q->n; i++) {
		if (!q->terms[i].hint)
			buf_printf(&b, "%s%s", b.len > 0 ? " " : "",
			    q->terms[i].word);
	}
	q->rewritten = b.len > 0 ? b.data : q->text;
}

void
query_doubts(const struct query *q, struct query_doubts *out)
{
	out->n = 0;
	for (size_t i = 0; i < q->n && out->n < QUERY_REPAIRS_MAX; i++) {
		if (!may_be_wrong(&q->terms[i]))
			continue;
		out->words[out->n] = q->terms[i].word;
		out->stems[out->n] = q->terms[i].stem;
		out->terms[out->n++] = i;
	}
}

void
query_repair(struct arena *a, struct query *q,
    const struct query_doubts *doubts, const struct term_guesses *guesses)
{
	for (size_t i = 0; i < doubts->n; i++) {
		struct query_term *t = &q->terms[doubts->terms[i]];
		const struct term *guess = best_guess(guesses, i, t->word);

		if (guess == NULL)
			continue;
		t->typed = t->word;
		t->word = guess->word;
		t->stem = guess->stem;
		q->repaired = true;
	}
	if (q->repaired)
		query_rewrite(a, q);
}
