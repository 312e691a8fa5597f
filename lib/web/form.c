#include "base/base.h"

#include "web/form.h"

#include "base/text.h"

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = text_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

char *
form_decode(struct arena *a, const char *s, size_t n, bool plus)
{
	char *out = arena_alloc(a, n + 1);
	size_t len = 0;

	for (size_t i = 0; i < n; i++) {
		char c = s[i];

		if (c == '%') {
			if (i + 2 >= n || hex(s[i + 1]) < 0 ||
			    hex(s[i + 2]) < 0)
				return NULL;
			c = (char)(hex(s[i + 1]) * 16 + hex(s[i + 2]));
			i += 2;
		} else if (c == '+' && plus)
			c = ' ';
		if (!plus && ((unsigned char)c < 0x20 || c == 0x7f))
			return NULL;
		out[len++] = c;
	}
	return text_is_valid(out, len) ? out : NULL;
}

enum rc
form_read(struct arena *a, const char *s, size_t n, struct schema_pairs *out,
    struct err *e)
{
	struct schema_pair *items =
	    arena_array(a, FORM_PAIRS_MAX, sizeof(*items));
	const char *end = s + n;

	*out = (struct schema_pairs){.items = items};
	while (s < end) {
		size_t len = (size_t)(end - s);
		const char *amp = memchr(s, '&', len);
		const char *stop = amp != NULL ? amp : end;
		const char *eq = memchr(s, '=', (size_t)(stop - s));
		const char *name_end = eq != NULL ? eq : stop;

		if (out->n == FORM_PAIRS_MAX)
			return err_set(e, RC_INVALID,
			    "The form has more than %d fields.",
			    FORM_PAIRS_MAX);
		if (stop > s) {
			struct schema_pair p = {
				.name = form_decode(a, s,
				    (size_t)(name_end - s), true),
				.value = eq == NULL ? "" : form_decode(a,
				    eq + 1, (size_t)(stop - eq - 1), true),
			};

			if (p.name == NULL || p.value == NULL)
				return err_set(e, RC_INVALID, "The form is "
				    "not percent-encoded UTF-8 text.");
			/* Only whole ones: an error page reads them too. */
			items[out->n++] = p;
		}
		s = stop + 1;
	}
	return RC_OK;
}
