-- What is understood of each visitor's message, and why a person is asked for.

create table triage (
	site_id bigint not null,
	message_id bigint not null,
	conversation_id bigint not null,
	language text not null,
	sentiment real not null check (sentiment between -1 and 1),
	emotion text not null check (emotion in ('anger', 'frustration', 'worry', 'joy', 'neutral')),
	upset real not null check (upset between 0 and 1),
	need real not null check (need between 0 and 1),
	intent text,
	intent_confidence real check (intent_confidence between 0 and 1),
	created_at timestamptz not null default now(),
	primary key (message_id, site_id),
	foreign key (message_id, site_id) references message on delete cascade,
	foreign key (conversation_id, site_id) references conversation on delete cascade
);
comment on table triage is 'What was understood of a visitor''s message before it was answered; message_id is the visitor''s';
comment on column triage.language is 'In which it is written, as far as that can be told';
comment on column triage.upset is 'How upset the writer is; a calm problem stays below 0.5';
comment on column triage.need is 'Of a person, after this message and its answer; see lib/nlp/escalate.h';
comment on column triage.intent is 'Name of the intent; null: none of the known ones';
create index on triage (conversation_id);

alter table conversation
	add column sentiment real check (sentiment between -1 and 1),
	add column intent text,
	add column warned_at timestamptz;
comment on column conversation.sentiment is 'Of the visitor''s messages, newer ones counting more; null: nothing said yet';
comment on column conversation.intent is 'Newest intent that was recognised';
comment on column conversation.warned_at is 'When it was first foreseen that a person will be needed; agents are warned';

alter table handoff
	drop constraint handoff_reason_check,
	add column score real check (score between 0 and 1),
	add column reasons jsonb not null default '[]';
comment on column handoff.reason is 'The strongest reason';
comment on column handoff.reasons is 'All of them, strongest first: [{"reason", "score", "detail"}]';
