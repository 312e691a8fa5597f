#include "base/base.h"

#include "core/dialogue.h"

#include "base/text.h"

#define DIALOGUE_BYTES_MAX ((size_t)48 << 10)
#define FOLLOW_UP_CONTENT 2 /* more content words stand for themselves */
#define SHORT_CONTENT 3

static const char *
text_of(const struct json *j, const char *key)
{
	return json_text(json_get(j, key));
}

static void
read_choices(const struct json *list, struct dialogue *out)
{
	for (size_t i = 0; i < json_count(list) &&
	     i < DIALOGUE_CHOICES_MAX; i++) {
		const struct json *c = json_item(list, i);

		out->choices[out->n_choices++] = (struct dialogue_choice){
		    text_of(c, "text"), text_of(c, "slug"),
		    text_of(c, "anchor")};
	}
}

void
dialogue_read(struct arena *a, const char *json, struct dialogue *out)
{
	struct json *j = NULL;

	if (json == NULL ||
	    json_read(a, json, strlen(json), &j, NULL) != RC_OK)
		j = NULL;
	*out = (struct dialogue){
		.topic = text_of(j, "topic"),
		.slug = text_of(j, "slug"),
		.question = text_of(j, "question"),
		.offered = json_bool(json_get(j, "offered")),
		.refusals = json_i64(json_get(j, "refusals")),
		.doubts = json_i64(json_get(j, "doubts")),
	};
	fill_state_read(a, json_get(j, "fill"), &out->fill);
	read_choices(json_get(j, "choices"), out);
}

static void
write_choices(struct json_out *w, const struct dialogue *d)
{
	jw_key(w, "choices");
	jw_list(w);
	for (size_t i = 0; i < d->n_choices; i++) {
		jw_object(w);
		jw_kv_text(w, "text", d->choices[i].text);
		jw_kv_text(w, "slug", d->choices[i].slug);
		jw_kv_text(w, "anchor", d->choices[i].anchor);
		jw_object_end(w);
	}
	jw_list_end(w);
}

const char *
dialogue_write(struct arena *a, const struct dialogue *d)
{
	struct json_out w;
	struct buf b;

	buf_init(&b, a, DIALOGUE_BYTES_MAX);
	jw_init(&w, &b);
	jw_object(&w);
	jw_kv_text(&w, "topic", d->topic);
	jw_kv_text(&w, "slug", d->slug);
	jw_kv_text(&w, "question", d->question);
	jw_kv_bool(&w, "offered", d->offered);
	jw_kv_i64(&w, "refusals", d->refusals);
	jw_key(&w, "fill");
	fill_state_write(&w, &d->fill);
	jw_kv_i64(&w, "doubts", d->doubts);
	write_choices(&w, d);
	jw_object_end(&w);
	return b.overflow ? "{}" : b.data;
}

static bool
is_pronoun(const char *word)
{
	static const char *const words[] = {"it", "that", "this", "those",
	    "these", "them", "they", "one", "ones", "there", "same", "its",
	    "their", "then", "afterwards", "afterward"};

	return text_is_one_of(word, words, NELEM(words));
}

static bool
begins_as_follow_up(const struct words *w)
{
	static const char *const firsts[] = {"and", "or", "but", "so",
	    "then", "also"};

	if (w->n < 2)
		return false;
	if (text_is_one_of(w->items[0].text, firsts, NELEM(firsts)))
		return true;
	return strcmp(w->items[1].text, "about") == 0 &&
	    (strcmp(w->items[0].text, "what") == 0 ||
		strcmp(w->items[0].text, "how") == 0);
}

static size_t
content_words(const struct words *w)
{
	size_t n = 0;

	for (size_t i = 0; i < w->n; i++)
		n += word_role_of(&w->items[i]) == WORD_CONTENT;
	return n;
}

bool
dialogue_has_pronoun(const struct words *w)
{
	for (size_t i = 0; i < w->n; i++) {
		if (is_pronoun(w->items[i].text))
			return true;
	}
	return false;
}

bool
dialogue_goes_on(const struct words *w)
{
	size_t content = content_words(w);

	return !dialogue_has_pronoun(w) && begins_as_follow_up(w) &&
	    content > 0 && content <= FOLLOW_UP_CONTENT;
}

bool
dialogue_is_short(const struct words *w)
{
	size_t content = content_words(w);

	return content > 0 && content <= SHORT_CONTENT;
}

bool
dialogue_is_follow_up(const struct words *w)
{
	size_t content = content_words(w);

	if (content == 0)
		return w->n > 0;
	if (begins_as_follow_up(w))
		return content <= 3;
	return dialogue_has_pronoun(w) && content <= FOLLOW_UP_CONTENT;
}

static bool
begins_question(const char *word)
{
	static const char *const words[] = {"how", "what", "when", "where",
	    "who", "which", "why", "can", "could", "do", "does", "is",
	    "are", "will", "would", "may", "should"};

	return text_is_one_of(word, words, NELEM(words));
}

static bool
can_stand_alone(struct arena *a, struct stemmer *st, const char *s, bool first)
{
	struct words w;

	words_split(st, a, s, false, &w);
	/* "Hello. How are you?" is no question of its own. */
	return first ? content_words(&w) > 0 : w.n >= 3;
}

/* The place where a second question starts, or NULL. */
static const char *
second_question(struct arena *a, struct stemmer *st, const char *message)
{
	bool asked = false; /* the first part is a question by its start */
	struct words head;

	words_split(st, a, message, false, &head);
	asked = head.n > 0 && begins_question(head.items[0].text);
	for (const char *s = message; *s != '\0'; s++) {
		struct words rest;
		const char *from = NULL;

		if (*s == '?' && s[1] != '\0')
			from = s + 1;
		else if (asked && (text_starts(s, " and ") ||
			text_starts(s, " And ")))
			from = s + strlen(" and ");
		if (from == NULL)
			continue;
		words_split(st, a, from, false, &rest);
		if (rest.n > 1 && strcmp(rest.items[0].text, "and") == 0 &&
		    *s == '?')
			return from;
		if (rest.n > 1 && (strcmp(rest.items[0].text, "also") == 0 ||
			begins_question(rest.items[0].text)))
			return from;
	}
	return NULL;
}

void
dialogue_split(struct arena *a, struct stemmer *st, const char *message,
    struct dialogue_parts *out)
{
	const char *second = second_question(a, st, message);
	const char *first;

	*out = (struct dialogue_parts){.text = {message}, .n = 1};
	if (second == NULL)
		return;
	first = text_trim(a, arena_strndup(a, message,
	    (size_t)(second - message)));
	second = text_trim(a, second);
	if (text_ends(first, " and"))
		first = arena_strndup(a, first, strlen(first) - 4);
	if (!can_stand_alone(a, st, first, true) ||
	    !can_stand_alone(a, st, second, false))
		return;
	out->text[0] = first;
	out->text[1] = second;
	out->n = 2;
}
