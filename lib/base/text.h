/*
 * UTF-8 text: checks at the edge, and the small things that C lacks.
 * Unicode tables come from utf8proc, seen only by text.c.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/arena.h"

/* Valid UTF-8 (RFC 3629: no surrogates, no overlong forms), no NUL. */
bool text_is_valid(const char *s, size_t n);

/* Unicode code points in valid UTF-8. */
size_t text_length(const char *s);

/* Bytes of the longest prefix with at most `max` code points. */
size_t text_prefix(const char *s, size_t max);

/* At most `max` code points; what was longer ends in an ellipsis. */
char *text_cut(struct arena *a, const char *s, size_t max);

/* Without white space (ASCII and U+00A0) at both ends. */
char *text_trim(struct arena *a, const char *s);

/*
 * For comparing: NFKC, case folded, white space runs to one space, curly
 * quotes and dashes to ASCII.  Accents stay.
 */
char *text_fold(struct arena *a, const char *s);

/* NFKC in lower case; unlike text_fold it keeps "ß" and all signs. */
char *text_lower_all(struct arena *a, const char *s);

/* ASCII only, in place of the locale-dependent ctype.h. */
bool text_is_space(char c);
bool text_is_digit(char c);
bool text_is_alpha(char c);
char text_lower(char c);
bool text_equal_ci(const char *a, const char *b);
bool text_starts(const char *s, const char *prefix);
bool text_ends(const char *s, const char *suffix);
bool text_is_one_of(const char *s, const char *const *list, size_t n);

/* The next code point at *s, which moves on; 0 at the end.  Valid UTF-8. */
uint32_t text_next(const char **s);

/* A letter, digit or combining mark of any script: part of a word. */
bool text_is_word(uint32_t cp);

/* Chinese, Japanese, Thai and the like: written without spaces. */
bool text_is_unspaced(uint32_t cp);

/* Right-to-left by its first strong character. */
bool text_is_rtl(const char *s);

/* Decimal digits only, no sign, no overflow: strict, for lengths and ids. */
bool text_to_u64(const char *s, uint64_t *out);
bool text_to_i64(const char *s, int64_t *out);

/* RFC 4122 text form, lower case; 36 bytes. */
bool text_is_uuid(const char *s);

/* Looks like one mail address: local@host.tld, 254 bytes at most. */
bool text_is_email(const char *s);

/* snprintf that asserts that it fits. */
void text_copy(char *out, size_t size, const char *s);

#endif
