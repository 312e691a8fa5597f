#include "base/base.h"

#include "web/auth.h"

#include "base/crypt.h"
#include "base/rnd.h"
#include "base/text.h"
#include "store/visitor.h"
#include "web/app.h"

#define TOKEN_BYTES_MAX 128 /* ours have 43 */
#define DAY_S 86400

/* With TLS the prefix keeps other hosts of the domain from setting it. */
static const char *
cookie_name(const struct req *q)
{
	return q->app->conf.cookie_secure ? "__Host-biwoco" : "biwoco";
}

static bool
take(struct req *q, enum identity_source source, const char *token)
{
	size_t n = token != NULL ? strlen(token) : 0;

	if (n == 0 || n > TOKEN_BYTES_MAX)
		return false;
	q->identity.source = source;
	q->identity.token = token;
	crypt_hash(token, n, q->identity.hash);
	return true;
}

static const char *
bearer(struct req *q)
{
	const char *h = req_header(q, "Authorization");

	/* A scheme's case says nothing (RFC 9110, 11.1). */
	if (h == NULL || strcspn(h, " ") != 6 || h[6] == '\0' ||
	    !text_equal_ci(arena_strndup(q->arena, h, 6), "Bearer"))
		return NULL;
	return text_trim(q->arena, h + 7);
}

enum rc
auth_identify(struct req *q, struct err *e)
{
	const char *page = req_param(q, "token");

	/* A chat page is addressed by its secret, or by the conversation's
	 * id for those who hold the visitor's token. */
	if (page != NULL && !text_is_uuid(page) &&
	    take(q, IDENTITY_PATH, page))
		return RC_OK;
	if (take(q, IDENTITY_BEARER, bearer(q)))
		return RC_OK;
	if (take(q, IDENTITY_COOKIE, req_cookie(q, cookie_name(q))))
		return RC_OK;
	if (q->route->auth == AUTH_VISITOR)
		return err_set(e, RC_UNAUTHENTICATED,
		    "This needs a visitor's token: send it as "
		    "\"Authorization: Bearer TOKEN\". Starting a "
		    "conversation gives one.");
	return RC_OK;
}

void
auth_set_cookie(struct req *q, struct res *r, const char *token)
{
	res_cookie(q, r,
	    &(struct cookie){
		.name = cookie_name(q),
		.value = token,
		.max_age = VISITOR_TOKEN_DAYS * DAY_S,
	    });
}

/* "NONCE.MAC": bound to the cookie, and different in each page, so that a
 * compressed page does not give it away letter by letter (BREACH). */
static const char *
csrf_of(struct req *q, const char *nonce)
{
	char mac[CRYPT_HASH_HEX];

	crypt_mac_hex(q->app->csrf_key, arena_printf(q->arena, "%s.%s",
	    nonce, q->identity.token), mac);
	return arena_printf(q->arena, "%s.%s", nonce, mac);
}

const char *
auth_csrf_token(struct req *q)
{
	char nonce[RND_UUID];

	if (q->identity.source != IDENTITY_COOKIE)
		return "";
	rnd_uuid(nonce);
	return csrf_of(q, nonce);
}

static bool
csrf_is_ours(struct req *q, const char *sent)
{
	size_t n = strcspn(sent, ".");

	return crypt_equal(sent, csrf_of(q,
	    arena_strndup(q->arena, sent, n)));
}

static bool
same_origin(struct req *q)
{
	const char *site = req_header(q, "Sec-Fetch-Site");
	const char *origin = req_header(q, "Origin");

	if (site != NULL)
		return strcmp(site, "same-origin") == 0 ||
		    strcmp(site, "none") == 0;
	/* Our own pages send "null": their referrer policy hides it. */
	if (origin == NULL || strcmp(origin, "null") == 0)
		return true;
	return strcmp(origin, q->app->origin) == 0;
}

static const char *
sent_csrf(struct req *q, const struct schema_pairs *form)
{
	for (size_t i = 0; form != NULL && i < form->n; i++)
		if (strcmp(form->items[i].name, AUTH_CSRF_FIELD) == 0)
			return form->items[i].value;
	return req_header(q, AUTH_CSRF_HEADER);
}

enum rc
auth_check_origin(struct req *q, const struct schema_pairs *form,
    struct err *e)
{
	const char *sent;

	if (strcmp(q->method, "GET") == 0 || strcmp(q->method, "HEAD") == 0)
		return RC_OK;
	/* A token in the header is no browser's habit: nothing to forge. */
	if (q->identity.source == IDENTITY_BEARER)
		return RC_OK;
	if (!same_origin(q))
		return err_set(e, RC_DENIED,
		    "This request was sent by a page of another site.");
	if (q->identity.source != IDENTITY_COOKIE)
		return RC_OK;
	sent = sent_csrf(q, form);
	if (sent == NULL || !csrf_is_ours(q, sent))
		return err_set(e, RC_DENIED, "The page was open too long or "
		    "in another session. Go back, reload it and try again.");
	return RC_OK;
}
