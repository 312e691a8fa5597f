-- query: intent_upsert :one
-- args: i64 site_id, i64 scenario_id, text name, text title, text description, text route, text target, texts next
-- An intent as its file has it.
insert into intent as i (site_id, scenario_id, name, title, description,
	route, target, next)
values ($1, $2, $3, $4, $5, $6, $7, $8::text[])
on conflict (scenario_id, name, site_id) do update
set title = excluded.title, description = excluded.description,
	route = excluded.route, target = excluded.target,
	next = excluded.next, updated_at = now()
returning i.id;

-- query: intent_examples_clear :exec
-- args: i64 site_id, i64 intent_id
-- Those that came from a file; the others stay.
delete from intent_example
where site_id = $1 and intent_id = $2 and source = 'file';

-- query: intent_examples_add :exec
-- args: i64 site_id, i64 intent_id, text language, texts examples
-- In the order of the list.
insert into intent_example (site_id, intent_id, language, text)
select $1::bigint, $2::bigint, $3::text, t
from unnest($4::text[]) with ordinality as u (t, n)
order by n;

-- query: intent_prune :exec
-- args: i64 site_id, i64 scenario_id, texts names
-- Intents whose files are gone, unless somebody added examples by hand.
delete from intent i
where i.site_id = $1 and i.scenario_id = $2 and i.name <> all ($3::text[])
and not exists (
	select from intent_example x
	where x.site_id = i.site_id and x.intent_id = i.id
	and x.source <> 'file'
);

-- query: intent_list :many
-- args: i64 site_id, i64 scenario_id, i64 max
-- All intents of a scenario with the number of their examples.
select i.id, i.name, i.title, i.description, i.route, i.target,
	array_to_string(i.next, ',') as next,
	(select count(*) from intent_example x
		where x.site_id = i.site_id and x.intent_id = i.id)
		as n_examples
from intent i
where i.site_id = $1 and i.scenario_id = $2
order by i.name
limit $3;

-- query: intent_examples :many
-- args: i64 site_id, i64 scenario_id, text language, i64 after_id, i64 max
-- What a model is trained from, page by page.
select x.id, x.text, i.name
from intent i
join intent_example x on x.site_id = i.site_id and x.intent_id = i.id
where i.site_id = $1 and i.scenario_id = $2 and x.language = $3
and x.id > $4
order by x.id
limit $5;

-- query: intent_languages :many
-- args: i64 site_id, i64 scenario_id, i64 max
-- The languages that there are examples in.
select distinct x.language
from intent i
join intent_example x on x.site_id = i.site_id and x.intent_id = i.id
where i.site_id = $1 and i.scenario_id = $2
order by x.language
limit $3;

-- query: intent_models :many
-- args: i64 site_id, i64 scenario_id, i64 max
-- The newest version of each language's model; asked every other second.
select language, version, examples_hash, n_examples, score::text as score,
	trained_at::text as trained_at
from intent_model
where site_id = $1 and scenario_id = $2
order by language
limit $3;

-- query: intent_model_save :one
-- args: i64 site_id, i64 scenario_id, text language, text examples_hash, i64 n_examples, json score, bytes model
-- The newest takes the place of the one before.
insert into intent_model as m (site_id, scenario_id, language, version,
	examples_hash, n_examples, score, model)
values ($1, $2, $3, 1, $4, $5::integer, $6::jsonb, $7)
on conflict (scenario_id, language, site_id) do update
set version = m.version + 1, examples_hash = excluded.examples_hash,
	n_examples = excluded.n_examples, score = excluded.score,
	model = excluded.model, trained_at = now()
returning m.version;

-- query: intent_model_get :maybe
-- args: i64 site_id, i64 scenario_id, text language, i64 version, i64 from, i64 size
-- A piece of the model's bytes in hexadecimal; `from` is 1 for the first.
select encode(substring(model from $5::integer for $6::integer), 'hex') as model,
	length(model) as n_bytes
from intent_model
where site_id = $1 and scenario_id = $2 and language = $3 and version = $4;
