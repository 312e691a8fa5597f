/* Theme and language: a cookie each, set by a form, without script. */
#include "base/base.h"

#include "cgi/portal/portal.h"

#include "web/lang.h"

#define YEAR_S 31536000
#define PATH_MAX_CHARS 1000

static const char *const themes[] = {"auto", "light", "dark", NULL};

struct theme_form {
	const char *theme, *back;
};

static const struct schema_field theme_fields[] = {
	{.name = "theme", .type = FIELD_ENUM, .required = true,
	    .offset = offsetof(struct theme_form, theme), .allowed = themes},
	{.name = "return", .type = FIELD_TEXT, .max = PATH_MAX_CHARS,
	    .offset = offsetof(struct theme_form, back)},
};

const struct schema portal_theme_schema = {
	.name = "Theme",
	.fields = theme_fields,
	.n_fields = NELEM(theme_fields),
	.size = sizeof(struct theme_form),
};

struct language_form {
	const char *language, *back;
};

static const struct schema_field language_fields[] = {
	{.name = "language", .type = FIELD_ENUM, .required = true,
	    .offset = offsetof(struct language_form, language),
	    .allowed = lang_codes},
	{.name = "return", .type = FIELD_TEXT, .max = PATH_MAX_CHARS,
	    .offset = offsetof(struct language_form, back)},
};

const struct schema portal_language_schema = {
	.name = "Language",
	.fields = language_fields,
	.n_fields = NELEM(language_fields),
	.size = sizeof(struct language_form),
};

enum rc
portal_theme(struct req *q, struct res *r, struct err *e UNUSED)
{
	const struct theme_form *in = q->body;

	res_cookie(q, r,
	    &(struct cookie){
		.name = "theme", .value = in->theme, .max_age = YEAR_S});
	res_redirect(q, r, view_return(in->back));
	return RC_OK;
}

enum rc
portal_language(struct req *q, struct res *r, struct err *e UNUSED)
{
	const struct language_form *in = q->body;

	res_cookie(q, r,
	    &(struct cookie){.name = "language",
		.value = in->language,
		.max_age = YEAR_S});
	res_redirect(q, r, view_return(in->back));
	return RC_OK;
}
