#include "base/base.h"

#include "io/i18n.h"

#include "base/log.h"

#include <locale.h>
#include <stdlib.h>

#define DOMAIN "biwoco"

void
i18n_init(const char *locale_dir)
{
	const char *dir = locale_dir != NULL ? locale_dir : LOCALEDIR;

	/*
	 * In the C locale gettext never translates; C.UTF-8 is always there
	 * (glibc), and LANGUAGE then chooses the catalogue.
	 */
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL ||
	    setlocale(LC_MESSAGES, "C.UTF-8") == NULL)
		log_die("locale C.UTF-8 is missing; hint: install libc-bin");
	if (bindtextdomain(DOMAIN, dir) == NULL ||
	    bind_textdomain_codeset(DOMAIN, "UTF-8") == NULL ||
	    textdomain(DOMAIN) == NULL)
		log_die("out of memory for translations");
}

/*
 * gettext remembers what it has found and does not look at LANGUAGE again;
 * textdomain, even to the same domain, makes it forget (setlocale does not,
 * when the locale stays the same).
 */
void
i18n_language(const char *language)
{
	const char *now = getenv("LANGUAGE");

	assert(i18n_is_language(language));
	if (now != NULL && strcmp(now, language) == 0)
		return;
	if (setenv("LANGUAGE", language, 1) != 0 || textdomain(DOMAIN) == NULL)
		log_die("out of memory for the language");
}

const char *
i18n_current(void)
{
	const char *now = getenv("LANGUAGE");

	return now != NULL && i18n_is_language(now) ? now : "en";
}

static bool
is_between(char c, char from, char to)
{
	return c >= from && c <= to;
}

bool
i18n_is_language(const char *s)
{
	size_t n = 0;

	while (is_between(s[n], 'a', 'z'))
		n++;
	if (n < 2 || n > 3)
		return false;
	if (s[n] == '\0')
		return true;
	return s[n] == '_' && is_between(s[n + 1], 'A', 'Z') &&
	    is_between(s[n + 2], 'A', 'Z') && s[n + 3] == '\0';
}
