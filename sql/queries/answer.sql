-- query: answer_context :maybe
-- args: i64 site_id, i64 job_id, i64 attempt
-- What the engine needs for an owed answer; no row when the job is not this
-- attempt's any more.
select m.id as message_id, m.seq, m.content, m.public_id as message_public_id,
	c.id as conversation_id, c.public_id as conversation_public_id, c.status,
	c.scenario_id, c.scenario_revision, c.language, c.dialogue
from job j
join message m on m.site_id = j.site_id and m.id = j.message_id
join conversation c on c.site_id = j.site_id and c.id = j.conversation_id
where j.site_id = $1 and j.id = $2 and j.attempt = $3;

-- query: answer_definition :one
-- args: i64 site_id, i64 scenario_id, i64 revision
-- The frozen definition that a conversation was started under.
select definition
from scenario_revision
where site_id = $1 and scenario_id = $2 and revision = $3;

-- query: answer_history :many
-- args: i64 site_id, i64 conversation_id, i64 before_seq, i64 limit
-- The newest turns before a message, newest first.
select role, content
from message
where site_id = $1 and conversation_id = $2 and seq < $3
and role in ('USER', 'ASSISTANT', 'AGENT')
order by seq desc
limit $4;

-- query: answer_store :maybe
-- args: i64 site_id, i64 job_id, i64 attempt, text public_id, text content, json metadata, i64 response_ms, json dialogue, json citations, json tools, json trace, text gap_question, text handoff_reason, json handoff, json triage
-- Ends the job and stores its answer with citations, tool calls, trace, gap
-- and hand-off, and what was understood of the question, in one statement
-- under the conversation's row lock. No row when the job is another attempt's
-- by now, or an agent has taken over.
with t as (
	select *
	from jsonb_to_record($15::jsonb) as x(language text, written text,
		sentiment real, mood real, emotion text, upset real, need real,
		warn boolean,
		intent text, intent_confidence real)
), j as (
	delete from job
	where site_id = $1 and id = $2 and attempt = $3
	returning conversation_id, message_id
), old as (
	select c.id, c.status, c.scenario_id
	from j
	join conversation c on c.site_id = $1 and c.id = j.conversation_id
	where c.status in ('bot', 'queued')
	for update of c
), c as (
	update conversation c
	set last_seq = c.last_seq + 1 + case
			when $13::text is not null and c.status = 'bot' then 1
			else 0 end,
		n_messages = c.n_messages + 1,
		status = case when $13 is not null then 'queued'
			else c.status end,
		queued_at = case when $13 is not null and c.status = 'bot'
			then now() else c.queued_at end,
		dialogue = $8,
		language = coalesce(t.language, c.language),
		sentiment = t.mood,
		intent = coalesce(t.intent, c.intent),
		warned_at = case when t.warn then coalesce(c.warned_at, now())
			else c.warned_at end,
		updated_at = now()
	from old, t
	where c.site_id = $1 and c.id = old.id
	returning c.id, c.status, c.last_seq, old.status as old_status,
		c.scenario_id
), m as (
	insert into message (site_id, public_id, conversation_id, seq, role,
		content, metadata, tokens_used, response_ms, reply_to)
	select $1, $4::uuid, c.id,
		c.last_seq - case when c.status <> c.old_status then 1 else 0 end,
		'ASSISTANT', $5, $6, 0, $7::integer, j.message_id
	from c, j
	returning id, seq, created_at, updated_at
), told as (
	insert into event (site_id, conversation_id, seq, kind, message_id)
	select $1, c.id, m.seq, 'message', m.id
	from c, m
), moved as (
	insert into event (site_id, conversation_id, seq, kind, data)
	select $1, id, last_seq, 'status', jsonb_build_object('status', status)
	from c
	where status <> old_status
), cited as (
	insert into citation (site_id, message_id, number, passage_id, quote,
		quote_start, quote_end)
	select $1, m.id, x.number, x.passage_id, x.quote, x.quote_start,
		x.quote_end
	from m, jsonb_to_recordset($9) as x(number integer,
		passage_id bigint, quote text, quote_start integer,
		quote_end integer)
), ran as (
	insert into tool_call (site_id, message_id, tool, input, output, ms)
	select $1, m.id, x.tool, x.input, x.output, x.ms
	from m, jsonb_to_recordset($10) as x(tool text, input jsonb,
		output jsonb, ms integer)
), traced as (
	insert into trace (site_id, message_id, data)
	select $1, id, $11
	from m
), missing as (
	insert into gap (site_id, message_id, scenario_id, question)
	select $1, j.message_id, c.scenario_id, $12
	from j, c
	where $12::text is not null
), understood as (
	insert into triage (site_id, message_id, conversation_id, language,
		sentiment, emotion, upset, need, intent, intent_confidence)
	select $1, j.message_id, c.id, t.written, t.sentiment, t.emotion, t.upset,
		t.need, t.intent, t.intent_confidence
	from j, c, t
	on conflict do nothing
), asked as (
	insert into handoff (site_id, conversation_id, message_id, reason, score,
		reasons)
	select $1, c.id, m.id, $13, ($14::jsonb->>'score')::real,
		coalesce($14::jsonb->'reasons', '[]')
	from c, m
	where $13 is not null
)
select m.id, m.seq, m.created_at, m.updated_at, c.last_seq, c.status
from m, c;
