-- query: outbox_add :one
-- args: i64 site_id, i64 conversation_id, text email, text subject, text body, text file_name, text file_type, text file_body
insert into outbox (site_id, conversation_id, email, subject, body, file_name, file_type, file_body)
values ($1, $2, $3, $4, $5, $6, $7, $8)
returning id;

-- query: outbox_lease :maybe
-- args: i64 lease_s
-- The letter that is due longest, for whoever sends it; of all sites.
update outbox o
set attempt = o.attempt + 1,
	due_at = now() + make_interval(secs => $1::double precision)
from (
	select site_id, id from outbox
	where status = 'queued' and due_at <= now()
	order by due_at
	for update skip locked
	limit 1
) due
where o.site_id = due.site_id and o.id = due.id
returning o.site_id, o.id, o.attempt, o.email, o.subject, o.body,
	o.file_name, o.file_type, o.file_body,
	extract(epoch from now() - o.created_at)::bigint as age_s,
	encode(sha256((o.site_id || '/' || o.id || '/' || o.created_at)::bytea), 'hex') as token;

-- query: outbox_done :exec
-- args: i64 site_id, i64 id, i64 attempt, bool sent, text error
-- Sent, or given up. What it said is forgotten.
update outbox
set status = case when $4 then 'sent' else 'failed' end,
	done_at = now(), body = '', file_name = null, file_type = null,
	file_body = null, error = $5
where site_id = $1 and id = $2 and attempt = $3 and status = 'queued';

-- query: outbox_again :exec
-- args: i64 site_id, i64 id, i64 attempt, i64 pause_s, text error
update outbox
set due_at = now() + make_interval(secs => $4::double precision), error = $5
where site_id = $1 and id = $2 and attempt = $3 and status = 'queued';

-- query: outbox_prune :exec
-- args: i64 days, i64 limit
delete from outbox
where (site_id, id) in (
	select site_id, id from outbox
	where status <> 'queued' and done_at < now() - make_interval(days => $1::int)
	limit $2
);
