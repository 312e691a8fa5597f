/*
 * A site's own synonyms and abbreviations, beside those built in: a file
 * with one group a line, "parcel|package|shipment > box".  Words of a group
 * may stand for each other; after ">" stand narrower ones, which mean the
 * group but are not meant by it.  "#" begins a comment.
 */
#ifndef CORE_KB_SYNONYM_H
#define CORE_KB_SYNONYM_H

#include "io/scope.h"

#define KB_SYNONYM_MAX 400 /* characters of a group */

struct kb_synonyms {
	const char **groups; /* folded, as they are stored */
	size_t n;
};

/* `file` is named in errors: "en.txt:3: expected …". */
enum rc kb_synonyms_parse(struct arena *a, const char *file,
    const char *text, struct kb_synonyms *out, struct err *e) MUST_CHECK;

/* The file's groups become all that the site has in this language; the same
 * as before changes nothing. */
struct kb_synonym_import {
	const char *path, *language;
	size_t n; /* out */
	bool changed;
};
enum rc kb_synonyms_import(struct scope *s, struct kb_synonym_import *in,
    struct err *e) MUST_CHECK;

#endif
