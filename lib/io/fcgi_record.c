#include "base/base.h"

#include "io/fcgi_record.h"

#define PROTOCOL_VERSION 1
#define ROLE_RESPONDER 1

enum type {
	TYPE_BEGIN_REQUEST = 1,
	TYPE_ABORT_REQUEST = 2,
	TYPE_END_REQUEST = 3,
	TYPE_PARAMS = 4,
	TYPE_STDIN = 5,
	TYPE_STDOUT = 6,
	TYPE_UNKNOWN_TYPE = 11,
};

enum protocol_status {
	STATUS_COMPLETE = 0,
	STATUS_CANT_MULTIPLEX = 1,
	STATUS_UNKNOWN_ROLE = 3,
};

enum phase { PHASE_BEGIN, PHASE_PARAMS, PHASE_STDIN, PHASE_DONE };

/* A multiple of 8, as the specification likes them. */
#define CONTENT_MAX ((size_t)65528)

void
fcgi_reader_init(struct fcgi_reader *r, uint8_t *params)
{
	memset(r, 0, sizeof(*r));
	r->params = params;
	r->phase = PHASE_BEGIN;
}

void
fcgi_reader_init_after(struct fcgi_reader *r, uint16_t id)
{
	memset(r, 0, sizeof(*r));
	r->id = id;
	r->phase = PHASE_DONE;
}

static uint16_t
record_id(const struct fcgi_reader *r)
{
	return (uint16_t)(r->head[2] << 8 | r->head[3]);
}

static void
put_head(uint8_t *out, enum type type, uint16_t id, size_t content)
{
	assert(content <= UINT16_MAX);
	out[0] = PROTOCOL_VERSION;
	out[1] = (uint8_t)type;
	out[2] = (uint8_t)(id >> 8);
	out[3] = (uint8_t)id;
	out[4] = (uint8_t)(content >> 8);
	out[5] = (uint8_t)content;
	out[6] = 0;
	out[7] = 0;
}

/* The body of END_REQUEST: the application's status is always 0. */
static void
put_end_body(uint8_t *out, enum protocol_status status)
{
	memset(out, 0, FCGI_RECORD_HEAD);
	out[4] = (uint8_t)status;
}

/* Counts what a well-behaved peer hardly sends. */
static bool
is_too_odd(struct fcgi_reader *r)
{
	return ++r->n_odd > FCGI_ODD_MAX;
}

static enum fcgi_step
refuse(struct fcgi_reader *r, enum protocol_status status)
{
	uint8_t *out = r->reply + r->reply_len;

	if (is_too_odd(r) || r->reply_len + 2 * FCGI_RECORD_HEAD >
	    sizeof(r->reply))
		return FCGI_STEP_BROKEN;
	put_head(out, TYPE_END_REQUEST, record_id(r), FCGI_RECORD_HEAD);
	put_end_body(out + FCGI_RECORD_HEAD, status);
	r->reply_len += 2 * FCGI_RECORD_HEAD;
	return FCGI_STEP_MORE;
}

/* Management records (id 0): we know none, not even GET_VALUES. */
static enum fcgi_step
refuse_type(struct fcgi_reader *r)
{
	uint8_t *out = r->reply + r->reply_len;

	if (is_too_odd(r) || r->reply_len + 2 * FCGI_RECORD_HEAD >
	    sizeof(r->reply))
		return FCGI_STEP_BROKEN;
	put_head(out, TYPE_UNKNOWN_TYPE, 0, FCGI_RECORD_HEAD);
	memset(out + FCGI_RECORD_HEAD, 0, FCGI_RECORD_HEAD);
	out[FCGI_RECORD_HEAD] = r->head[1];
	r->reply_len += 2 * FCGI_RECORD_HEAD;
	return FCGI_STEP_MORE;
}

/* Records of requests that were refused: passed over. */
static enum fcgi_step
pass_over(struct fcgi_reader *r)
{
	return is_too_odd(r) ? FCGI_STEP_BROKEN : FCGI_STEP_MORE;
}

static bool
is_ours(const struct fcgi_reader *r)
{
	return r->phase != PHASE_BEGIN && record_id(r) == r->id;
}

/* 1 byte, or 4 with the highest bit set. */
static bool
pair_length(const uint8_t *p, size_t len, size_t *at, size_t *out)
{
	if (*at >= len)
		return false;
	if ((p[*at] & 0x80) == 0) {
		*out = p[(*at)++];
		return true;
	}
	if (len - *at < 4)
		return false;
	*out = (size_t)(p[*at] & 0x7f) << 24 | (size_t)p[*at + 1] << 16 |
	    (size_t)p[*at + 2] << 8 | p[*at + 3];
	*at += 4;
	return true;
}

bool
fcgi_pair_next(const uint8_t *params, size_t len, size_t *at,
    struct fcgi_pair *out)
{
	size_t here = *at, name, value;

	if (!pair_length(params, len, &here, &name) ||
	    !pair_length(params, len, &here, &value))
		return false;
	if (name > len - here || value > len - here - name)
		return false;
	out->name = (const char *)params + here;
	out->name_len = name;
	out->value = out->name + name;
	out->value_len = value;
	if (memchr(out->name, '\0', name + value) != NULL)
		return false;
	*at = here + name + value;
	return true;
}

/* The parameters are whole: every pair is looked at before anybody uses it. */
static enum fcgi_step
close_params(struct fcgi_reader *r)
{
	struct fcgi_pair pair;
	size_t at = 0, n = 0;

	r->phase = PHASE_STDIN;
	if (r->too_large)
		return FCGI_STEP_MORE;
	while (at < r->params_len) {
		if (!fcgi_pair_next(r->params, r->params_len, &at, &pair))
			return FCGI_STEP_BROKEN;
		if (++n > FCGI_PAIRS_MAX)
			r->too_large = true;
	}
	if (r->too_large)
		r->params_len = 0;
	return FCGI_STEP_MORE;
}

static enum fcgi_step
close_begin(struct fcgi_reader *r)
{
	unsigned role = (unsigned)r->begin[0] << 8 | r->begin[1];

	if (r->phase != PHASE_BEGIN)
		return is_ours(r) ? FCGI_STEP_BROKEN :
		    refuse(r, STATUS_CANT_MULTIPLEX);
	if (role != ROLE_RESPONDER)
		return refuse(r, STATUS_UNKNOWN_ROLE);
	r->id = record_id(r);
	r->phase = PHASE_PARAMS;
	return FCGI_STEP_MORE;
}

/* Content and padding of a record are in. */
static enum fcgi_step
close_record(struct fcgi_reader *r)
{
	enum type type = r->head[1];

	r->head_len = 0;
	if (record_id(r) == 0)
		return refuse_type(r);
	if (type == TYPE_BEGIN_REQUEST)
		return close_begin(r);
	if (!is_ours(r))
		return pass_over(r);
	if (type == TYPE_ABORT_REQUEST)
		return FCGI_STEP_ABORTED;
	if (r->phase == PHASE_DONE)
		return pass_over(r);
	if (r->content_len > 0)
		return FCGI_STEP_MORE;
	if (r->phase == PHASE_PARAMS)
		return close_params(r);
	r->phase = PHASE_DONE;
	return FCGI_STEP_REQUEST;
}

static bool
is_expected(const struct fcgi_reader *r)
{
	enum type type = r->head[1];

	if (record_id(r) == 0)
		return type != TYPE_BEGIN_REQUEST;
	switch (type) {
	case TYPE_BEGIN_REQUEST:
		return r->content_len == FCGI_RECORD_HEAD;
	case TYPE_ABORT_REQUEST:
		return true;
	case TYPE_PARAMS:
		return !is_ours(r) || r->phase != PHASE_STDIN;
	case TYPE_STDIN:
		return !is_ours(r) || r->phase != PHASE_PARAMS;
	default:
		return false;
	}
}

static enum fcgi_step
open_record(struct fcgi_reader *r)
{
	r->content_len = (size_t)r->head[4] << 8 | r->head[5];
	r->content_left = r->content_len;
	r->padding_left = r->head[6];
	if (r->head[0] != PROTOCOL_VERSION || !is_expected(r))
		return FCGI_STEP_BROKEN;
	return FCGI_STEP_MORE;
}

static void
take_params(struct fcgi_reader *r, const uint8_t *p, size_t n)
{
	if (r->too_large || n > FCGI_PARAMS_MAX - r->params_len) {
		r->too_large = true;
		r->params_len = 0;
		return;
	}
	memcpy(r->params + r->params_len, p, n);
	r->params_len += n;
}

static enum fcgi_step
take_content(struct fcgi_reader *r, const uint8_t *p, size_t n)
{
	size_t at = r->content_len - r->content_left;

	r->content_left -= n;
	if (r->head[1] == TYPE_BEGIN_REQUEST && record_id(r) != 0)
		memcpy(r->begin + at, p, n);
	if (!is_ours(r))
		return FCGI_STEP_MORE;
	if (r->phase == PHASE_PARAMS && r->head[1] == TYPE_PARAMS)
		take_params(r, p, n);
	if (r->phase == PHASE_STDIN && r->head[1] == TYPE_STDIN) {
		r->stdin_bytes += n;
		if (r->stdin_bytes > FCGI_STDIN_MAX)
			return FCGI_STEP_BROKEN;
	}
	return FCGI_STEP_MORE;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* The next piece of one record; says how much it took. */
static enum fcgi_step
take(struct fcgi_reader *r, const uint8_t *p, size_t n, size_t *took)
{
	enum fcgi_step step = FCGI_STEP_MORE;

	if (r->head_len < FCGI_RECORD_HEAD) {
		*took = least(n, FCGI_RECORD_HEAD - r->head_len);
		memcpy(r->head + r->head_len, p, *took);
		r->head_len += *took;
		if (r->head_len < FCGI_RECORD_HEAD)
			return FCGI_STEP_MORE;
		step = open_record(r);
	} else if (r->content_left > 0) {
		*took = least(n, r->content_left);
		step = take_content(r, p, *took);
	} else {
		*took = least(n, r->padding_left);
		r->padding_left -= *took;
	}
	if (step == FCGI_STEP_MORE && r->content_left == 0 &&
	    r->padding_left == 0)
		step = close_record(r);
	return step;
}

enum fcgi_step
fcgi_reader_feed(struct fcgi_reader *r, const uint8_t *p, size_t n,
    size_t *used)
{
	enum fcgi_step step = FCGI_STEP_MORE;
	size_t took;

	for (*used = 0; *used < n && step == FCGI_STEP_MORE; *used += took)
		step = take(r, p + *used, n - *used, &took);
	return step;
}

void
fcgi_put_stdout(struct buf *b, uint16_t id, const void *p, size_t n)
{
	const uint8_t *s = p;

	while (n > 0) {
		static const uint8_t zeros[FCGI_RECORD_HEAD];
		uint8_t head[FCGI_RECORD_HEAD];
		size_t piece = least(n, CONTENT_MAX);
		size_t padding = (0 - piece) % FCGI_RECORD_HEAD;

		put_head(head, TYPE_STDOUT, id, piece);
		head[6] = (uint8_t)padding;
		buf_add(b, head, sizeof(head));
		buf_add(b, s, piece);
		buf_add(b, zeros, padding);
		s += piece;
		n -= piece;
	}
}

/* An empty STDOUT record ends the stream; the request ends with it. */
void
fcgi_put_end(struct buf *b, uint16_t id)
{
	uint8_t records[3 * FCGI_RECORD_HEAD];

	put_head(records, TYPE_STDOUT, id, 0);
	put_head(records + FCGI_RECORD_HEAD, TYPE_END_REQUEST, id,
	    FCGI_RECORD_HEAD);
	put_end_body(records + 2 * FCGI_RECORD_HEAD, STATUS_COMPLETE);
	buf_add(b, records, sizeof(records));
}
