-- query: feedback_set :maybe
-- args: i64 site_id, text message_public_id, bytes token_hash, i64 vote, text comment
-- A visitor's vote on an assistant's or agent's message, changeable for a
-- day; its event tells other tabs. `stored` is false when the day is over.
with target as (
	select m.id, m.conversation_id, coalesce(f.created_at
		> now() - interval '1 day', true) as is_open
	from message m
	join conversation c on c.site_id = m.site_id
		and c.id = m.conversation_id
	join visitor_token t on t.site_id = c.site_id
		and t.visitor_id = c.visitor_id
		and (t.conversation_id is null or t.conversation_id = c.id)
	left join feedback f on f.site_id = m.site_id and f.message_id = m.id
	where m.site_id = $1 and m.public_id = $2::uuid
	and t.hash = $3 and t.expires_at > now()
	and m.role in ('ASSISTANT', 'AGENT')
), c as (
	update conversation c
	set last_seq = c.last_seq + 1
	from target
	where c.site_id = $1 and c.id = target.conversation_id
	and target.is_open
	returning c.id, c.public_id, c.last_seq
), f as (
	insert into feedback (site_id, message_id, vote, comment)
	select $1, target.id, $4::smallint, $5
	from target, c
	on conflict (site_id, message_id) do update
	set vote = excluded.vote,
		comment = coalesce(excluded.comment, feedback.comment),
		updated_at = now()
	returning vote, comment, created_at, updated_at
), told as (
	insert into event (site_id, conversation_id, seq, kind, message_id,
		data)
	select $1, c.id, c.last_seq, 'feedback', target.id,
		jsonb_build_object('message_id', $2::text, 'vote',
			case when $4 > 0 then 'up' else 'down' end)
	from target, c
)
select target.conversation_id, c.public_id as conversation_public_id,
	c.last_seq, target.is_open as stored, f.vote, f.comment, f.created_at, f.updated_at
from target
left join c on true
left join f on true;

-- query: survey_set :maybe
-- args: i64 site_id, text conversation_public_id, bytes token_hash, i64 rating, text comment
-- The visitor's satisfaction, changeable for a day. `stored` is false when
-- the day is over.
with target as (
	select c.id, coalesce(s.created_at > now() - interval '1 day', true)
		as is_open
	from visitor_token t
	join conversation c on c.site_id = t.site_id
		and c.visitor_id = t.visitor_id
		and (t.conversation_id is null or t.conversation_id = c.id)
	left join survey s on s.site_id = c.site_id
		and s.conversation_id = c.id
	where t.site_id = $1 and t.hash = $3 and t.expires_at > now()
	and c.public_id = $2::uuid
), s as (
	insert into survey (site_id, conversation_id, rating, comment)
	select $1, id, $4::smallint, $5
	from target
	where is_open
	on conflict (site_id, conversation_id) do update
	set rating = excluded.rating, comment = excluded.comment,
		updated_at = now()
	returning rating
)
select target.id, target.is_open as stored
from target;

-- query: survey_get :maybe
-- args: i64 site_id, text conversation_public_id, bytes token_hash
-- The survey of a conversation as far as it was filled in.
select s.rating, s.comment, s.created_at, s.updated_at,
	s.created_at > now() - interval '1 day' as can_change
from visitor_token t
join conversation c on c.site_id = t.site_id and c.visitor_id = t.visitor_id
	and (t.conversation_id is null or t.conversation_id = c.id)
join survey s on s.site_id = c.site_id and s.conversation_id = c.id
where t.site_id = $1 and t.hash = $3 and t.expires_at > now()
and c.public_id = $2::uuid;
