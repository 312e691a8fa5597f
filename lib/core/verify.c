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
    struct err *e)
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

	if (!text_is_email(email))
		return err_set(e, RC_INVALID,
		    _("That is not a complete e-mail address."));
	text_copy(code, sizeof(code), arena_printf(s->arena, "%0*u",
	    VERIFY_DIGITS, rnd_below(CODES)));
	c.hash = hash_code(s->arena, c.salt, code);
	rc = issue(s, &c, code, e);
	if (rc != RC_OK)
		return rc;
	if (!c.issued)
		return err_set(e, RC_LIMITED, _("Several codes were asked "
		    "for already. Please wait an hour."));
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

/* Why the newest code cannot be tried. */
static enum rc
why_over(struct scope *s, const struct verify_try *t, enum tool_check *out,
    struct err *e)
{
	struct code_state state;
	enum rc rc = code_newest(s, t->conversation_id, &state, e);

	*out = CHECK_EXPIRED;
	if (rc == RC_OK && !state.is_over && state.tries >= VERIFY_TRIES)
		*out = CHECK_SPENT;
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc
verify_check(struct scope *s, const struct verify_try *t,
    enum tool_check *out, struct err *e)
{
	const char *digits = digits_of(s->arena, t->code);
	struct code_tried tried;
	enum rc rc;

	*out = CHECK_WRONG;
	if (*digits == '\0')
		return RC_OK;
	rc = code_try(s, t->conversation_id, VERIFY_TRIES, &tried, e);
	if (rc == RC_NOT_FOUND)
		return why_over(s, t, out, e);
	if (rc != RC_OK)
		return rc;
	if (!crypt_equal(hash_code(s->arena, tried.salt, digits),
		tried.hash) || !text_equal_ci(t->email, tried.email)) {
		*out = tried.tries < VERIFY_TRIES ? CHECK_WRONG : CHECK_SPENT;
		return RC_OK;
	}
	*out = CHECK_RIGHT;
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

static enum rc
send_to(struct tool_context *c, const char *email, struct err *e)
{
	return verify_send(c->scope, c->conversation_id, email, e);
}

static enum rc
check_of(struct tool_context *c, const char *email, const char *code,
    enum tool_check *out, struct err *e)
{
	return verify_check(c->scope, &(struct verify_try){
	    c->conversation_id, email, code}, out, e);
}

static enum rc
who_is(struct tool_context *c, const char **email, struct err *e)
{
	return verify_email(c->scope, c->conversation_id, email, e);
}

const struct tool_verifier *
verify_by_mail(const struct scope *s)
{
	static const struct tool_verifier by_mail = {
		.send = send_to,
		.check = check_of,
		.who = who_is,
		.code_digits = VERIFY_DIGITS,
		.valid_seconds = VERIFY_HOURS * 3600,
	};

	return s->can_mail ? &by_mail : NULL;
}
