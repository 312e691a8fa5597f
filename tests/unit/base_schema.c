/* lib/base/schema: one table validates, decodes and describes. */
#include "base/base.h"

#include "base/schema.h"

#include "unit.h"

struct note {
	const char *title, *body, *email, *ref, *kind;
	int64_t limit, level;
	bool public, pinned;
};

static const char *const KINDS[] = {"NOTE", "TASK", NULL};

#define AT(member) .offset = offsetof(struct note, member)

static const struct schema_field NOTE_FIELDS[] = {
	{.name = "title", .type = FIELD_TEXT, .required = true, AT(title),
	    .max = 10, .about = "what it is about", .example = "\"tea\""},
	{.name = "body", .type = FIELD_TEXT, .multiline = true, AT(body),
	    .min = 2, .max = 4000},
	{.name = "email", .type = FIELD_EMAIL, AT(email)},
	{.name = "ref", .type = FIELD_UUID, AT(ref)},
	{.name = "kind", .type = FIELD_ENUM, AT(kind), .allowed = KINDS},
	{.name = "limit", .type = FIELD_I64, AT(limit), .min = 1, .max = 1200,
	    .fallback = 50},
	{.name = "level", .type = FIELD_I64, AT(level), .min = -5, .max = 0},
	{.name = "public", .type = FIELD_BOOL, AT(public), .fallback = 1},
	{.name = "pinned", .type = FIELD_BOOL, AT(pinned)},
};

static const struct schema NOTE = {.name = "Note",
    .about = "A note.",
    .fields = NOTE_FIELDS,
    .n_fields = NELEM(NOTE_FIELDS),
    .size = sizeof(struct note)};

static enum rc
from_json(struct arena *a, const char *text, struct note *out, struct err *e)
{
	struct json *j;

	memset(e, 0, sizeof(*e));
	assert_int_equal(json_read(a, text, strlen(text), &j, e), RC_OK);
	return schema_from_json(&NOTE, a, j, out, e);
}

/* The one wrong field's message. */
static const char *
json_error(struct arena *a, const char *text, const char *field)
{
	struct note n;
	struct err e;

	if (from_json(a, text, &n, &e) != RC_INVALID)
		fail_msg("taken: %s", text);
	assert_int_equal(e.n_fields, 1);
	assert_string_equal(e.fields[0].name, field);
	return arena_strdup(a, e.fields[0].message);
}

static void
a_whole_object_is_decoded(void **state)
{
	struct note n;
	struct err e;

	assert_int_equal(from_json(*state,
	    "{\"title\":\"Trà 🙏\",\"body\":\"a\\r\\nb\\n\\tc\","
	    "\"email\":\" a@b.co \","
	    "\"ref\":\"123E4567-E89B-42D3-A456-426614174000\","
	    "\"kind\":\"task\",\"limit\":1200,\"level\":-5,"
	    "\"public\":false,\"pinned\":true}", &n, &e), RC_OK);
	assert_string_equal(n.title, "Trà 🙏");
	assert_string_equal(n.body, "a\nb\n\tc");
	assert_string_equal(n.email, "a@b.co");
	assert_string_equal(n.ref, "123e4567-e89b-42d3-a456-426614174000");
	assert_string_equal(n.kind, "TASK");
	assert_int_equal(n.limit, 1200);
	assert_int_equal(n.level, -5);
	assert_false(n.public);
	assert_true(n.pinned);
}

static void
missing_fields_get_their_fallback(void **state)
{
	struct note n;
	struct err e;

	memset(&n, 0xAA, sizeof(n));
	assert_int_equal(from_json(*state, "{\"title\":\"x\"}", &n, &e),
	    RC_OK);
	assert_null(n.body);
	assert_null(n.email);
	assert_null(n.kind);
	assert_int_equal(n.limit, 50);
	assert_int_equal(n.level, 0);
	assert_true(n.public);
	assert_false(n.pinned);
}

static void
c3_wrong_fields_say_what_was_expected(void **state)
{
	static const struct {
		const char *json, *field, *message;
	} CASES[] = {
		{"{}", "title", "is required"},
		{"{\"title\":\"\"}", "title", "must not be empty"},
		{"{\"title\":\" \\t\\u00a0 \"}", "title",
		    "must not be empty"},
		{"{\"title\":7}", "title", "must be text, not a number"},
		{"{\"title\":1.5}", "title", "must be text, not a number"},
		{"{\"title\":null}", "title", "must be text, not null"},
		{"{\"title\":true}", "title",
		    "must be text, not true or false"},
		{"{\"title\":[\"x\"]}", "title", "must be text, not a list"},
		{"{\"title\":{}}", "title", "must be text, not an object"},
		{"{\"title\":\"12345678901\"}", "title",
		    "is longer than 10 characters"},
		{"{\"title\":\"a\\nb\"}", "title",
		    "must not hold line breaks"},
		{"{\"title\":\"a\\r\\nb\"}", "title",
		    "must not hold line breaks"},
		{"{\"title\":\"a\\u0007b\"}", "title",
		    "must not hold the control character U+0007"},
		{"{\"title\":\"a\\u0085b\"}", "title",
		    "must not hold the control character U+0085"},
		{"{\"title\":\"a\\u007fb\"}", "title",
		    "must not hold the control character U+007F"},
		{"{\"title\":\"x\",\"body\":\"a\\rb\"}", "body",
		    "must not hold a carriage return"},
		{"{\"title\":\"x\",\"body\":\"a\"}", "body",
		    "is shorter than 2 characters"},
		{"{\"title\":\"x\",\"body\":\"\"}", "body",
		    "must not be empty"},
		{"{\"title\":\"x\",\"email\":\"nobody\"}", "email",
		    "must be a mail address such as name@example.com"},
		{"{\"title\":\"x\",\"ref\":\"123\"}", "ref",
		    "must be a UUID"},
		{"{\"title\":\"x\",\"kind\":\"idea\"}", "kind",
		    "must be one of NOTE, TASK"},
		{"{\"title\":\"x\",\"kind\":1}", "kind",
		    "must be text, not a number"},
		{"{\"title\":\"x\",\"limit\":0}", "limit",
		    "must be from 1 to 1,200"},
		{"{\"title\":\"x\",\"limit\":1201}", "limit",
		    "must be from 1 to 1,200"},
		{"{\"title\":\"x\",\"limit\":\"5\"}", "limit",
		    "must be a whole number, not text"},
		{"{\"title\":\"x\",\"limit\":1.5}", "limit",
		    "must be a whole number"},
		{"{\"title\":\"x\",\"limit\":null}", "limit",
		    "must be a whole number, not null"},
		{"{\"title\":\"x\",\"level\":1}", "level",
		    "must be from -5 to 0"},
		{"{\"title\":\"x\",\"public\":1}", "public",
		    "must be true or false, not a number"},
		{"{\"title\":\"x\",\"public\":\"true\"}", "public",
		    "must be true or false, not text"},
		{"{\"title\":\"x\",\"Title\":\"y\"}", "Title",
		    "is not a known field"},
		{"{\"title\":\"x\",\"role\":\"admin\"}", "role",
		    "is not a known field"},
	};

	for (size_t i = 0; i < NELEM(CASES); i++)
		assert_string_equal(json_error(*state, CASES[i].json,
		    CASES[i].field), CASES[i].message);
}

static void
long_texts_are_measured_in_code_points(void **state)
{
	struct buf b;
	struct note n;
	struct err e;

	buf_init(&b, *state, 100000);
	buf_puts(&b, "{\"title\":\"x\",\"body\":\"");
	for (int i = 0; i < 4000; i++)
		buf_puts(&b, "🙏");
	buf_puts(&b, "\"}");
	assert_int_equal(from_json(*state, b.data, &n, &e), RC_OK);
	assert_int_equal(strlen(n.body), 16000);
	b.len -= 2;
	buf_puts(&b, "!\"}");
	assert_string_equal(json_error(*state, b.data, "body"),
	    "is longer than 4,000 characters");
}

static void
all_wrong_fields_are_named_known_ones_first(void **state)
{
	struct note n;
	struct err e;

	assert_int_equal(from_json(*state,
	    "{\"zz\":1,\"limit\":0,\"email\":\"x\"}", &n, &e), RC_INVALID);
	assert_int_equal(e.rc, RC_INVALID);
	assert_int_equal(e.n_fields, 4);
	assert_string_equal(e.fields[0].name, "title");
	assert_string_equal(e.fields[1].name, "email");
	assert_string_equal(e.fields[2].name, "limit");
	assert_string_equal(e.fields[3].name, "zz");
}

static void
what_is_no_object_is_refused(void **state)
{
	static const char *const CASES[] = {"null", "[]", "1", "\"x\"",
	    "[{\"title\":\"x\"}]"};
	struct note n;
	struct err e;

	for (size_t i = 0; i < NELEM(CASES); i++) {
		assert_int_equal(from_json(*state, CASES[i], &n, &e),
		    RC_INVALID);
		assert_non_null(strstr(e.message, "must be a JSON object"));
	}
}

static enum rc
from_pairs(struct arena *a, const struct schema_pair *items, size_t count,
    struct note *out, struct err *e)
{
	static const char *const IGNORED[] = {"csrf", NULL};
	struct schema_pairs pairs = {items, count, IGNORED};

	memset(e, 0, sizeof(*e));
	return schema_from_pairs(&NOTE, a, &pairs, out, e);
}

static void
a_form_is_decoded(void **state)
{
	static const struct schema_pair FORM[] = {{"csrf", "t"},
	    {"title", "Tea"}, {"body", "a\r\nb"}, {"email", ""}, {"kind", ""},
	    {"limit", "7"}, {"level", "-3"}, {"pinned", "on"},
	    {"public", "0"}};
	struct note n;
	struct err e;

	assert_int_equal(from_pairs(*state, FORM, NELEM(FORM), &n, &e),
	    RC_OK);
	assert_string_equal(n.title, "Tea");
	assert_string_equal(n.body, "a\nb");
	assert_null(n.email);
	assert_null(n.kind);
	assert_int_equal(n.limit, 7);
	assert_int_equal(n.level, -3);
	assert_true(n.pinned);
	assert_false(n.public);
}

static void
c3_wrong_pairs_say_what_was_expected(void **state)
{
	static const struct {
		struct schema_pair pair;
		const char *message;
	} CASES[] = {
		{{"limit", "7x"}, "must be a whole number"},
		{{"limit", " 7"}, "must be a whole number"},
		{{"limit", "+7"}, "must be a whole number"},
		{{"limit", "1e3"}, "must be a whole number"},
		{{"limit", "9223372036854775808"}, "must be a whole number"},
		{{"limit", "-9223372036854775808"}, "must be from 1 to 1,200"},
		{{"limit", "0"}, "must be from 1 to 1,200"},
		{{"pinned", "yes"}, "must be true or false"},
		{{"body", "a\xFF"}, "must be valid UTF-8"},
		{{"body", "a\x1B[2J"},
		    "must not hold the control character U+001B"},
		{{"kind", "x"}, "must be one of NOTE, TASK"},
		{{"role", "admin"}, "is not a known field"},
		{{"title", "again"}, "is given more than once"},
	};

	for (size_t i = 0; i < NELEM(CASES); i++) {
		struct schema_pair form[] = {{"title", "x"}, CASES[i].pair};
		struct note n;
		struct err e;

		assert_int_equal(from_pairs(*state, form, 2, &n, &e),
		    RC_INVALID);
		assert_int_equal(e.n_fields, 1);
		assert_string_equal(e.fields[0].name, form[1].name);
		assert_string_equal(e.fields[0].message, CASES[i].message);
	}
}

static void
a_required_text_left_empty_is_said_to_be_empty(void **state)
{
	static const struct schema_pair FORM[] = {{"title", ""}};
	struct note n;
	struct err e;

	assert_int_equal(from_pairs(*state, FORM, 1, &n, &e), RC_INVALID);
	assert_string_equal(e.fields[0].message, "must not be empty");
	assert_int_equal(from_pairs(*state, NULL, 0, &n, &e), RC_INVALID);
	assert_string_equal(e.fields[0].message, "is required");
}

static void
errors_may_go_nowhere(void **state)
{
	struct schema_pairs none = {NULL, 0, NULL};
	struct note n;

	assert_int_equal(schema_from_pairs(&NOTE, *state, &none, &n, NULL),
	    RC_INVALID);
	assert_int_equal(schema_from_json(&NOTE, *state, NULL, &n, NULL),
	    RC_INVALID);
}

/* The printed schema, read back. */
static struct json *
printed(struct arena *a, const struct schema *s)
{
	struct buf b;
	struct json_out w;
	struct json *j;
	struct err e = {0};

	buf_init(&b, a, 100000);
	jw_init(&w, &b);
	schema_print(s, &w);
	assert_int_equal(json_read(a, b.data, b.len, &j, &e), RC_OK);
	return j;
}

static struct json *
property(struct json *schema, const char *name)
{
	struct json *p = json_get(json_get(schema, "properties"), name);

	assert_int_equal(json_type_of(p), JSON_OBJECT);
	return p;
}

static void
input_schemas_are_printed(void **state)
{
	struct json *j = printed(*state, &NOTE), *p;

	assert_string_equal(json_text(json_get(j, "type")), "object");
	assert_int_equal(json_type_of(json_get(j, "additionalProperties")),
	    JSON_BOOL);
	assert_string_equal(json_print(*state, json_get(j, "required")),
	    "[\"title\"]");
	p = property(j, "title");
	assert_string_equal(json_text(json_get(p, "type")), "string");
	assert_int_equal(json_i64(json_get(p, "minLength")), 1);
	assert_int_equal(json_i64(json_get(p, "maxLength")), 10);
	assert_string_equal(json_print(*state, json_get(p, "examples")),
	    "[\"tea\"]");
	assert_string_equal(json_text(json_get(p, "description")),
	    "what it is about");
	p = property(j, "limit");
	assert_int_equal(json_i64(json_get(p, "minimum")), 1);
	assert_int_equal(json_i64(json_get(p, "maximum")), 1200);
	assert_int_equal(json_i64(json_get(p, "default")), 50);
	p = property(j, "level");
	assert_int_equal(json_i64(json_get(p, "minimum")), -5);
	assert_true(json_has(p, "maximum"));
	assert_string_equal(json_print(*state,
	    json_get(property(j, "kind"), "enum")), "[\"NOTE\",\"TASK\"]");
	assert_string_equal(json_text(json_get(property(j, "ref"), "format")),
	    "uuid");
	assert_true(json_bool(json_get(property(j, "public"), "default")));
}

static const struct schema_field REPLY_FIELDS[] = {
	{.name = "id", .type = FIELD_UUID, .required = true},
	{.name = "at", .type = FIELD_TIME, .nullable = true},
	{.name = "score", .type = FIELD_F64},
	{.name = "note", .type = FIELD_OBJECT, .of = &NOTE},
	{.name = "last", .type = FIELD_OBJECT, .of = &NOTE, .nullable = true},
	{.name = "items", .type = FIELD_OBJECT, .of = &NOTE, .list = true},
	{.name = "tags", .type = FIELD_TEXT, .list = true, .nullable = true},
	{.name = "extra", .type = FIELD_OBJECT},
	{.name = "kind", .type = FIELD_ENUM, .allowed = KINDS,
	    .nullable = true},
};

static const struct schema REPLY = {.name = "Reply",
    .fields = REPLY_FIELDS,
    .n_fields = NELEM(REPLY_FIELDS)};

static void
reply_schemas_are_printed(void **state)
{
	static const struct {
		const char *name, *json;
	} CASES[] = {{"id", "{\"type\":\"string\",\"format\":\"uuid\"}"},
	    {"at", "{\"type\":[\"string\",\"null\"],"
		   "\"format\":\"date-time\"}"},
	    {"score", "{\"type\":\"number\"}"},
	    {"note", "{\"$ref\":\"#/components/schemas/Note\"}"},
	    {"last", "{\"anyOf\":[{\"$ref\":\"#/components/schemas/Note\"},"
		     "{\"type\":\"null\"}]}"},
	    {"items", "{\"type\":\"array\",\"items\":"
		      "{\"$ref\":\"#/components/schemas/Note\"}}"},
	    {"tags", "{\"type\":[\"array\",\"null\"],"
		     "\"items\":{\"type\":\"string\"}}"},
	    {"extra", "{\"type\":\"object\"}"},
	    {"kind", "{\"type\":[\"string\",\"null\"],"
		     "\"enum\":[\"NOTE\",\"TASK\",null]}"}};
	struct json *j = printed(*state, &REPLY);

	for (size_t i = 0; i < NELEM(CASES); i++)
		assert_string_equal(json_print(*state,
		    property(j, CASES[i].name)), CASES[i].json);
	assert_false(json_has(j, "additionalProperties"));
}

static void
fields_are_found_by_name(void **state)
{
	(void)state;
	assert_ptr_equal(schema_field(&NOTE, "limit"), &NOTE_FIELDS[5]);
	assert_int_equal(schema_field(&NOTE, "body")->max, 4000);
	assert_null(schema_field(&NOTE, "Limit"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(a_whole_object_is_decoded),
		UNIT_TEST(missing_fields_get_their_fallback),
		UNIT_TEST(c3_wrong_fields_say_what_was_expected),
		UNIT_TEST(long_texts_are_measured_in_code_points),
		UNIT_TEST(all_wrong_fields_are_named_known_ones_first),
		UNIT_TEST(what_is_no_object_is_refused),
		UNIT_TEST(a_form_is_decoded),
		UNIT_TEST(c3_wrong_pairs_say_what_was_expected),
		UNIT_TEST(a_required_text_left_empty_is_said_to_be_empty),
		UNIT_TEST(errors_may_go_nowhere),
		UNIT_TEST(input_schemas_are_printed),
		UNIT_TEST(reply_schemas_are_printed),
		UNIT_TEST(fields_are_found_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
