/*
 * The half of text.h that knows forms: numbers, UUIDs, mail addresses.
 */
#include "base/base.h"

#include "base/text.h"

#define EMAIL_MAX 254 /* RFC 5321, 4.5.3.1.3: a path less its brackets */
#define LOCAL_MAX 64  /* RFC 5321, 4.5.3.1.1 */
#define LABEL_MAX 63  /* RFC 1035, 2.3.4 */

bool
text_to_u64(const char *s, uint64_t *out)
{
	uint64_t v = 0;

	if (*s == '\0')
		return false;
	for (; *s != '\0'; s++) {
		uint64_t digit = (uint64_t)(*s - '0');

		if (!text_is_digit(*s) || __builtin_mul_overflow(v, 10, &v) ||
		    __builtin_add_overflow(v, digit, &v))
			return false;
	}
	*out = v;
	return true;
}

bool
text_to_i64(const char *s, int64_t *out)
{
	uint64_t v;

	if (!text_to_u64(s, &v) || v > INT64_MAX)
		return false;
	*out = (int64_t)v;
	return true;
}

bool
text_is_uuid(const char *s)
{
	size_t i;

	for (i = 0; i < 36; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;
		bool hex = text_is_digit(s[i]) || (s[i] >= 'a' && s[i] <= 'f');

		if (dash ? s[i] != '-' : !hex)
			return false;
	}
	return s[i] == '\0';
}

/* RFC 5322's dot-atom: what nearly all addresses use. */
static bool
is_local_part(const char *s, size_t n)
{
	if (n == 0 || n > LOCAL_MAX || s[0] == '.' || s[n - 1] == '.')
		return false;
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '.' && s[i + 1] == '.')
			return false;
		if (!text_is_alpha(s[i]) && !text_is_digit(s[i]) &&
		    strchr(".!#$%&'*+-/=?^_`{|}~", s[i]) == NULL)
			return false;
	}
	return true;
}

static bool
is_label(const char *s, size_t n)
{
	if (n == 0 || n > LABEL_MAX || s[0] == '-' || s[n - 1] == '-')
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!text_is_alpha(s[i]) && !text_is_digit(s[i]) &&
		    s[i] != '-')
			return false;
	}
	return true;
}

bool
text_is_email(const char *s)
{
	const char *at = strchr(s, '@');
	const char *label;
	size_t n;

	if (at == NULL || strlen(s) > EMAIL_MAX ||
	    !is_local_part(s, (size_t)(at - s)))
		return false;
	for (label = at + 1;; label += n + 1) {
		n = strcspn(label, ".");
		if (!is_label(label, n))
			return false;
		if (label[n] == '\0')
			break;
	}
	/* A top-level name has two letters or more and is never a number. */
	return label != at + 1 && n >= 2 && text_is_alpha(label[0]);
}

void
text_copy(char *out, size_t size, const char *s)
{
	size_t n = strlen(s);

	assert(n < size);
	memcpy(out, s, n + 1);
}
