-- query: audit_insert :exec
-- args: i64 site_id, text actor, text action, text object, text request_id
-- One line of who did what.
insert into audit (site_id, actor, action, object, request_id)
values ($1, $2, $3, $4, $5);
