-- query: visitor_set_contact :exec
-- args: i64 site_id, i64 visitor_id, text name, text email
-- Fills in what the visitor has told by now; null keeps what is there.
update visitor
set name = coalesce($3, name), email = coalesce($4, email)
where site_id = $1 and id = $2;
