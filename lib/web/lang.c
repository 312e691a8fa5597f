#include "base/base.h"

#include "web/lang.h"

#include "base/text.h"
#include "io/i18n.h"

/* The list grows with the catalogues in po/. */
const char *const lang_codes[] = {"en", NULL};

static const struct {
	const char *code, *name;
	bool rtl;
} known[] = {
	{"en", "English", false},
};

const char *
lang_name(const char *code)
{
	for (size_t i = 0; i < NELEM(known); i++)
		if (strcmp(known[i].code, code) == 0)
			return known[i].name;
	return code;
}

bool
lang_is_rtl(const char *code)
{
	for (size_t i = 0; i < NELEM(known); i++)
		if (strcmp(known[i].code, code) == 0)
			return known[i].rtl;
	return false;
}

bool
lang_is_known(const char *code)
{
	for (size_t i = 0; lang_codes[i] != NULL; i++)
		if (strcmp(lang_codes[i], code) == 0)
			return true;
	return false;
}

/* The first known one; weights are ignored, browsers send them in order. */
static const char *
accepted(struct req *q)
{
	const char *s = req_header(q, "Accept-Language");

	while (s != NULL && *s != '\0') {
		size_t n;
		const char *code;

		s += strspn(s, " ,");
		n = strcspn(s, "-_;, ");
		code = arena_strndup(q->arena, s, n);
		if (lang_is_known(code))
			return code;
		s += strcspn(s, ",");
	}
	return NULL;
}

void
lang_choose(struct req *q)
{
	const char *language = req_cookie(q, "language");
	const char *theme = req_cookie(q, "theme");

	if (language == NULL || !lang_is_known(language))
		language = accepted(q);
	q->language = language != NULL ? language : lang_codes[0];
	q->theme = "auto";
	if (theme != NULL && strcmp(theme, "dark") == 0)
		q->theme = "dark";
	else if (theme != NULL && strcmp(theme, "light") == 0)
		q->theme = "light";
	i18n_language(q->language);
}
