-- query: event_list :many
-- args: i64 site_id, text conversation_public_id, bytes token_hash, i64 after_seq, i64 limit
-- Events in order after a sequence number; one row with null seq when there
-- are none, no row when the conversation is not the caller's.
select c.public_id as conversation_public_id, c.last_seq, e.seq, e.kind,
	e.data, e.created_at as event_created_at, m.id, m.public_id, m.role,
	m.content, m.metadata, m.tokens_used, m.response_ms, m.created_at,
	m.updated_at, m.client_key, f.vote, f.comment as vote_comment
from visitor_token t
join conversation c on c.site_id = t.site_id and c.visitor_id = t.visitor_id
	and (t.conversation_id is null or t.conversation_id = c.id)
left join lateral (
	select * from event x
	where x.site_id = c.site_id and x.conversation_id = c.id
	and x.seq > $4
	order by x.seq
	limit $5
) e on true
left join message m on m.site_id = e.site_id and m.id = e.message_id
left join feedback f on f.site_id = m.site_id and f.message_id = m.id
where t.site_id = $1 and t.hash = $3 and t.expires_at > now()
and c.public_id = $2::uuid
order by e.seq;

-- query: event_waiter_check :many
-- args: i64 site_id, texts conversation_public_ids, texts token_hashes, i64s after_seqs
-- For many parked readers at once: which conversation each may read (null
-- id: none), and its newest sequence number. Row n is reader n; the hashes
-- are hex text. The list is as long as its input.
select w.n, c.id, c.last_seq, c.visitor_id
from unnest($2::uuid[], $3::text[], $4::bigint[])
	with ordinality as w(public_id, hash, after_seq, n)
left join visitor_token t on t.site_id = $1
	and t.hash = decode(w.hash, 'hex') and t.expires_at > now()
left join conversation c on c.site_id = t.site_id
	and c.visitor_id = t.visitor_id
	and (t.conversation_id is null or t.conversation_id = c.id)
	and c.public_id = w.public_id
order by w.n
limit 20000;

-- query: event_batch :many
-- args: i64 site_id, i64s conversation_ids, i64s after_seqs, i64 limit_each
-- The events of many conversations at once, each after its own number.
select w.id as conversation_id, c.public_id as conversation_public_id,
	c.last_seq, e.seq, e.kind, e.data, e.created_at as event_created_at,
	m.id, m.public_id, m.role, m.content, m.metadata, m.tokens_used,
	m.response_ms, m.created_at, m.updated_at, m.client_key, f.vote,
	f.comment as vote_comment
from unnest($2::bigint[], $3::bigint[]) as w(id, after_seq)
join conversation c on c.site_id = $1 and c.id = w.id
join lateral (
	select * from event x
	where x.site_id = $1 and x.conversation_id = w.id
	and x.seq > w.after_seq
	order by x.seq
	limit $4
) e on true
left join message m on m.site_id = e.site_id and m.id = e.message_id
left join feedback f on f.site_id = m.site_id and f.message_id = m.id
order by w.id, e.seq
limit 20000;

-- query: event_moved :many
-- args: i64 site_id, i64s conversation_ids
-- The newest sequence number of many conversations: the sweep that makes
-- missed notifications good.
select id, last_seq
from conversation
where site_id = $1 and id = any($2::bigint[])
limit 20000;
