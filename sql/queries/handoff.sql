-- query: handoff_set_email :maybe
-- args: i64 site_id, text conversation_public_id, bytes token_hash, text name, text email
-- Where to reach a visitor who waits for a person; kept with the visitor and
-- with the newest request.
with c as (
	select c.id, c.visitor_id
	from visitor_token t
	join conversation c on c.site_id = t.site_id
		and c.visitor_id = t.visitor_id
		and (t.conversation_id is null or t.conversation_id = c.id)
	where t.site_id = $1 and t.hash = $3 and t.expires_at > now()
	and c.public_id = $2::uuid
), v as (
	update visitor v
	set name = coalesce($4, v.name), email = $5
	from c
	where v.site_id = $1 and v.id = c.visitor_id
), h as (
	update handoff h
	set email = $5
	from c
	where h.site_id = $1 and h.conversation_id = c.id
)
select id from c;

-- query: handoff_place :maybe
-- args: i64 site_id, i64 conversation_id
-- How many conversations wait for a person, this one included, and since when.
select c.queued_at, (
	select count(*) from conversation o
	where o.site_id = c.site_id and o.status = 'queued'
	and (o.queued_at, o.id) <= (c.queued_at, c.id)
) as place
from conversation c
where c.site_id = $1 and c.id = $2 and c.status = 'queued';
