#include "base/base.h"

#include "io/mail.h"

#include "base/text.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#define CONNECT_SECONDS 10
#define FILE_MODE 0600 /* a letter may hold a code */

struct upload {
	const char *text;
	size_t left;
};

static size_t
give(char *to, size_t size, size_t n, void *arg)
{
	struct upload *u = arg;
	size_t part = u->left < size * n ? u->left : size * n;

	memcpy(to, u->text, part);
	u->text += part;
	u->left -= part;
	return part;
}

/* On this machine nobody listens in between. */
static bool
is_local(const char *url)
{
	const char *host = strstr(url, "://") + strlen("://");
	const char *at = strchr(host, '@');

	if (at != NULL)
		host = at + 1;
	return text_starts(host, "localhost") ||
	    text_starts(host, "127.") || text_starts(host, "[::1]");
}

static long
tls_of(const char *url)
{
	if (strchr(url, '@') != NULL && !is_local(url))
		return CURLUSESSL_ALL;
	return CURLUSESSL_TRY;
}

static enum rc
set_up(CURL *c, const char *url, const struct mail *m, struct upload *u)
{
	bool ok =
	    curl_easy_setopt(c, CURLOPT_URL, url) == CURLE_OK &&
	    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps") ==
		CURLE_OK &&
	    curl_easy_setopt(c, CURLOPT_USE_SSL, tls_of(url)) == CURLE_OK &&
	    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
	    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT,
		(long)CONNECT_SECONDS) == CURLE_OK &&
	    curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)MAIL_SECONDS) ==
		CURLE_OK &&
	    curl_easy_setopt(c, CURLOPT_MAIL_FROM, m->from) == CURLE_OK &&
	    curl_easy_setopt(c, CURLOPT_UPLOAD, 1L) == CURLE_OK &&
	    curl_easy_setopt(c, CURLOPT_READFUNCTION, give) == CURLE_OK &&
	    curl_easy_setopt(c, CURLOPT_READDATA, u) == CURLE_OK;

	return ok ? RC_OK : RC_INTERNAL;
}

/* What the server said for good; a wrong password is ours to mend. */
static bool
is_final(long code)
{
	return code >= 500 && code < 600 && code != 530 && code != 534 &&
	    code != 535 && code != 538;
}

static enum rc
judge(CURL *c, CURLcode code, struct err *e)
{
	long status = 0;

	if (code == CURLE_OK)
		return RC_OK;
	(void)curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
	if (is_final(status))
		return err_set(e, RC_INVALID,
		    "the mail server refused the letter: %ld", status);
	return err_set(e, code == CURLE_OPERATION_TIMEDOUT ? RC_TIMEOUT :
							     RC_UPSTREAM,
	    "mail: %s (%ld)", curl_easy_strerror(code), status);
}

static enum rc
send_smtp(const char *url, const struct mail *m, const struct buf *text,
    struct err *e)
{
	struct upload u = {text->data, text->len};
	CURL *c = curl_easy_init();
	struct curl_slist *to = curl_slist_append(NULL, m->to);
	enum rc rc = RC_INTERNAL;

	if (c != NULL && to != NULL)
		rc = set_up(c, url, m, &u);
	if (rc == RC_OK &&
	    curl_easy_setopt(c, CURLOPT_MAIL_RCPT, to) == CURLE_OK)
		rc = judge(c, curl_easy_perform(c), e);
	else
		rc = err_set(e, RC_INTERNAL, "libcurl cannot send mail");
	curl_slist_free_all(to);
	curl_easy_cleanup(c);
	return rc;
}

/* All of it, or an error. */
static bool
write_all(int fd, const char *s, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, s, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		s += done;
		n -= (size_t)done;
	}
	return true;
}

/* Written aside first: whoever looks into the folder sees whole letters.
 * The same letter sent twice is the same file. */
static enum rc
send_file(struct arena *a, const char *folder, const struct mail *m,
    const struct buf *text, struct err *e)
{
	const char *path = arena_printf(a, "%s/%.32s.eml", folder, m->token);
	const char *aside = arena_printf(a, "%s.new", path);
	int fd = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
	    FILE_MODE);
	bool ok = fd >= 0 && write_all(fd, text->data, text->len);

	if (fd >= 0 && close(fd) != 0)
		ok = false;
	if (ok && rename(aside, path) == 0)
		return RC_OK;
	return err_set(e, RC_UPSTREAM, "%s: %s", path, strerror(errno));
}

/* In the child; nothing here comes back. */
NORETURN static void
become(const char *program, const struct mail *m, int in)
{
	if (dup2(in, STDIN_FILENO) < 0)
		_exit(127);
	(void)alarm(MAIL_SECONDS);
	execl(program, program, "-i", "-f", m->from, "--", m->to,
	    (char *)NULL);
	_exit(127);
}

static enum rc
send_program(const char *program, const struct mail *m,
    const struct buf *text, struct err *e)
{
	int ends[2], status = 0;
	bool written;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return err_set(e, RC_INTERNAL, "pipe: %s", strerror(errno));
	pid = fork();
	if (pid == 0)
		become(program, m, ends[0]);
	close(ends[0]);
	written = pid > 0 && write_all(ends[1], text->data, text->len);
	close(ends[1]);
	if (pid < 0)
		return err_set(e, RC_INTERNAL, "fork: %s", strerror(errno));
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	if (written && WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return RC_OK;
	return err_set(e, RC_UPSTREAM, "%s ended with status %d", program,
	    WIFEXITED(status) ? WEXITSTATUS(status) : -1);
}

enum rc
mail_send(struct arena *a, const char *url, const struct mail *m,
    struct err *e)
{
	struct buf text;
	enum rc rc;

	buf_init(&text, a, MAIL_TEXT_MAX);
	rc = mail_text(a, m, &text, e);
	if (rc != RC_OK)
		return rc;
	if (text_starts(url, "file://"))
		return send_file(a, url + strlen("file://"), m, &text, e);
	if (text_starts(url, "sendmail:"))
		return send_program(url + strlen("sendmail:"), m, &text, e);
	return send_smtp(url, m, &text, e);
}
