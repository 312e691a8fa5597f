-- query: article_list :many
-- args: i64 site_id, i64 scenario_id, text after_category, text after_slug, i64 max
-- Published articles by category and slug; scenario null: all of the site.
select a.id, a.slug, a.scenario_id, a.category, a.language, a.status,
	a.review_by, a.revision, a.revision_id, a.updated_at, r.title,
	r.summary, array_to_string(a.tags, e'\n') as tags,
	array_to_string(r.questions, e'\n') as questions, '' as body
from article a
join article_revision r on r.site_id = a.site_id and r.id = a.revision_id
where a.site_id = $1 and a.status = 'published'
and ($2::bigint is null or a.scenario_id = $2 or a.scenario_id is null)
and (a.category, a.slug) > ($3, $4)
order by a.category, a.slug
limit $5;

-- query: article_get :maybe
-- args: i64 site_id, text slug, i64 revision
-- One revision of a published article; revision null: the current one.
select a.id, a.slug, a.scenario_id, a.category, a.language, a.status,
	a.review_by, r.revision, r.id as revision_id, r.created_at as updated_at,
	r.title, r.summary, array_to_string(a.tags, e'\n') as tags,
	array_to_string(r.questions, e'\n') as questions, r.body,
	r.id = a.revision_id as is_current
from article a
join article_revision r on r.site_id = a.site_id and r.article_id = a.id
	and r.revision = coalesce($3::bigint, a.revision)
where a.site_id = $1 and a.slug = $2 and a.status = 'published';

-- query: article_lock :maybe
-- args: i64 site_id, text slug
-- What an import compares with; nobody else changes it until the commit.
select a.id, a.scenario_id, a.revision, a.revision_id,
	encode(r.source_hash, 'hex') as source_hash
from article a
left join article_revision r on r.site_id = a.site_id
	and r.id = a.revision_id
where a.site_id = $1 and a.slug = $2
for update of a;

-- query: article_upsert :one
-- args: i64 site_id, text slug, i64 scenario_id, text category, text language, texts tags, text review_by
-- The article itself; its text follows as a revision.
insert into article as a (site_id, slug, scenario_id, category, language,
	tags, review_by, revision)
values ($1, $2, $3, $4, $5, $6::text[], $7::date, 0)
on conflict (site_id, slug) do update
set scenario_id = excluded.scenario_id, category = excluded.category,
	language = excluded.language, tags = excluded.tags,
	review_by = excluded.review_by, status = 'published',
	updated_at = now()
returning id, revision;

-- query: article_revision_insert :one
-- args: i64 site_id, i64 article_id, i64 revision, text title, text summary, texts questions, text body, bytes source_hash
-- A new text, which becomes the current one.
with made as (
	insert into article_revision (site_id, article_id, revision, title,
		summary, questions, body, source_hash)
	values ($1, $2, $3::integer, $4, $5, $6::text[], $7, $8)
	returning id, revision
), moved as (
	update article a
	set revision = made.revision, revision_id = made.id
	from made
	where a.site_id = $1 and a.id = $2
	returning a.id
)
select made.id, made.revision
from made, moved;
