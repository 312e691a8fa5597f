/* lib/io/mail_text: letters, and what must not get into them. */
#include "base/base.h"

#include "io/mail_text.h"

#include "base/text.h"

#include "unit.h"

static const struct mail plain = {
	.from = "support@shop.example",
	.to = "dana@example.com",
	.subject = "Your code",
	.body = "Hello,\n\n.a dot\n5 = 5 \nend",
	.token = "0123456789abcdef0123456789abcdef",
	.wall_us = (int64_t)1795370700 * 1000000,
};

static const char *
made(struct arena *a, const struct mail *m)
{
	struct buf b;
	struct err e = {0};

	buf_init(&b, a, MAIL_TEXT_MAX);
	if (mail_text(a, m, &b, &e) != RC_OK)
		fail_msg("%s", e.message);
	return b.data;
}

static void
a_letter_has_its_headers(void **state)
{
	assert_string_equal(made(*state, &plain),
	    "From: support@shop.example\r\n"
	    "To: dana@example.com\r\n"
	    "Subject: Your code\r\n"
	    "Date: Sun, 22 Nov 2026 18:05:00 +0000\r\n"
	    "Message-ID: <0123456789abcdef0123456789abcdef@shop.example>\r\n"
	    "Auto-Submitted: auto-generated\r\n"
	    "MIME-Version: 1.0\r\n"
	    "Content-Type: text/plain; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
	    "Hello,\r\n\r\n=2Ea dot\r\n5 =3D 5=20\r\nend\r\n");
}

/* One letter a line of the header, whatever the subject holds. */
static void
t3_a_subject_adds_no_header(void **state)
{
	struct mail m = plain;
	const char *text;

	m.subject = "Hi\r\nBcc: everybody@example.com\n\nbody\x01";
	text = made(*state, &m);
	assert_null(strstr(text, "\nBcc:"));
	assert_non_null(strstr(text,
	    "Subject: Hi  Bcc: everybody@example.com  body \r\n"));
}

static void
t3_wrong_addresses_and_names_are_refused(void **state)
{
	static const char *const wrong[] = {"", "dana", "a@b@example.com",
	    "dana@example.com\r\nBcc: x@example.com",
	    "dana@example.com, x@example.com", "Dana <dana@example.com>"};
	static const char *const names[] = {"", "a b.ics", "a\"b.ics",
	    "a\r\nb", "../x"};
	struct mail m = plain;
	struct buf b;

	for (size_t i = 0; i < NELEM(wrong); i++) {
		struct err e = {0};

		m.to = wrong[i];
		buf_init(&b, *state, MAIL_TEXT_MAX);
		assert_int_equal(mail_text(*state, &m, &b, &e), RC_INVALID);
		assert_int_equal(b.len, 0);
	}
	m = plain;
	m.file_type = "text/calendar";
	m.file_body = "";
	for (size_t i = 0; i < NELEM(names) - 1; i++) {
		struct err e = {0};

		m.file_name = names[i];
		buf_init(&b, *state, MAIL_TEXT_MAX);
		assert_int_equal(mail_text(*state, &m, &b, &e), RC_INVALID);
	}
}

static void
no_line_is_too_long(void **state)
{
	struct arena *a = *state;
	char *body = arena_alloc(a, 4001), *subject = arena_alloc(a, 401);
	struct mail m = plain;
	size_t column = 0;

	for (size_t i = 0; i < 4000; i += 4)
		memcpy(body + i, "ab\xc3\xa9", 4);
	for (size_t i = 0; i < 400; i += 2)
		memcpy(subject + i, "\xc3\xa9", 2);
	m.body = body;
	m.subject = subject;
	for (const char *s = made(a, &m); *s != '\0'; s++) {
		assert_in_range((unsigned char)*s, 9, 126);
		column = *s == '\n' ? 0 : column + 1;
		assert_in_range(column, 0, 78);
	}
}

static void
a_subject_is_encoded_by_whole_characters(void **state)
{
	struct mail m = plain;

	m.subject = "Mã của bạn";
	assert_non_null(strstr(made(*state, &m),
	    "Subject: =?UTF-8?B?TcOjIGPhu6dhIGLhuqFu?=\r\n"));
}

static void
a_file_goes_with_it(void **state)
{
	struct mail m = plain;
	const char *text;

	m.file_name = "visit.ics";
	m.file_type = "text/calendar; charset=utf-8; method=PUBLISH";
	m.file_body = "BEGIN:VCALENDAR\r\n";
	text = made(*state, &m);
	assert_non_null(strstr(text, "multipart/mixed; "
	    "boundary=\"=_0123456789abcdef0123456789abcdef\"\r\n"));
	assert_non_null(strstr(text, "\r\nQkVHSU46VkNBTEVOREFSDQo=\r\n"
	    "--=_0123456789abcdef0123456789abcdef--\r\n"));
	assert_non_null(strstr(text, "filename=\"visit.ics\"\r\n\r\n"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(a_letter_has_its_headers),
		UNIT_TEST(t3_a_subject_adds_no_header),
		UNIT_TEST(t3_wrong_addresses_and_names_are_refused),
		UNIT_TEST(no_line_is_too_long),
		UNIT_TEST(a_subject_is_encoded_by_whole_characters),
		UNIT_TEST(a_file_goes_with_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
