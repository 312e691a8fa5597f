-- What visitors want, in their own words, and the models trained from it.

create table intent (
	site_id bigint not null,
	id bigint generated always as identity,
	scenario_id bigint not null,
	name text not null,
	title text not null,
	description text not null default '',
	route text not null check (route in ('tool', 'article', 'person', 'small_talk', 'none')),
	target text not null default '',
	next text[] not null default '{}',
	updated_at timestamptz not null default now(),
	primary key (id, site_id),
	unique (scenario_id, name, site_id),
	foreign key (scenario_id, site_id) references scenario on delete cascade
);
comment on table intent is 'A thing that visitors want: what to do then, and what often follows';
comment on column intent.title is 'As it is offered: "did you mean …?"';
comment on column intent.target is 'Of the route: name of the tool, slug of the article, kind of small talk';
comment on column intent.next is 'Names of intents that often follow';

create table intent_example (
	site_id bigint not null,
	id bigint generated always as identity,
	intent_id bigint not null,
	language text not null,
	text text not null,
	source text not null default 'file' check (source in ('file', 'console', 'learned')),
	primary key (id, site_id),
	foreign key (intent_id, site_id) references intent on delete cascade
);
comment on table intent_example is 'How visitors say it; the model is trained from these';
comment on column intent_example.source is 'Those of files are replaced when the file is imported again';
create index on intent_example (intent_id, language);

create table intent_model (
	site_id bigint not null,
	scenario_id bigint not null,
	language text not null,
	version bigint not null,
	examples_hash text not null,
	n_examples integer not null,
	score jsonb not null default '{}',
	model bytea not null,
	trained_at timestamptz not null default now(),
	primary key (scenario_id, language, site_id),
	foreign key (scenario_id, site_id) references scenario on delete cascade
);
comment on table intent_model is 'The newest trained model; nodes keep a copy as a file in cache_dir';
comment on column intent_model.version is 'One more with each training; part of the file''s name';
comment on column intent_model.examples_hash is 'SHA-256 over what it was trained from: nothing changed, nothing to train';
comment on column intent_model.score is 'Accuracy and calibration error on held-out examples, thresholds';
comment on column intent_model.model is 'The file as classify_open maps it';
alter table intent_model alter column model set storage external;
