#include "base/base.h"

#include "nlp/stem.h"

#include <libstemmer.h>

#define STEM_WORD_MAX 64 /* longer "words" are no words */
#define ADVERB_MIN 6	 /* letters of a stem; shorter ones are no adverbs */

struct stemmer {
	struct arena *arena;
	struct sb_stemmer *sb; /* NULL: no stemmer for the language */
	size_t algorithm;
	bool english;
	const char *language;
};

static const struct {
	const char *code, *algorithm;
} algorithms[] = {
	{"ar", "arabic"}, {"da", "danish"}, {"de", "german"},
	{"en", "english"}, {"es", "spanish"}, {"fi", "finnish"},
	{"fr", "french"}, {"hu", "hungarian"}, {"it", "italian"},
	{"nl", "dutch"}, {"no", "norwegian"}, {"pt", "portuguese"},
	{"ro", "romanian"}, {"ru", "russian"}, {"sv", "swedish"},
	{"tr", "turkish"},
};

/*
 * Words stemmed lately, by this process: the passages that are looked at for
 * a question say the same ones again and again.
 */
#define MEMO_SLOTS 2048
#define MEMO_WORD_MAX 20

static struct memo {
	size_t algorithm;
	char word[MEMO_WORD_MAX + 1], stem[MEMO_WORD_MAX + 1];
} memos[MEMO_SLOTS];

/* Forms that the English stemmer leaves apart; sorted for the search. */
static const struct {
	const char *form, *base;
} irregular[] = {
	{"began", "begin"}, {"begun", "begin"}, {"bought", "buy"},
	{"broke", "break"}, {"broken", "break"}, {"brought", "bring"},
	{"built", "build"}, {"came", "come"}, {"chose", "choose"},
	{"chosen", "choose"}, {"cookies", "cookie"}, {"did", "do"},
	{"done", "do"}, {"fed", "feed"}, {"felt", "feel"},
	{"forgot", "forget"}, {"forgotten", "forget"}, {"found", "find"},
	{"froze", "freeze"}, {"frozen", "freeze"}, {"gave", "give"},
	{"given", "give"}, {"gone", "go"}, {"got", "get"},
	{"gotten", "get"}, {"grew", "grow"}, {"held", "hold"},
	{"hid", "hide"}, {"hidden", "hide"}, {"kept", "keep"},
	{"knew", "know"}, {"known", "know"}, {"later", "late"},
	{"leaves", "leave"}, {"left", "leave"}, {"lent", "lend"},
	{"lost", "lose"}, {"made", "make"}, {"meant", "mean"},
	{"men", "man"}, {"met", "meet"}, {"mice", "mouse"},
	{"paid", "pay"}, {"people", "person"}, {"ran", "run"},
	{"said", "say"}, {"sent", "send"}, {"shown", "show"},
	{"sold", "sell"}, {"spent", "spend"}, {"spoke", "speak"},
	{"stole", "steal"}, {"stolen", "steal"}, {"taken", "take"},
	{"taxes", "tax"}, {"thought", "think"}, {"told", "tell"},
	{"took", "take"}, {"understood", "understand"}, {"went", "go"},
	{"women", "woman"}, {"wore", "wear"}, {"worn", "wear"},
	{"written", "write"}, {"wrote", "write"},
};

static void
delete_stemmer(void *p)
{
	sb_stemmer_delete(p);
}

struct stemmer *
stemmer_open(struct arena *a, const char *language)
{
	struct stemmer *st = arena_alloc(a, sizeof(*st));

	st->arena = a;
	st->language = arena_strdup(a, language);
	for (size_t i = 0; i < NELEM(algorithms); i++) {
		if (strncmp(algorithms[i].code, language, 2) != 0)
			continue;
		st->english = i == 3;
		st->algorithm = i;
		st->sb = sb_stemmer_new(algorithms[i].algorithm, NULL);
		if (st->sb != NULL)
			arena_defer(a, delete_stemmer, st->sb);
	}
	return st;
}

const char *
stemmer_language(const struct stemmer *st)
{
	return st->language;
}

bool
stemmer_is_english(const struct stemmer *st)
{
	return st->english;
}

static const char *
base_form(const char *word)
{
	size_t low = 0, high = NELEM(irregular);

	while (low < high) {
		size_t mid = (low + high) / 2;
		int order = strcmp(word, irregular[mid].form);

		if (order == 0)
			return irregular[mid].base;
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return word;
}

/* The slot of a word (FNV-1a). */
static struct memo *
memo_of(const struct stemmer *st, const char *word)
{
	uint32_t hash = 2166136261U + (uint32_t)st->algorithm;

	for (const char *s = word; *s != '\0'; s++)
		hash = (hash ^ (unsigned char)*s) * 16777619U;
	return &memos[hash % MEMO_SLOTS];
}

/* Asks the stemmer; the length of what it says, 0: nothing. */
static size_t
snowball(struct stemmer *st, const char *word, size_t n, const char **stem)
{
	*stem = (const char *)sb_stemmer_stem(st->sb, (const sb_symbol *)word,
	    (int)n);
	if (*stem == NULL)
		return 0;
	n = (size_t)sb_stemmer_length(st->sb);
	/* "slowly" stems to "slowli": as good as "slow" for a search. */
	if (st->english && n >= ADVERB_MIN && (*stem)[n - 2] == 'l' &&
	    (*stem)[n - 1] == 'i')
		n -= 2;
	return n;
}

const char *
stem_word(struct stemmer *st, const char *word)
{
	const char *stem;
	struct memo *m;
	size_t n;

	if (st->english)
		word = base_form(word);
	n = strlen(word);
	if (st->sb == NULL || n == 0 || n > STEM_WORD_MAX)
		return word;
	m = memo_of(st, word);
	if (m->algorithm == st->algorithm && strcmp(m->word, word) == 0)
		return arena_strdup(st->arena, m->stem);
	size_t len = snowball(st, word, n, &stem);
	if (len == 0)
		return word;
	if (n <= MEMO_WORD_MAX && len <= MEMO_WORD_MAX) {
		m->algorithm = st->algorithm;
		memcpy(m->word, word, n + 1);
		memcpy(m->stem, stem, len);
		m->stem[len] = '\0';
	}
	return arena_strndup(st->arena, stem, len);
}
