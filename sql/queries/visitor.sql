-- query: visitor_set_contact :exec
-- args: i64 site_id, i64 visitor_id, text name, text email
-- Fills in what the visitor has told by now; null keeps what is there.
update visitor
set name = coalesce($3, name), email = coalesce($4, email)
where site_id = $1 and id = $2;

-- query: visitor_page_token_insert :maybe
-- args: i64 site_id, text conversation_public_id, bytes token_hash, bytes page_token_hash, i64 token_days
-- Another address of the chat page, for whoever holds the visitor's token.
insert into visitor_token (site_id, hash, visitor_id, conversation_id,
	expires_at)
select $1, $4, c.visitor_id, c.id,
	now() + make_interval(days => $5::integer)
from visitor_token t
join conversation c on c.site_id = t.site_id and c.visitor_id = t.visitor_id
	and (t.conversation_id is null or t.conversation_id = c.id)
where t.site_id = $1 and t.hash = $3 and t.expires_at > now()
and c.public_id = $2::uuid
returning conversation_id;

-- query: visitor_tokens_expire :exec
-- args: i64 limit
-- Tokens that are over, of any site, a batch at a time.
delete from visitor_token
where ctid in (
	select ctid from visitor_token
	where expires_at < now()
	limit $1
);
