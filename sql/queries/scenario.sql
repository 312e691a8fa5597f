-- query: scenario_get :maybe
-- args: i64 site_id, text name
-- One active scenario by its slug or a classic alias, in any case.
select s.id, s.slug, s.aliases[1] as alias, s.name, s.company, s.tagline,
	s.description, s.accent, s.is_active, s.sort, s.revision, r.definition
from scenario s
join scenario_revision r on r.site_id = s.site_id and r.scenario_id = s.id
	and r.revision = s.revision
where s.site_id = $1 and s.is_active
and (s.slug = lower($2) or upper($2) = any (s.aliases));

-- query: scenario_list :many
-- args: i64 site_id, i64 max
-- All active scenarios, as the portal shows them; without the definitions,
-- which are large and which the programs keep by revision.
select s.id, s.slug, s.aliases[1] as alias, s.name, s.company, s.tagline,
	s.description, s.accent, s.is_active, s.sort, s.revision
from scenario s
where s.site_id = $1 and s.is_active
order by s.sort, s.slug
limit $2;

-- query: scenario_upsert :one
-- args: i64 site_id, text slug, texts aliases, text name, text company, text tagline, text description, text accent, i64 sort, json definition
-- A new revision only when the definition changed; all in one statement.
with old as (
	select s.id, s.revision, r.definition
	from scenario s
	join scenario_revision r on r.site_id = s.site_id
		and r.scenario_id = s.id and r.revision = s.revision
	where s.site_id = $1 and s.slug = $2
	for update of s
), saved as (
	insert into scenario as s (site_id, slug, aliases, name, company,
		tagline, description, accent, sort)
	values ($1, $2, $3::text[], $4, $5, $6, $7, $8, $9::integer)
	on conflict (site_id, slug) do update
	set aliases = excluded.aliases, name = excluded.name,
		company = excluded.company, tagline = excluded.tagline,
		description = excluded.description,
		accent = excluded.accent, sort = excluded.sort,
		revision = s.revision + case when exists (select from old
			where old.definition = $10::jsonb) then 0 else 1 end,
		updated_at = case when exists (select from old
			where old.definition = $10::jsonb)
			then s.updated_at else now() end
	returning id, revision
), frozen as (
	insert into scenario_revision (site_id, scenario_id, revision,
		definition)
	select $1, saved.id, saved.revision, $10::jsonb
	from saved
	where not exists (select from old
		where old.definition = $10::jsonb)
	returning revision
)
select saved.id, saved.revision,
	exists (select from frozen) as is_changed
from saved;

-- query: scenario_figures :many
-- args: i64 site_id, i64 days
-- What happened in each active scenario lately: conversations with at least
-- one message, the assistant's answers to questions, how many of them cite a
-- source or a tool's result, and the median time to an answer.
select s.id, count(distinct c.id) as conversations,
	count(m.id) filter (where k.kind <> 'small_talk') as answers,
	count(m.id) filter (where k.kind in ('evidence', 'tool')) as sourced,
	coalesce(percentile_disc(0.5) within group (order by m.response_ms), 0)
		as median_ms
from scenario s
join conversation c on c.site_id = s.site_id and c.scenario_id = s.id
	and c.created_at > now() - make_interval(days => $2::integer)
	and c.n_messages > 0
left join message m on m.site_id = c.site_id and m.conversation_id = c.id
	and m.role = 'ASSISTANT'
left join lateral (select m.metadata ->> 'kind' as kind) k on true
where s.site_id = $1 and s.is_active
group by s.id
order by s.id
limit 100;

-- query: scenario_articles :many
-- args: i64 site_id
-- How many published articles each active scenario answers from.
select s.id, count(a.id) as n
from scenario s
left join article a on a.site_id = s.site_id and a.status = 'published'
	and (a.scenario_id = s.id or a.scenario_id is null)
where s.site_id = $1 and s.is_active
group by s.id
limit 100;
