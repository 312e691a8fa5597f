#include "base/base.h"

#include "store/rate.h"

#include "store/sql.h"

enum rc
rate_take(struct scope *s, struct rate_bucket *buckets, size_t n,
    int64_t cost, struct err *e)
{
	const char *keys[RATE_KEYS_MAX];
	int64_t per_minute[RATE_KEYS_MAX], burst[RATE_KEYS_MAX];
	struct db_rows *r;
	enum rc rc;

	assert(n <= RATE_KEYS_MAX);
	for (size_t i = 0; i < n; i++) {
		keys[i] = buckets[i].key;
		per_minute[i] = buckets[i].per_minute;
		burst[i] = buckets[i].burst;
	}
	rc = db_run(s->db, s->arena, &SQL_rate_take,
	    DB_ARGS(db_i64(s->site_id), db_texts(keys, n),
		db_i64s(per_minute, n), db_i64s(burst, n), db_i64(cost)),
	    &r, e);
	if (rc != RC_OK)
		return rc;
	for (size_t row = 0; row < db_rows_count(r); row++)
		for (size_t i = 0; i < n; i++)
			if (strcmp(db_row_text(r, row, "key"), keys[i]) == 0) {
				buckets[i].allowed =
				    db_row_bool(r, row, "allowed");
				buckets[i].tokens =
				    db_row_f64(r, row, "tokens");
			}
	return RC_OK;
}

enum rc
rate_prune(struct scope *s, int64_t older_than_s, struct err *e)
{
	return db_run(s->db, s->arena, &SQL_rate_prune,
	    DB_ARGS(db_i64(older_than_s)), NULL, e);
}
