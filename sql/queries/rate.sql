-- query: rate_take :many
-- args: i64 site_id, texts keys, i64s per_minute, i64s burst, i64 cost
-- Takes `cost` tokens from each bucket, or none from a bucket that has not
-- enough; one row a key, the list is as long as its input.
insert into rate_bucket as b (site_id, key, tokens, per_second)
select $1, k.key, k.burst - $5, k.per_minute / 60.0
from unnest($2::text[], $3::bigint[], $4::bigint[])
	as k(key, per_minute, burst)
order by k.key
on conflict (site_id, key) do update
set tokens = least(excluded.tokens + $5, b.tokens + b.per_second
		* extract(epoch from now() - b.refilled_at))
		- case when b.tokens + b.per_second
		* extract(epoch from now() - b.refilled_at) >= $5
		then $5 else 0 end,
	allowed = b.tokens + b.per_second
		* extract(epoch from now() - b.refilled_at) >= $5,
	per_second = excluded.per_second,
	refilled_at = now()
returning b.key, b.allowed, b.tokens;

-- query: rate_prune :exec
-- args: i64 older_than_s
-- Buckets that have long been full again.
delete from rate_bucket
where refilled_at < now() - make_interval(secs => $1::double precision);
