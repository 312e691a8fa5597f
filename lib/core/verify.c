#include "base/base.h"

#include "core/verify.h"

#include "base/crypt.h"
#include "base/rnd.h"
#include "base/text.h"
#include "io/i18n.h"
#include "store/code.h"
#include "store/outbox.h"

#define CODES 1000000 /* of VERIFY_DIGITS digits */
#define HOURLY_EMAIL 4
#define HOURLY_VISITOR 6
#define HOURLY_ORIGIN 20 /* an office behind one address */
#define SALT 32
#define CODE_TEXT (VERIFY_DIGITS + 1)

static const char *
hash_code(struct arena *a, const char *salt_hex, const char *code)
{
	uint8_t key[CRYPT_HASH];
	char *hex = arena_alloc(a, CRYPT_HASH_HEX);

	crypt_hash(salt_hex, strlen(salt_hex), key);
	crypt_mac_hex(key, code, hex);
	return hex;
}

static const char *
new_salt(struct arena *a)
{
	uint8_t random[SALT];
	char *hex = arena_alloc(a, CRYPT_HASH_HEX);

	rnd_bytes(random, sizeof(random));
	crypt_hash_hex(random, sizeof(random), hex);
	return hex;
}

static enum rc
queue_letter(struct scope *s, const struct code_new *c, const char *code,
    struct err *e)
{
	struct arena *a = s->arena;
	const struct outbox_new letter = {
		.conversation_id = c->conversation_id,
		.email = c->email,
		.subject = arena_printf(a, _("Your code for %s: %s"),
		    c->company, code),
		.body = arena_printf(a, _("Hello,\n\n"
		    "your code for the chat with %s is:\n\n    %s\n\n"
		    "Please type it into the chat. It is good for %d "
		    "minutes.\n\nIf you did not ask for a code, somebody "
		    "may have typed your address by mistake. Nothing "
		    "happens without the code: please tell it to nobody, "
		    "and you need not do anything.\n"),
		    c->company, code, VERIFY_MINUTES),
	};

	return outbox_add(s, &letter, e);
}

static enum rc
issue(struct scope *s, struct code_new *c, const char *code, struct err *e)
{
	enum rc rc = db_begin(s->db, s->arena, e);

	if (rc == RC_OK)
		rc = code_issue(s, c, e);
	if (rc == RC_OK && c->issued && c->known)
		rc = queue_letter(s, c, code, e);
	if (rc == RC_OK)
		return db_commit(s->db, e);
	db_rollback(s->db);
	return rc;
}

enum rc
verify_send(struct scope *s, int64_t conversation_id, const char *email,
    enum verify_sent *out, struct err *e)
{
	char code[CODE_TEXT];
	struct code_new c = {
		.conversation_id = conversation_id,
		.email = email,
		.origin = s->origin != NULL ? s->origin : "",
		.salt = new_salt(s->arena),
		.minutes = VERIFY_MINUTES,
		.hourly_email = HOURLY_EMAIL,
		.hourly_visitor = HOURLY_VISITOR,
		.hourly_origin = HOURLY_ORIGIN,
	};
	enum rc rc;

	*out = VERIFY_NO_MAIL;
	if (!s->can_mail)
		return RC_OK;
	*out = VERIFY_NO_ADDRESS;
	if (!text_is_email(email))
		return RC_OK;
	text_copy(code, sizeof(code), arena_printf(s->arena, "%0*u",
	    VERIFY_DIGITS, rnd_below(CODES)));
	c.hash = hash_code(s->arena, c.salt, code);
	rc = issue(s, &c, code, e);
	if (rc != RC_OK)
		return rc;
	*out = c.issued ? VERIFY_SENT : VERIFY_TOO_MANY;
	db_notify(s->db, OUTBOX_CHANNEL, "");
	return RC_OK;
}

/* The digits of "123 456" and "123-456"; "" when it is no code. */
static const char *
digits_of(struct arena *a, const char *typed)
{
	char *out = arena_alloc(a, CODE_TEXT);
	size_t n = 0;

	for (; *typed != '\0'; typed++) {
		if (*typed == '-' || text_is_space(*typed))
			continue;
		if (!text_is_digit(*typed) || n == VERIFY_DIGITS)
			return "";
		out[n++] = *typed;
	}
	out[n] = '\0';
	return n == VERIFY_DIGITS ? out : "";
}

enum rc
verify_check(struct scope *s, int64_t conversation_id, const char *code,
    enum verify_checked *out, struct err *e)
{
	const char *digits = digits_of(s->arena, code);
	struct code_tried tried;
	enum rc rc;

	*out = VERIFY_WRONG;
	if (*digits == '\0')
		return RC_OK;
	rc = code_try(s, conversation_id, VERIFY_TRIES, &tried, e);
	if (rc == RC_NOT_FOUND) {
		*out = VERIFY_OVER;
		return RC_OK;
	}
	if (rc != RC_OK)
		return rc;
	if (!crypt_equal(hash_code(s->arena, tried.salt, digits),
		tried.hash)) {
		*out = tried.tries < VERIFY_TRIES ? VERIFY_WRONG :
						    VERIFY_OVER;
		return RC_OK;
	}
	*out = VERIFY_RIGHT;
	return code_use(s, tried.id, VERIFY_HOURS, e);
}

enum rc
verify_email(struct scope *s, int64_t conversation_id, const char **email,
    struct err *e)
{
	enum rc rc = verification_get(s, conversation_id, email, e);

	if (rc != RC_NOT_FOUND)
		return rc;
	*email = NULL;
	return RC_OK;
}

enum rc
verify_pending(struct scope *s, int64_t conversation_id, const char **email,
    struct err *e)
{
	enum rc rc = code_pending(s, conversation_id, VERIFY_TRIES, email, e);

	if (rc != RC_NOT_FOUND)
		return rc;
	*email = NULL;
	return RC_OK;
}

const char *
verify_sent_text(enum verify_sent sent)
{
	switch (sent) {
	case VERIFY_SENT:
		return _("If we know this address, a code of six digits is "
		    "on its way to it. Please type it here; it is good for "
		    "10 minutes.");
	case VERIFY_TOO_MANY:
		return _("Several codes were asked for already. Please wait "
		    "an hour, or let a person help you.");
	case VERIFY_NO_MAIL:
		return _("I cannot send codes by e-mail here, so I cannot "
		    "show account data. A person can help you with that.");
	case VERIFY_NO_ADDRESS:
		return _("That is not a complete e-mail address. Please "
		    "type it again, for example name@example.com.");
	}
	return "";
}

const char *
verify_checked_text(enum verify_checked checked)
{
	switch (checked) {
	case VERIFY_RIGHT:
		return _("Thank you, the code is right.");
	case VERIFY_WRONG:
		return _("That code is not right. Please check the six "
		    "digits and type them again.");
	case VERIFY_OVER:
		return _("That code cannot be used any more. I can send you "
		    "a new one.");
	}
	return "";
}
