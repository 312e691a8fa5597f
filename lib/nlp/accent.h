/*
 * A scenario's one colour, made into the steps that pages need, for light
 * and dark, each checked for contrast as WCAG 2.2 counts it.  Lightness is
 * moved in OKLab, so that the hue stays (Björn Ottosson, "A perceptual color
 * space for image processing", https://bottosson.github.io/posts/oklab/).
 *
 * Pages carry `data-accent="SLUG"`; the rule that accent_css writes follows
 * app.css in the sheet /theme/SLUG.css, because style attributes are barred.
 */
#ifndef NLP_ACCENT_H
#define NLP_ACCENT_H

#include "base/buf.h"
#include "base/rc.h"

#define ACCENT_HEX_SIZE 8 /* "#rrggbb" and NUL */

struct accent_steps {
	char accent[ACCENT_HEX_SIZE];	 /* fills; 3:1 on every ground */
	char strong[ACCENT_HEX_SIZE];	 /* text and links; 4.5:1 on soft too */
	char soft[ACCENT_HEX_SIZE];	 /* grounds; text has 7:1 on it */
	char on_accent[ACCENT_HEX_SIZE]; /* text on accent; 4.5:1 */
};

struct accent {
	struct accent_steps light, dark;
};

/* `hex` is "#rrggbb"; else INVALID with the field "accent". */
enum rc accent_derive(const char *hex, struct accent *out, struct err *e)
    MUST_CHECK;

/*
 * Custom properties for elements with data-accent="slug", or for the whole
 * page when `slug` is NULL.  A slug is a-z, 0-9 and "-" (asserted).
 */
void accent_css(const char *slug, const struct accent *steps, struct buf *out);

/* Contrast of two "#rrggbb", 1 to 21; both must be valid (asserted). */
double accent_contrast(const char *a, const char *b);

#endif
