#include "base/base.h"

#include "nlp/accent.h"

#include <math.h>
#include <stdio.h>

/* The grounds of static/app.css on which an accent has least contrast. */
#define LIGHT_CANVAS "#fbfbfa"
#define DARK_RAISED "#202428"

#define CONTRAST_TEXT 4.5    /* WCAG 2.2, 1.4.3 */
#define CONTRAST_CONTROL 3.0 /* WCAG 2.2, 1.4.11 */

#define LIGHTNESS_STEP 0.005 /* finer than the eye, 200 steps at most */

struct rgb {
	double r, g, b; /* linear light, 0..1 when it can be shown */
};

struct lab {
	double l, a, b; /* OKLab */
};

/* What a colour scheme asks of the steps. */
struct scheme {
	const char *ground;
	double direction; /* of lightness, away from the ground */
	double soft_l;	  /* lightness of the soft step */
	double soft_c;	  /* and its most chroma */
};

static const struct scheme scheme_light = {LIGHT_CANVAS, -1, 0.95, 0.028};
static const struct scheme scheme_dark = {DARK_RAISED, 1, 0.31, 0.045};

static int
digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* IEC 61966-2-1: the sRGB curve, both ways. */
static double
to_linear(double v)
{
	return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double
from_linear(double v)
{
	return v <= 0.0031308 ? v * 12.92 : 1.055 * pow(v, 1 / 2.4) - 0.055;
}

static bool
rgb_parse(const char *hex, struct rgb *out)
{
	double v[3];

	if (strlen(hex) != 7 || hex[0] != '#')
		return false;
	for (size_t i = 0; i < NELEM(v); i++) {
		int high = digit_value(hex[1 + 2 * i]);
		int low = digit_value(hex[2 + 2 * i]);

		if (high < 0 || low < 0)
			return false;
		v[i] = to_linear((high * 16 + low) / 255.0);
	}
	*out = (struct rgb){v[0], v[1], v[2]};
	return true;
}

static unsigned
to_byte(double linear)
{
	double v = from_linear(fmin(fmax(linear, 0), 1)) * 255;

	return (unsigned)(v + 0.5);
}

static void
rgb_print(struct rgb c, char out[ACCENT_HEX_SIZE])
{
	snprintf(out, ACCENT_HEX_SIZE, "#%02x%02x%02x", to_byte(c.r) & 0xff,
	    to_byte(c.g) & 0xff, to_byte(c.b) & 0xff);
}

static struct lab
lab_from_rgb(struct rgb c)
{
	double l = cbrt(0.4122214708 * c.r + 0.5363325363 * c.g +
	    0.0514459929 * c.b);
	double m = cbrt(0.2119034982 * c.r + 0.6806995451 * c.g +
	    0.1073969566 * c.b);
	double s = cbrt(0.0883024619 * c.r + 0.2817188376 * c.g +
	    0.6299787005 * c.b);

	return (struct lab){
	    .l = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
	    .a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
	    .b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
	};
}

static struct rgb
rgb_from_lab(struct lab c)
{
	double l = pow(c.l + 0.3963377774 * c.a + 0.2158037573 * c.b, 3);
	double m = pow(c.l - 0.1055613458 * c.a - 0.0638541728 * c.b, 3);
	double s = pow(c.l - 0.0894841775 * c.a - 1.2914855480 * c.b, 3);

	return (struct rgb){
	    .r = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
	    .g = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
	    .b = -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
	};
}

static bool
is_shown(struct rgb c)
{
	const double low = -0.0005, high = 1.0005; /* rounding */

	return c.r >= low && c.r <= high && c.g >= low && c.g <= high &&
	    c.b >= low && c.b <= high;
}

/* The colour at lightness `l`, with as much of its chroma as can be shown. */
static void
lab_print(struct lab c, double l, char out[ACCENT_HEX_SIZE])
{
	struct rgb rgb;
	double keep = 1;

	do {
		rgb = rgb_from_lab((struct lab){l, c.a * keep, c.b * keep});
		keep -= 0.02;
	} while (!is_shown(rgb) && keep > 0);
	rgb_print(rgb, out);
}

static double
luminance(struct rgb c)
{
	return 0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b;
}

double
accent_contrast(const char *a, const char *b)
{
	struct rgb ca, cb;
	bool ok = rgb_parse(a, &ca) && rgb_parse(b, &cb);

	assert(ok);
	double la = luminance(ca), lb = luminance(cb);

	return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

/* Away from the ground until the contrast holds; ends at white or black. */
static void
move_until(struct lab c, double direction, const char *ground, double contrast,
    char out[ACCENT_HEX_SIZE])
{
	double l = c.l, end = direction < 0 ? 0 : 1;

	lab_print(c, l, out);
	while (accent_contrast(out, ground) < contrast && l != end) {
		l = fmin(fmax(l + direction * LIGHTNESS_STEP, 0), 1);
		lab_print(c, l, out);
	}
}

static void
derive(struct lab c, const struct scheme *s, struct accent_steps *out)
{
	double chroma = hypot(c.a, c.b);
	double keep = chroma > s->soft_c ? s->soft_c / chroma : 1;
	struct lab pale = {c.l, c.a * keep, c.b * keep};
	const char *on = "#ffffff";

	lab_print(pale, s->soft_l, out->soft);
	move_until(c, s->direction, s->ground, CONTRAST_CONTROL, out->accent);
	move_until(c, s->direction, out->soft, CONTRAST_TEXT, out->strong);
	/* Of white and black one always has 4.58:1 or more. */
	if (accent_contrast(on, out->accent) < CONTRAST_TEXT)
		on = "#000000";
	memcpy(out->on_accent, on, ACCENT_HEX_SIZE);
}

enum rc
accent_derive(const char *hex, struct accent *out, struct err *e)
{
	struct rgb rgb;

	if (!rgb_parse(hex, &rgb))
		return err_field(e, "accent",
		    "must be a colour such as #0f766e");
	struct lab c = lab_from_rgb(rgb);

	derive(c, &scheme_light, &out->light);
	derive(c, &scheme_dark, &out->dark);
	return RC_OK;
}

static void
assert_slug(const char *slug)
{
	for (const char *s = slug; *s != '\0'; s++)
		assert((*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9') ||
		    *s == '-');
}

static void
put_selector(const char *slug, struct buf *out)
{
	if (slug == NULL)
		buf_puts(out, ":root");
	else
		buf_printf(out, "[data-accent=\"%s\"]", slug);
}

void
accent_css(const char *slug, const struct accent *steps, struct buf *out)
{
	const struct accent_steps *l = &steps->light, *d = &steps->dark;

	if (slug != NULL)
		assert_slug(slug);
	put_selector(slug, out);
	buf_printf(out, "{--accent:%s;--accent-strong:%s;--accent-soft:%s;"
	    "--on-accent:%s}\n", l->accent, l->strong, l->soft, l->on_accent);
	/* An old browser without light-dark() keeps the light steps. */
	buf_puts(out, "@supports (color:light-dark(#000,#fff)){");
	put_selector(slug, out);
	buf_printf(out, "{--accent:light-dark(%s,%s);"
	    "--accent-strong:light-dark(%s,%s);", l->accent, d->accent,
	    l->strong, d->strong);
	buf_printf(out, "--accent-soft:light-dark(%s,%s);"
	    "--on-accent:light-dark(%s,%s)}}\n", l->soft, d->soft,
	    l->on_accent, d->on_accent);
}
