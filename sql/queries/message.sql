-- query: message_post :maybe
-- args: i64 site_id, text conversation_public_id, bytes token_hash, text public_id, text content, text client_key, bytes body_hash, i64 lease_s
-- Stores a visitor's message, its event and the job that owes its answer, in
-- one statement under the conversation's row lock. A resolved conversation
-- is opened again. A repeated client_key is a unique violation.
with old as (
	select c.id, c.status, c.scenario_id
	from visitor_token t
	join conversation c on c.site_id = t.site_id
		and c.visitor_id = t.visitor_id
		and (t.conversation_id is null or t.conversation_id = c.id)
	where t.site_id = $1 and t.hash = $3 and t.expires_at > now()
	and c.public_id = $2::uuid and c.status <> 'closed'
	for update of c
), c as (
	update conversation c
	set last_seq = c.last_seq
			+ case when old.status = 'resolved' then 2 else 1 end,
		status = case when old.status = 'resolved' then 'bot'
			else c.status end,
		n_messages = c.n_messages + 1,
		title = coalesce(c.title, left($5, 80)),
		updated_at = now()
	from old
	where c.site_id = $1 and c.id = old.id
	returning c.id, c.status, c.last_seq, old.status as old_status,
		c.scenario_id, c.scenario_revision, c.language, c.dialogue,
		c.n_messages
), m as (
	insert into message (site_id, public_id, conversation_id, seq, role,
		content, client_key, body_hash)
	select $1, $4::uuid, id, last_seq, 'USER', $5, $6, $7
	from c
	returning id, seq, created_at
), reopened as (
	insert into event (site_id, conversation_id, seq, kind, data)
	select $1, id, last_seq - 1, 'status', '{"status": "bot"}'
	from c
	where old_status = 'resolved'
), told as (
	insert into event (site_id, conversation_id, seq, kind, message_id)
	select $1, c.id, m.seq, 'message', m.id
	from c, m
), owed as (
	insert into job (site_id, kind, conversation_id, message_id,
		lease_until)
	select $1, 'answer', c.id, m.id,
		now() + make_interval(secs => $8::double precision)
	from c, m
	where c.status in ('bot', 'queued')
	returning id, attempt
)
select m.id, m.seq, m.created_at, c.id as conversation_id, c.status,
	c.scenario_id, c.scenario_revision, c.language, c.dialogue, c.n_messages,
	o.id as job_id, o.attempt
from m, c
left join owed o on true;

-- query: message_by_key :maybe
-- args: i64 site_id, text conversation_public_id, bytes token_hash, text client_key, bytes body_hash
-- What an earlier request with this key stored, and the answer if there is one.
select m.id, m.public_id, m.seq, m.created_at, m.conversation_id, c.status,
	m.body_hash = $5 as same_body, a.public_id as answer_public_id,
	j.id as job_id, coalesce(j.lease_until > now(), false) as is_running
from visitor_token t
join conversation c on c.site_id = t.site_id and c.visitor_id = t.visitor_id
	and (t.conversation_id is null or t.conversation_id = c.id)
join message m on m.site_id = c.site_id and m.conversation_id = c.id
	and m.client_key = $4
left join message a on a.site_id = m.site_id and a.reply_to = m.id
left join job j on j.site_id = m.site_id and j.message_id = m.id
where t.site_id = $1 and t.hash = $3 and t.expires_at > now()
and c.public_id = $2::uuid;

-- query: message_list :many
-- args: i64 site_id, text conversation_public_id, bytes token_hash, i64 after_seq, i64 limit
-- Messages in order after a sequence number; one row with null id when there
-- are none, no row when the conversation is not the caller's.
select c.last_seq, m.id, m.public_id, m.seq, m.role, m.content, m.metadata,
	m.tokens_used, m.response_ms, m.created_at, m.updated_at, m.client_key, f.vote,
	f.comment as vote_comment
from visitor_token t
join conversation c on c.site_id = t.site_id and c.visitor_id = t.visitor_id
	and (t.conversation_id is null or t.conversation_id = c.id)
left join lateral (
	select * from message x
	where x.site_id = c.site_id and x.conversation_id = c.id
	and x.seq > $4
	order by x.seq
	limit $5
) m on true
left join feedback f on f.site_id = m.site_id and f.message_id = m.id
where t.site_id = $1 and t.hash = $3 and t.expires_at > now()
and c.public_id = $2::uuid
order by m.seq;

-- query: message_get :maybe
-- args: i64 site_id, text public_id, bytes token_hash
-- One message of whoever holds the token.
select c.public_id as conversation_public_id, c.last_seq, m.id, m.public_id,
	m.seq, m.role, m.content, m.metadata, m.tokens_used, m.response_ms,
	m.created_at, m.updated_at, m.client_key, f.vote, f.comment as vote_comment
from message m
join conversation c on c.site_id = m.site_id and c.id = m.conversation_id
join visitor_token t on t.site_id = c.site_id and t.visitor_id = c.visitor_id
	and (t.conversation_id is null or t.conversation_id = c.id)
left join feedback f on f.site_id = m.site_id and f.message_id = m.id
where m.site_id = $1 and m.public_id = $2::uuid
and t.hash = $3 and t.expires_at > now();
