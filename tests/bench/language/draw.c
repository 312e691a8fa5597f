#include "base/base.h"

#include "draw.h"

#include <errno.h>
#include <glob.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define SOURCE_BYTES ((size_t)900 << 10) /* of each source: enough */
#define VOCABULARY_POWER 0.5 /* flattens word counts: rare words count too */

static uint64_t seed = 88172645463325252u;

static double
chance(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (double)(seed >> 11) / 9007199254740992.0;
}

static size_t
pick(size_t n)
{
	return (size_t)(chance() * (double)n);
}

void *
must(void *p)
{
	if (p == NULL) {
		fprintf(stderr, "train: %s\n", strerror(errno));
		exit(1);
	}
	return p;
}

/* Keeps the words of the script: a line of another one is left out. */
static void
read_source(struct corpus *c, struct source *out, const char *path,
    struct arena *a)
{
	FILE *f = must(fopen(path, "r"));
	char *line = NULL;
	size_t cap = 0, max = 1 << 16, letters = 0, step, at = 0;

	fseek(f, 0, SEEK_END);
	step = (size_t)ftell(f) / SOURCE_BYTES + 1;
	rewind(f);

	out->lines = must(malloc(max * sizeof(*out->lines)));
	out->is_list = strstr(path, ".words") != NULL;
	while (getline(&line, &cap, f) > 0) {
		struct language_text t;
		size_t kept = 0;

		if (at++ % step != 0)
			continue;
		arena_reset(a);
		line[strcspn(line, "\n")] = '\0';
		language_text_read(a, line, &t);
		for (size_t i = 0; i < t.n; i++) {
			if (t.words[i].script == c->script)
				t.words[kept++] = t.words[i];
		}
		if (kept == 0 || kept * 2 < t.n)
			continue;
		t.n = kept;
		letters += kept;
		t.words = memcpy(must(malloc(kept * sizeof(*t.words))),
		    t.words, kept * sizeof(*t.words));
		if (out->n == max) {
			max *= 2;
			out->lines = must(realloc(out->lines,
			    max * sizeof(*out->lines)));
		}
		out->lines[out->n++] = t;
	}
	out->weight = out->is_list ? 0 : sqrt((double)letters);
	free(line);
	fclose(f);
}

static int
compare_words(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(((struct language_word *)0)->letters));
}

/* All words that were met, by their counts flattened. */
static void
make_vocabulary(struct language *l)
{
	struct vocabulary *v = &l->vocabulary;
	size_t n = 0;
	double sum = 0;

	for (size_t s = 0; s < l->n; s++) {
		for (size_t i = 0; i < l->sources[s].n; i++)
			n += l->sources[s].lines[i].n;
	}
	v->words = must(calloc(n, sizeof(*v->words)));
	n = 0;
	for (size_t s = 0; s < l->n; s++) {
		for (size_t i = 0; i < l->sources[s].n; i++) {
			const struct language_text *t =
			    &l->sources[s].lines[i];

			memcpy(v->words + n, t->words,
			    t->n * sizeof(*t->words));
			n += t->n;
		}
	}
	qsort(v->words, n, sizeof(*v->words), compare_words);
	v->upto = must(calloc(n, sizeof(*v->upto)));
	for (size_t i = 0, k; i < n; i = k) {
		for (k = i; k < n &&
		     compare_words(&v->words[i], &v->words[k]) == 0; k++)
			continue;
		v->words[v->n] = v->words[i];
		sum += pow((double)(k - i), VOCABULARY_POWER);
		v->upto[v->n++] = sum;
	}
	v->words = must(realloc(v->words, v->n * sizeof(*v->words)));
	v->upto = must(realloc(v->upto, v->n * sizeof(*v->upto)));
}

static const struct language_word *
vocabulary_pick(const struct vocabulary *v)
{
	double at = chance() * v->upto[v->n - 1];
	size_t lo = 0, hi = v->n - 1;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (v->upto[mid] <= at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return &v->words[lo];
}

/* Typed without accents, as many do on a foreign keyboard. */
static void
strip_accents(struct language_word *w)
{
	static const char *const plain[] = {"àáâãäåāăąảạấầẩẫậắằẳẵặ", "a",
	    "èéêëēėęěẻẽẹếềểễệ", "e", "ìíîïīįỉĩị", "i",
	    "òóôõöøőỏọốồổỗộơớờởỡợ", "o", "ùúûüūůűųủũụưứừửữự", "u", "çćč",
	    "c", "ñńň", "n", "śšşș", "s", "źżž", "z", "ţțť", "t", "đď", "d",
	    "ł", "l", "ğ", "g", "ýỳỷỹỵ", "y", "řŕ", "r", "ľĺ", "l", "ı", "i"};

	for (size_t i = 1; i + 1 < w->n; i++) {
		for (size_t p = 0; p < NELEM(plain); p += 2) {
			for (const char *s = plain[p]; *s != '\0';) {
				uint32_t cp = ((uint32_t)*s & 0x1F) << 6 |
				    ((uint32_t)s[1] & 0x3F);
				size_t n = ((unsigned char)*s & 0xF0) == 0xE0
				    ? 3 : 2;

				if (n == 3)
					cp = ((uint32_t)*s & 0xF) << 12 |
					    ((uint32_t)s[1] & 0x3F) << 6 |
					    ((uint32_t)s[2] & 0x3F);
				if (w->letters[i] == cp)
					w->letters[i] =
					    (unsigned char)plain[p + 1][0];
				s += n;
			}
		}
	}
}

static const struct source *
pick_source(const struct language *l)
{
	double at = chance() * l->weight;

	for (size_t i = 0; i < l->n; i++) {
		at -= l->sources[i].weight;
		if (at < 0 && l->sources[i].n > 0)
			return &l->sources[i];
	}
	return &l->sources[0];
}

static void
take_grams(struct example *x)
{
	x->n_grams = 0;
	for (size_t i = 0; i < x->n; i++)
		x->n_grams += language_grams(&x->words[i],
		    x->grams + x->n_grams);
}

/* Words in a row, 1 to 3 or 3 to 12. */
static void
take_words(const struct source *s, bool few, struct example *x)
{
	const struct language_text *t = &s->lines[pick(s->n)];
	size_t n = few ? 1 + pick(3) : 3 + pick(10), from;

	n = n < t->n ? n : t->n;
	n = n < EXAMPLE_WORDS ? n : EXAMPLE_WORDS;
	from = pick(t->n - n + 1);
	for (x->n = 0; x->n < n; x->n++)
		x->words[x->n] = t->words[from++];
}

/* A few words in a row, or words one by one out of the vocabulary. */
void
corpus_draw(struct corpus *c, struct example *x)
{
	struct language *l;
	double kind = chance();

	x->language = pick(c->n);
	l = &c->languages[x->language];
	x->n = 0;
	if (kind < 0.45) {
		size_t n = 1 + pick(3);

		while (x->n < n)
			x->words[x->n++] = *vocabulary_pick(&l->vocabulary);
	} else
		take_words(pick_source(l), kind < 0.75, x);
	if (c->script == SCRIPT_LATIN && chance() < 0.06) {
		for (size_t i = 0; i < x->n; i++)
			strip_accents(&x->words[i]);
	}
	take_grams(x);
}

void
corpus_draw_held(struct corpus *c, struct example *x)
{
	do
		x->language = pick(c->n);
	while (c->languages[x->language].held.n == 0);
	take_words(&c->languages[x->language].held, chance() < 0.5, x);
	take_grams(x);
}

void
corpus_read(struct corpus *c, const char *folder, const char *code,
    const char *without, struct arena *a)
{
	struct language *l = &c->languages[c->n++];
	char pattern[512];
	glob_t found;

	l->code = code;
	snprintf(pattern, sizeof(pattern), "%s/%s.*", folder, code);
	if (glob(pattern, 0, NULL, &found) != 0) {
		fprintf(stderr, "train: no file is %s\n", pattern);
		exit(1);
	}
	for (size_t i = 0; i < found.gl_pathc && l->n < SOURCES_MAX; i++) {
		const char *path = found.gl_pathv[i];
		bool held = without != NULL &&
		    strcmp(strrchr(path, '.') + 1, without) == 0;
		struct source *s = held ? &l->held : &l->sources[l->n++];

		read_source(c, s, path, a);
		l->weight += held ? 0 : s->weight;
	}
	globfree(&found);
	make_vocabulary(l);
	fprintf(stderr, "%s: %zu words\n", code, l->vocabulary.n);
}
