-- query: knowledge_version :maybe
-- args: i64 site_id
-- Another one in each transaction that changes what is searched.
select version::text as version
from knowledge
where site_id = $1;

-- query: knowledge_touch :exec
-- args: i64 site_id
-- A new version although nothing changed.
insert into knowledge (site_id) values ($1)
on conflict (site_id) do update set version = excluded.version,
	changed_by = excluded.changed_by, changed_at = now();

-- query: knowledge_passages :many
-- args: i64 site_id, i64 after_article, i64 after_ordinal, i64 max
-- All that can be found, article by article, for the search index.
select p.article_id, p.ordinal, p.id, p.anchor, p.heading, p.body,
	p.scenario_id, p.language, a.slug, a.category, r.revision, r.title,
	r.summary, array_to_string(a.tags, e'\n') as tags,
	array_to_string(r.questions, e'\n') as questions
from passage p
join article a on a.site_id = p.site_id and a.id = p.article_id
join article_revision r on r.site_id = p.site_id and r.id = p.revision_id
where p.site_id = $1 and p.is_current and a.status = 'published'
and (p.article_id, p.ordinal) > ($2, $3::integer)
order by p.article_id, p.ordinal
limit $4;
