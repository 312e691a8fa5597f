/*
 * Texts in the reader's language, by gettext: domain "biwoco", catalogues
 * LOCALE_DIR/<language>/LC_MESSAGES/biwoco.mo, source language English.
 *
 *	_("Your message was not sent.")
 *	ngettext("%d person is waiting.", "%d people are waiting.", n)
 *
 * Whole sentences only, never joined from parts.  The language is a property
 * of the process: set it at the start of every request.
 */
#ifndef IO_I18N_H
#define IO_I18N_H

#include <libintl.h>

#include "base/base.h"

#define _(text) gettext(text)

/* Marks a text in a table, which is translated where it is shown. */
#define N_(text) text

/* Once a process; `locale_dir` NULL: where `make install` puts them. */
void i18n_init(const char *locale_dir);

/* "en", "vi", "pt_BR"; a language without a catalogue reads English. */
void i18n_language(const char *language);

/* The language of now, until the next i18n_language. */
const char *i18n_current(void);

/* Two or three lower-case letters, perhaps "_" and a country. */
bool i18n_is_language(const char *s);

#endif
