#include "base/base.h"

#include "nlp/entity_internal.h"

#include "base/buf.h"
#include "base/text.h"

#define ORDER_DIGITS_MIN 4 /* of an order number, generously */
#define ORDER_DIGITS_MAX 12
#define PHONE_DIGITS_MIN 10
#define PHONE_DIGITS_MAX 15
#define REFERENCE_LETTERS_MAX 5
#define SPOKEN_DIGITS_MIN 4

static bool
is_mail_char(char c)
{
	return text_is_alpha(c) || text_is_digit(c) ||
	    strchr("._%+-@", c) != NULL;
}

static void
find_emails(struct entity_text *t)
{
	for (size_t i = 0; i < t->n; i++) {
		size_t from, to, first = i, last = i;
		char *mail;

		if (!entity_is(t, i, "@"))
			continue;
		from = t->items[i].from;
		to = t->items[i].to;
		while (from > 0 && is_mail_char(t->raw[from - 1]))
			from--;
		while (t->raw[to] != '\0' && is_mail_char(t->raw[to]))
			to++;
		while (to > from && strchr(".-_", t->raw[to - 1]) != NULL)
			to--;
		mail = arena_strndup(t->arena, t->raw + from, to - from);
		for (char *p = mail; *p != '\0'; p++)
			*p = text_lower(*p);
		if (!text_is_email(mail))
			continue;
		while (first > 0 && t->items[first - 1].from >= from)
			first--;
		while (last + 1 < t->n && t->items[last + 1].to <= to)
			last++;
		entity_add(t, ENTITY_EMAIL, first, last - first + 1, 0.98,
		    mail);
	}
}

/* Digits with blanks, dashes, dots and brackets between them. */
static size_t
phone_at(struct entity_text *t, size_t i, char digits[PHONE_DIGITS_MAX + 1])
{
	size_t n = 0, len = 0, end = 0, groups = 0;

	for (; i + n < t->n && n < 16; n++) {
		const struct entity_token *k = &t->items[i + n];

		if (k->number) {
			size_t more = strlen(k->text);

			if (len + more > PHONE_DIGITS_MAX || groups++ > 5)
				return 0;
			memcpy(digits + len, k->text, more);
			len += more;
			end = n + 1;
		} else if (strchr("+-.()", *k->text) == NULL ||
		    (*k->text == '.' && (n + 1 < t->n) &&
			i + n + 1 < t->n && t->items[i + n + 1].space))
			break;
	}
	digits[len] = '\0';
	return len >= PHONE_DIGITS_MIN ? end : 0;
}

static void
find_phones(struct entity_text *t)
{
	char digits[PHONE_DIGITS_MAX + 1];

	for (size_t i = 0; i < t->n; i++) {
		bool plus = entity_is(t, i, "+");
		size_t n, len;
		const char *value;

		if (!t->items[i].number && !plus && !entity_is(t, i, "("))
			continue;
		if ((i > 0 && !t->items[i].space &&
			t->items[i - 1].word) || entity_taken(t, i))
			continue;
		n = phone_at(t, i, digits);
		len = strlen(digits);
		if (n == 0)
			continue;
		value = plus || len > 11 ?
		    arena_printf(t->arena, "+%s", digits) :
		    len == 11 && digits[0] != '1' ? NULL :
		    arena_printf(t->arena, "+1%s", digits + len - 10);
		if (value != NULL)
			entity_add(t, ENTITY_PHONE, i, n,
			    n > 1 ? 0.9 :
			    len == PHONE_DIGITS_MIN ? 0.7 : 0.5, value);
		i += n - 1;
	}
}

/* "order", "no.", "#", "number is" before the place. */
static bool
follows_order(const struct entity_text *t, size_t i)
{
	size_t k = i;

	while (k > 0 && i - k < 4 && entity_in(t, k - 1,
	    " # : . is number no nr num numbers of the it s id "))
		k--;
	return k > 0 && entity_in(t, k - 1, " order orders purchase "
	    "ordernumber ordernr package parcel shipment ");
}

static bool
follows_number(const struct entity_text *t, size_t i)
{
	size_t k = i;

	while (k > 0 && entity_in(t, k - 1, " . : is "))
		k--;
	return k > 0 && entity_in(t, k - 1, " no nr num number # ") &&
	    !(k > 1 && entity_in(t, k - 2, " phone telephone cell mobile "));
}

static bool
is_amount(const struct entity_text *t, size_t i)
{
	return (i > 0 && entity_in(t, i - 1, " $ ")) ||
	    entity_in(t, i + 1, " dollars dollar bucks usd % percent ") ||
	    (entity_glued(t, i + 1, ".") && entity_number(t, i + 2) >= 0 &&
		!t->items[i + 2].space);
}

/* "3 days", "2 times": counts something. */
static bool
is_count(const struct entity_text *t, size_t i)
{
	return strlen(t->items[i].text) < ORDER_DIGITS_MIN &&
	    entity_in(t, i + 1, " day days week weeks month months year "
	    "years hour hours hrs minute minutes min mins second seconds "
	    "time times business working calendar item items pair pairs "
	    "piece pieces box boxes package packages people persons users "
	    "seats rooms bedrooms bathrooms ");
}

static double
zip_confidence(const struct entity_text *t, size_t i, bool order)
{
	size_t k = i;

	while (k > 0 && entity_in(t, k - 1, " : is code the my "))
		k--;
	if (k > 0 && entity_in(t, k - 1, " zip zipcode postal postcode "))
		return 0.95;
	if (order)
		return 0.05;
	if (i > 0 && entity_in(t, i - 1, " in to at near around for within "
	    "oh ohio il tx wi mn ca ny from area cover serve "))
		return 0.8;
	return 0.5;
}

static void
add_digits(struct entity_text *t, size_t i)
{
	size_t n = strlen(t->items[i].text);
	bool hash = i > 0 && entity_is(t, i - 1, "#"),
	     order = hash || follows_order(t, i) || follows_number(t, i),
	     glued = i + 1 < t->n && !t->items[i + 1].space &&
	    (t->items[i + 1].word || entity_in(t, i + 1, " / "));
	double zip = 0;

	if (is_amount(t, i) || is_count(t, i) || glued)
		return;
	if (n == 5) {
		bool four = entity_glued(t, i + 1, "-") &&
		    entity_number(t, i + 2) >= 0 &&
		    strlen(t->items[i + 2].text) == 4;

		zip = zip_confidence(t, i, order);
		entity_add(t, ENTITY_ZIP, i, four ? 3 : 1, four ? 0.95 : zip,
		    t->items[i].text);
		if (four)
			return;
	}
	if (zip > 0.7)
		order = false;
	entity_add(t, ENTITY_ORDER, i, 1, zip > 0.7 ? 0.3 :
	    hash	       ? 0.95 :
	    order	       ? 0.9 :
	    n > ORDER_DIGITS_MAX ? 0.1 :
	    n == 5	       ? 0.65 :
	    n >= ORDER_DIGITS_MIN ? 0.5 : 0.25, t->items[i].text);
}

/* "one two three four five", as voice input writes it. */
static void
find_spoken(struct entity_text *t)
{
	for (size_t i = 0; i < t->n; i++) {
		char digits[ORDER_DIGITS_MAX + 1];
		size_t n = 0;
		int64_t v;

		while (n < ORDER_DIGITS_MAX && !t->items[i].number &&
		    entity_cardinal(t, i + n, &v) == 1 && v < 10 &&
		    t->items[i + n].word)
			digits[n++] = (char)('0' + v);
		digits[n] = '\0';
		if (n >= SPOKEN_DIGITS_MIN)
			entity_add(t, ENTITY_ORDER, i, n, 0.7,
			    arena_strdup(t->arena, digits));
		i += n > 0 ? n - 1 : 0;
	}
}

/* "HB-10042", "hb10042", "INV-2026-0042". */
static size_t
reference_at(struct entity_text *t, size_t i, struct buf *b, size_t *digits)
{
	const struct entity_token *k = &t->items[i];
	size_t n = 1;

	*digits = 0;
	if (!k->word || strlen(k->text) > REFERENCE_LETTERS_MAX ||
	    ((unsigned char)k->text[0] & 0x80) != 0)
		return 0;
	for (const char *s = k->text; *s != '\0'; s++)
		buf_putc(b, (char)(*s >= 'a' && *s <= 'z' ? *s - 32 : *s));
	while (i + n < t->n && n < 8) {
		size_t dash = entity_in(t, i + n, " - ") ? 1 : 0;

		if (dash == 0 && t->items[i + n].space &&
		    (n > 1 || !entity_in(t, i, " hb inv r ref ")))
			break;
		if (entity_number(t, i + n + dash) < 0)
			break;
		buf_printf(b, "-%s", t->items[i + n + dash].text);
		*digits += strlen(t->items[i + n + dash].text);
		n += dash + 1;
	}
	return *digits >= ORDER_DIGITS_MIN ? n : 0;
}

static void
find_references(struct entity_text *t)
{
	for (size_t i = 0; i < t->n; i++) {
		struct buf b;
		size_t n, digits;
		bool dash;

		if (i > 0 && !t->items[i].space && t->items[i - 1].number)
			continue;
		buf_init(&b, t->arena, 64);
		n = reference_at(t, i, &b, &digits);
		if (n == 0 || b.overflow ||
		    entity_in(t, i, " order zip in on at to no nr num for by "
				    "since from year code may is it "))
			continue;
		dash = entity_is(t, i + 1, "-");
		entity_add(t, ENTITY_REFERENCE, i, n, dash ? 0.9 : 0.75,
		    b.data);
		i += n - 1;
	}
}

void
entity_find_numbers(struct entity_text *t)
{
	find_emails(t);
	find_references(t);
	find_phones(t);
	find_spoken(t);
	for (size_t i = 0; i < t->n; i++) {
		if (t->items[i].number && !entity_taken(t, i))
			add_digits(t, i);
	}
}
