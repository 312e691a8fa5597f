#include "base/base.h"

#include "nlp/index_internal.h"

#include "base/text.h"
#include "nlp/markdown.h"

#include <stdlib.h>

#define ARENA_MAX ((size_t)8 << 30)   /* a million passages */
#define SCRATCH_MAX ((size_t)64 << 20) /* one article's texts */
#define SLOTS_FIRST 4096

void *
vector_add(struct arena *a, struct vector *v, const void *items, size_t n)
{
	char *at;

	if (v->n + n > v->cap) {
		size_t cap = (v->n + n) * 2 + 64;
		void *more = arena_alloc(a, cap * v->size);

		if (v->n > 0)
			memcpy(more, v->items, v->n * v->size);
		v->items = more;
		v->cap = cap;
	}
	at = (char *)v->items + v->n * v->size;
	if (items != NULL && n > 0)
		memcpy(at, items, n * v->size);
	v->n += n;
	return at;
}

struct index_builder *
index_builder_new(void)
{
	struct arena *a = arena_new(ARENA_MAX);
	struct index_builder *b = arena_alloc(a, sizeof(*b));

	b->arena = a;
	b->scratch = arena_new(SCRATCH_MAX);
	b->words.size = sizeof(struct build_word);
	b->stems.size = sizeof(struct build_stem);
	b->tokens.size = sizeof(uint32_t);
	b->texts.size = sizeof(struct build_text);
	b->articles.size = sizeof(struct build_article);
	b->passages.size = sizeof(struct build_passage);
	b->groups.size = sizeof(struct index_group);
	b->languages.size = sizeof(uint32_t);
	b->synonyms.size = sizeof(struct index_synonym);
	b->strings.size = 1;
	b->titles.size = sizeof(uint32_t);
	/* String 0 is the empty one. */
	vector_add(a, &b->strings, "", 1);
	return b;
}

void
index_builder_free(struct index_builder *b)
{
	if (b == NULL)
		return;
	arena_free(b->scratch);
	arena_free(b->arena);
}

static uint32_t
add_string(struct index_builder *b, const char *s)
{
	uint32_t at = (uint32_t)b->strings.n;

	if (*s == '\0')
		return 0;
	vector_add(b->arena, &b->strings, s, strlen(s) + 1);
	return at;
}

static const char *
string_at(const struct index_builder *b, uint32_t at)
{
	return (const char *)b->strings.items + at;
}

static uint32_t
language_of(struct index_builder *b, const char *code)
{
	const uint32_t *codes = b->languages.items;
	uint32_t at;

	for (size_t i = 0; i < b->languages.n; i++) {
		if (strcmp(string_at(b, codes[i]), code) == 0)
			return (uint32_t)i;
	}
	at = add_string(b, code);
	vector_add(b->arena, &b->languages, &at, 1);
	return (uint32_t)b->languages.n - 1;
}

static uint32_t
group_of(struct index_builder *b, int64_t scenario_id, uint32_t language)
{
	const struct index_group new = {scenario_id, language, 0};
	const struct index_group *groups = b->groups.items;

	for (size_t i = 0; i < b->groups.n; i++) {
		if (groups[i].scenario_id == scenario_id &&
		    groups[i].language == language)
			return (uint32_t)i;
	}
	vector_add(b->arena, &b->groups, &new, 1);
	return (uint32_t)b->groups.n - 1;
}

/* Text and language of item n. */
typedef const char *key_fn(const struct index_builder *b, uint32_t n,
    uint32_t *language);

static uint32_t *
find_slot(const struct index_builder *b, const struct slots *s,
    uint32_t language, const char *text, key_fn *key_of)
{
	size_t at = index_hash((int)language, text) & (s->cap - 1);

	while (s->items[at] != 0) {
		uint32_t of;
		const char *key = key_of(b, s->items[at] - 1, &of);

		if (of == language && strcmp(key, text) == 0)
			break;
		at = (at + 1) & (s->cap - 1);
	}
	return &s->items[at];
}

static void
slots_grow(struct index_builder *b, struct slots *s, size_t n, key_fn *key_of)
{
	struct slots bigger = {.cap = s->cap == 0 ? SLOTS_FIRST : s->cap * 2};

	if (n * 2 < s->cap)
		return;
	bigger.items = arena_array(b->arena, bigger.cap, sizeof(uint32_t));
	for (size_t i = 0; i < s->cap; i++) {
		uint32_t language;
		const char *key;

		if (s->items[i] == 0)
			continue;
		key = key_of(b, s->items[i] - 1, &language);
		*find_slot(b, &bigger, language, key, key_of) = s->items[i];
	}
	*s = bigger;
}

static const char *
word_key(const struct index_builder *b, uint32_t n, uint32_t *language)
{
	const struct build_word *w = b->words.items;

	*language = w[n].language;
	return w[n].text;
}

static const char *
stem_key(const struct index_builder *b, uint32_t n, uint32_t *language)
{
	const struct build_stem *s = b->stems.items;

	*language = s[n].language;
	return s[n].text;
}

static const char *
title_key(const struct index_builder *b, uint32_t n, uint32_t *language)
{
	const struct build_article *a = b->articles.items;

	*language = 0;
	return string_at(b, a[n].row.title);
}

static uint32_t
stem_number(struct index_builder *b, uint32_t language, const char *text)
{
	uint32_t *slot;

	slots_grow(b, &b->stem_slots, b->stems.n, stem_key);
	slot = find_slot(b, &b->stem_slots, language, text, stem_key);
	if (*slot == 0) {
		struct build_stem *s = vector_add(b->arena, &b->stems, NULL,
		    1);

		*s = (struct build_stem){arena_strdup(b->arena, text),
		    language};
		*slot = (uint32_t)b->stems.n;
	}
	return *slot - 1;
}

static uint32_t
word_number(struct index_builder *b, uint32_t language, const struct word *w)
{
	uint32_t *slot;

	slots_grow(b, &b->word_slots, b->words.n, word_key);
	slot = find_slot(b, &b->word_slots, language, w->text, word_key);
	if (*slot == 0) {
		struct build_word *new = vector_add(b->arena, &b->words, NULL,
		    1);

		*new = (struct build_word){
			.text = arena_strdup(b->arena, w->text),
			.stem = stem_number(b, language, w->stem),
			.language = (uint16_t)language,
			.role = (uint8_t)word_role_of(w),
			.number = w->number,
			.posted = word_role(w->text) != WORD_EMPTY,
		};
		*slot = (uint32_t)b->words.n;
	}
	return *slot - 1;
}

/* The words of a text as tokens; how many are no joined forms. */
static struct build_text
add_text(struct index_builder *b, struct stemmer *st, uint32_t language,
    const char *text, double *length)
{
	struct build_text out = {.at = b->tokens.n};
	struct words words;

	words_split(st, b->scratch, text, true, &words);
	for (size_t i = 0; i < words.n; i++) {
		const struct word *w = &words.items[i];
		uint32_t token = word_number(b, language, w) << 1 |
		    (uint32_t)w->joined;

		vector_add(b->arena, &b->tokens, &token, 1);
		if (length != NULL)
			*length += !w->joined;
	}
	out.n = (uint32_t)words.n;
	return out;
}

/* Titles that several articles have say little about each of them. */
static size_t
count_title(struct index_builder *b, const char *title)
{
	uint32_t *slot, none = 0, *counts;

	slots_grow(b, &b->title_slots, b->articles.n, title_key);
	slot = find_slot(b, &b->title_slots, 0, title, title_key);
	if (*slot == 0)
		*slot = (uint32_t)b->articles.n;
	vector_add(b->arena, &b->titles, &none, 1);
	counts = b->titles.items;
	counts[*slot - 1]++;
	return *slot - 1;
}

void
index_add_article(struct index_builder *b, const struct index_article_in *in)
{
	struct build_article *a;
	struct build_text text;
	struct stemmer *st;
	double length = 0;
	const char *line;
	uint32_t language = language_of(b, in->language);

	arena_reset(b->scratch);
	st = stemmer_open(b->scratch, in->language);
	a = vector_add(b->arena, &b->articles, NULL, 1);
	*a = (struct build_article){
		.row = {
			.id = in->id,
			.revision = in->revision,
			.slug = add_string(b, in->slug),
			.category = add_string(b, in->category),
			.title = add_string(b, in->title),
			.summary = add_string(b, in->summary),
			.questions = add_string(b, in->questions),
			.language = language,
		},
		.texts = b->texts.n,
	};
	b->scenario_id = in->scenario_id;
	text = add_text(b, st, language, in->title, &length);
	vector_add(b->arena, &b->texts, &text, 1);
	a->row.title_words = (uint32_t)length;
	b->title_words += length;
	text = add_text(b, st, language, in->tags, NULL);
	vector_add(b->arena, &b->texts, &text, 1);
	for (line = in->questions; *line != '\0';) {
		size_t n = strcspn(line, "\n");

		text = add_text(b, st, language,
		    arena_strndup(b->scratch, line, n), NULL);
		vector_add(b->arena, &b->texts, &text, 1);
		a->row.n_questions++;
		line += n + (line[n] == '\n');
	}
	a->n_texts = b->texts.n - a->texts;
	a->title_of = count_title(b, in->title);
}

void
index_add_passage(struct index_builder *b, const struct index_passage_in *in)
{
	struct build_article *articles = b->articles.items;
	struct index_article *article;
	struct index_group *groups;
	struct build_passage *p;
	struct stemmer *st;
	const char *language;
	double length = 0;

	assert(b->articles.n > 0);
	article = &articles[b->articles.n - 1].row;
	language = string_at(b,
	    ((uint32_t *)b->languages.items)[article->language]);
	article->n_passages++;
	arena_reset(b->scratch);
	st = stemmer_open(b->scratch, language);
	p = vector_add(b->arena, &b->passages, NULL, 1);
	p->row = (struct index_passage){
		.id = in->id,
		.article = (uint32_t)b->articles.n - 1,
		.group = group_of(b, b->scenario_id, article->language),
		.ordinal = (uint32_t)in->ordinal,
		.anchor = add_string(b, in->anchor),
		.heading = add_string(b, in->heading),
		.body = add_string(b, in->body),
	};
	p->heading = add_text(b, st, article->language, in->heading,
	    &b->heading_words);
	p->body = add_text(b, st, article->language,
	    markdown_text(b->scratch, in->body), &length);
	p->row.n_words = (uint32_t)length;
	b->body_words += length;
	groups = b->groups.items;
	groups[p->row.group].n_passages++;
}

void
index_add_synonym(struct index_builder *b, const char *language,
    const char *group)
{
	const struct index_synonym new = {add_string(b, language),
	    add_string(b, group)};

	vector_add(b->arena, &b->synonyms, &new, 1);
}
