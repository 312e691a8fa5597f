-- query: conversation_start :maybe
-- args: i64 site_id, text scenario, bytes token_hash, bytes new_token_hash, bytes page_token_hash, text visitor_public_id, text public_id, text name, text email, text user_id, text title, text channel, text language, i64 token_days
-- A new conversation under the scenario's current revision, for the visitor
-- of token_hash or else a new one who gets new_token_hash; all in one
-- statement. No row when there is no such active scenario.
with s as (
	select id, slug, aliases[1] as alias, revision
	from scenario
	where site_id = $1 and is_active
	and (slug = lower($2) or upper($2) = any(aliases))
), known as (
	select visitor_id
	from visitor_token
	where site_id = $1 and hash = $3 and conversation_id is null
	and expires_at > now()
), made as (
	insert into visitor (site_id, public_id, name, email)
	select $1, $6::uuid, $8, $9
	from s
	where not exists (select from known)
	returning id
), v as (
	select visitor_id as id from known
	union all
	select id from made
), c as (
	insert into conversation (site_id, public_id, visitor_id, scenario_id,
		scenario_revision, user_id, title, channel, language)
	select $1, $7::uuid, v.id, s.id, s.revision, $10, $11, $12, $13
	from s, v
	returning id, public_id, visitor_id, scenario_id, scenario_revision,
		user_id, title, status, language, last_seq, n_messages,
		queued_at, created_at, updated_at
), tokens as (
	insert into visitor_token (site_id, hash, visitor_id,
		conversation_id, expires_at)
	select $1, $4::bytea, id, null::bigint,
		now() + make_interval(days => $14::integer)
	from made
	union all
	select $1, $5::bytea, visitor_id, id,
		now() + make_interval(days => $14::integer)
	from c
)
select c.*, s.slug, s.alias, false as is_due,
	exists (select from made) as is_new_visitor
from c, s;

-- query: conversation_get :maybe
-- args: i64 site_id, text public_id, bytes token_hash
-- One conversation of whoever holds the token; id and token in one statement.
select c.id, c.public_id, c.visitor_id, c.scenario_id, c.scenario_revision,
	c.user_id, c.title, c.status, c.language, c.last_seq, c.n_messages,
	c.queued_at, c.created_at, c.updated_at, s.slug, s.aliases[1] as alias,
	exists (select from job j where j.site_id = c.site_id
		and j.conversation_id = c.id) as is_due
from visitor_token t
join conversation c on c.site_id = t.site_id
	and c.visitor_id = t.visitor_id
	and (t.conversation_id is null or t.conversation_id = c.id)
join scenario s on s.site_id = c.site_id and s.id = c.scenario_id
where t.site_id = $1 and t.hash = $3 and t.expires_at > now()
and c.public_id = $2::uuid;

-- query: conversation_by_page_token :maybe
-- args: i64 site_id, bytes token_hash
-- The conversation that a chat page's address stands for.
select c.id, c.public_id, c.visitor_id, c.scenario_id, c.scenario_revision,
	c.user_id, c.title, c.status, c.language, c.last_seq, c.n_messages,
	c.queued_at, c.created_at, c.updated_at, s.slug, s.aliases[1] as alias,
	exists (select from job j where j.site_id = c.site_id
		and j.conversation_id = c.id) as is_due
from visitor_token t
join conversation c on c.site_id = t.site_id and c.id = t.conversation_id
join scenario s on s.site_id = c.site_id and s.id = c.scenario_id
where t.site_id = $1 and t.hash = $2 and t.expires_at > now();

-- query: conversation_list :many
-- args: i64 site_id, bytes token_hash, i64 before_id, i64 limit
-- The conversations of a visitor, newest first, below before_id.
select c.id, c.public_id, c.visitor_id, c.scenario_id, c.scenario_revision,
	c.user_id, c.title, c.status, c.language, c.last_seq, c.n_messages,
	c.queued_at, c.created_at, c.updated_at, s.slug, s.aliases[1] as alias,
	false as is_due
from visitor_token t
join conversation c on c.site_id = t.site_id
	and c.visitor_id = t.visitor_id
	and (t.conversation_id is null or t.conversation_id = c.id)
join scenario s on s.site_id = c.site_id and s.id = c.scenario_id
where t.site_id = $1 and t.hash = $2 and t.expires_at > now()
and c.id < $3
order by c.id desc
limit $4;

-- query: conversation_update :maybe
-- args: i64 site_id, text public_id, bytes token_hash, text title, text status
-- Title and status as the visitor may change them; null keeps. A changed
-- status is an event of its own. What an agent holds is not the bot's again
-- by the visitor's wish.
with old as (
	select c.id, c.status, case
		when $5 = 'bot' and c.status in ('assigned', 'waiting', 'snoozed')
			then c.status
		else coalesce($5, c.status) end as new_status
	from visitor_token t
	join conversation c on c.site_id = t.site_id
		and c.visitor_id = t.visitor_id
		and (t.conversation_id is null or t.conversation_id = c.id)
	where t.site_id = $1 and t.hash = $3 and t.expires_at > now()
	and c.public_id = $2::uuid
	for update of c
), changed as (
	update conversation c
	set title = coalesce($4, c.title),
		status = old.new_status,
		queued_at = case when old.new_status <> 'queued' then null
			else coalesce(c.queued_at, now()) end,
		last_seq = c.last_seq
			+ case when old.new_status <> old.status then 1 else 0 end,
		updated_at = now()
	from old
	where c.site_id = $1 and c.id = old.id
	returning c.id, c.status, old.status as old_status, c.last_seq
), told as (
	insert into event (site_id, conversation_id, seq, kind, data)
	select $1, id, last_seq, 'status', jsonb_build_object('status', status)
	from changed
	where status <> old_status
)
select id, status, old_status, last_seq from changed;

-- query: conversation_delete :maybe
-- args: i64 site_id, text public_id, bytes token_hash
-- Erases a conversation with everything that hangs on it.
delete from conversation c
using visitor_token t
where t.site_id = $1 and t.hash = $3 and t.expires_at > now()
and c.site_id = t.site_id and c.visitor_id = t.visitor_id
and (t.conversation_id is null or t.conversation_id = c.id)
and c.public_id = $2::uuid
returning c.id;
