#include "base/base.h"

#include "io/mail_text.h"

#include "base/text.h"

#include <time.h>

#define LINE_MAX_QP 75	  /* characters before the soft break's "=" */
#define LINE_BASE64 57	  /* bytes that make a line of 76 */
#define WORD_BYTES 42	  /* of an encoded word, which has 75 at most */
#define SUBJECT_MAX 200	  /* characters; longer ones are cut */
#define TOKEN_SHOWN 32
#define HEADER_TEXT_MAX ((size_t)4096)

static bool
is_made_of(const char *s, const char *more)
{
	if (*s == '\0')
		return false;
	for (; *s != '\0'; s++) {
		if (!text_is_alpha(*s) && !text_is_digit(*s) &&
		    strchr(more, *s) == NULL)
			return false;
	}
	return true;
}

static enum rc
check(const struct mail *m, struct err *e)
{
	if (!text_is_email(m->from) || !text_is_email(m->to))
		return err_set(e, RC_INVALID,
		    "That is not one e-mail address.");
	if (!is_made_of(m->token, ""))
		return err_set(e, RC_INVALID, "The letter has no token.");
	if (m->file_name == NULL)
		return RC_OK;
	if (!is_made_of(m->file_name, "-_.") ||
	    !is_made_of(m->file_type, "-/=; "))
		return err_set(e, RC_INVALID,
		    "The file's name or type cannot stand in a header.");
	return RC_OK;
}

static void
put_base64(struct buf *b, const char *s, size_t n)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *p = (const unsigned char *)s;

	for (size_t i = 0; i < n; i += 3) {
		size_t left = n - i;
		uint32_t v = (uint32_t)p[i] << 16 |
		    (left > 1 ? (uint32_t)p[i + 1] << 8 : 0) |
		    (left > 2 ? p[i + 2] : 0);

		buf_putc(b, letters[v >> 18]);
		buf_putc(b, letters[v >> 12 & 63]);
		buf_putc(b, left > 1 ? letters[v >> 6 & 63] : '=');
		buf_putc(b, left > 2 ? letters[v & 63] : '=');
	}
}

static void
put_base64_lines(struct buf *b, const char *s)
{
	size_t n = strlen(s);

	for (size_t i = 0; i < n; i += LINE_BASE64) {
		put_base64(b, s + i, n - i < LINE_BASE64 ? n - i :
							    LINE_BASE64);
		buf_puts(b, "\r\n");
	}
}

/* Quoted-printable (RFC 2045, 6.7): readable where the text is ASCII. */
static void
put_quoted(struct buf *b, const char *s)
{
	size_t column = 0;

	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;
		bool at_end = s[1] == '\0' || s[1] == '\n';
		bool plain = (c > ' ' && c < 127 && c != '=') ||
		    (c == ' ' && !at_end);
		/* A dot alone on a line would end the letter for some. */
		size_t width = plain && !(c == '.' && column == 0) ? 1 : 3;

		if (c == '\n') {
			buf_puts(b, "\r\n");
			column = 0;
			continue;
		}
		if (column + width > LINE_MAX_QP) {
			buf_puts(b, "=\r\n");
			column = 0;
		}
		if (width == 1)
			buf_putc(b, (char)c);
		else
			buf_printf(b, "=%02X", c);
		column += width;
	}
	buf_puts(b, "\r\n");
}

/* Without control characters, and not without end. */
static const char *
one_line(struct arena *a, const char *s)
{
	char *out = text_cut(a, s, SUBJECT_MAX);

	for (char *p = out; *p != '\0'; p++) {
		if ((unsigned char)*p < ' ' || *p == 127)
			*p = ' ';
	}
	return out;
}

/* Words in ASCII as they are, folded at spaces. */
static void
put_ascii(struct buf *b, const char *s, size_t column)
{
	while (*s != '\0') {
		size_t n = strcspn(s + 1, " ") + 1;

		if (column + n > 76 && *s == ' ') {
			buf_puts(b, "\r\n");
			column = 0;
		}
		buf_add(b, s, n);
		column += n;
		s += n;
	}
}

/* Encoded words (RFC 2047), each of whole characters. */
static void
put_encoded(struct buf *b, const char *s)
{
	while (*s != '\0') {
		const char *end = s, *next = s;

		while (*next != '\0') {
			(void)text_next(&next);
			if (next - s > WORD_BYTES)
				break;
			end = next;
		}
		buf_puts(b, "=?UTF-8?B?");
		put_base64(b, s, (size_t)(end - s));
		buf_puts(b, *end != '\0' ? "?=\r\n " : "?=");
		s = end;
	}
}

static void
put_subject(struct buf *b, struct arena *a, const char *subject)
{
	const char *s = one_line(a, subject);
	bool ascii = strstr(s, "=?") == NULL;

	for (const char *p = s; *p != '\0'; p++)
		ascii = ascii && (unsigned char)*p < 127;
	buf_puts(b, "Subject: ");
	if (ascii)
		put_ascii(b, s, strlen("Subject: "));
	else
		put_encoded(b, s);
	buf_puts(b, "\r\n");
}

/* "Sun, 22 Nov 2026 18:05:00 +0000", whatever the locale is. */
static void
put_date(struct buf *b, int64_t wall_us)
{
	static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu",
	    "Fri", "Sat"};
	static const char *const months[] = {"Jan", "Feb", "Mar", "Apr",
	    "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	time_t t = (time_t)(wall_us / 1000000);
	struct tm tm;

	(void)gmtime_r(&t, &tm);
	buf_printf(b, "Date: %s, %d %s %d %02d:%02d:%02d +0000\r\n",
	    days[tm.tm_wday], tm.tm_mday, months[tm.tm_mon],
	    tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

static void
put_body(struct buf *b, const char *body)
{
	buf_puts(b, "Content-Type: text/plain; charset=utf-8\r\n"
		    "Content-Transfer-Encoding: quoted-printable\r\n\r\n");
	put_quoted(b, body);
}

static void
put_parts(struct buf *b, const struct mail *m)
{
	/* "=_" is in no quoted-printable and in no base64 text. */
	buf_printf(b, "Content-Type: multipart/mixed; boundary=\"=_%.*s\""
	    "\r\n\r\n--=_%.*s\r\n", TOKEN_SHOWN, m->token, TOKEN_SHOWN,
	    m->token);
	put_body(b, m->body);
	buf_printf(b, "--=_%.*s\r\nContent-Type: %s\r\n"
	    "Content-Transfer-Encoding: base64\r\n"
	    "Content-Disposition: attachment; filename=\"%s\"\r\n\r\n",
	    TOKEN_SHOWN, m->token, m->file_type, m->file_name);
	put_base64_lines(b, m->file_body);
	buf_printf(b, "--=_%.*s--\r\n", TOKEN_SHOWN, m->token);
}

enum rc
mail_text(struct arena *a, const struct mail *m, struct buf *out,
    struct err *e)
{
	enum rc rc = check(m, e);

	if (rc != RC_OK)
		return rc;
	buf_printf(out, "From: %s\r\nTo: %s\r\n", m->from, m->to);
	put_subject(out, a, m->subject);
	put_date(out, m->wall_us);
	buf_printf(out, "Message-ID: <%.*s%s>\r\n"
	    "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n",
	    TOKEN_SHOWN, m->token, strchr(m->from, '@'));
	if (m->file_name == NULL)
		put_body(out, m->body);
	else
		put_parts(out, m);
	return out->overflow ? err_set(e, RC_TOO_LARGE,
	    "The letter is too large.") : RC_OK;
}
