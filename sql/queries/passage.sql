-- query: passage_retire :exec
-- args: i64 site_id, i64 article_id
-- Passages of older revisions are not found any more, but stay citable.
update passage
set is_current = false
where site_id = $1 and article_id = $2 and is_current;

-- query: passage_insert :one
-- args: i64 site_id, i64 revision_id, i64 article_id, i64 scenario_id, text language, i64 ordinal, text anchor, text heading, text body, i64 n_words, text terms
-- terms is a finished tsvector: only the program's own stemmer made it.
insert into passage (site_id, revision_id, article_id, scenario_id, language,
	ordinal, anchor, heading, body, n_words, terms)
values ($1, $2, $3, $4, $5, $6::integer, $7, $8, $9, $10::integer,
	$11::tsvector)
returning id;

-- query: passage_of_revision :many
-- args: i64 site_id, i64 revision_id, i64 max
-- The parts of an article's page, in order.
select id, ordinal, anchor, heading, body
from passage
where site_id = $1 and revision_id = $2
order by ordinal
limit $3;

-- query: passage_texts :many
-- args: i64 site_id, i64 after_id, i64 max
-- All current texts, page by page, for the vocabulary.
select p.id, p.article_id, p.language, p.heading, p.body, r.title,
	array_to_string(r.questions, e'\n') as questions,
	array_to_string(a.tags, e'\n') as tags
from passage p
join article a on a.site_id = p.site_id and a.id = p.article_id
join article_revision r on r.site_id = p.site_id and r.id = p.revision_id
where p.site_id = $1 and p.id > $2 and p.is_current
order by p.id
limit $3;

-- query: passage_candidates :many
-- args: i64 site_id, i64 scenario_id, texts languages, texts stems, i64 max
-- The passages with the rarest stems of a question, for ranking by the
-- program.  Every row repeats the number of passages and the stems'
-- document frequencies within what was searched.
with stem as materialized (
	select n, quote_literal(s)::tsquery as query
	from unnest($4::text[]) with ordinality as u (s, n)
), searched as materialized (
	select count(*) as total
	from passage p
	where p.site_id = $1 and p.is_current and p.language = any ($3::text[])
	and ($2::bigint is null or p.scenario_id = $2
		or p.scenario_id is null)
), hit as materialized (
	select stem.n, p.id, ts_rank(p.terms, stem.query) as rank
	from stem
	join passage p on p.terms @@ stem.query
	where p.site_id = $1 and p.is_current and p.language = any ($3::text[])
	and ($2::bigint is null or p.scenario_id = $2
		or p.scenario_id is null)
), frequency as materialized (
	select stem.n, count(hit.id) as df
	from stem
	left join hit using (n)
	group by stem.n
), best as (
	select hit.id, sum((0.3 + hit.rank) *
		ln(1 + (searched.total + 1)::float8 /
			(frequency.df + 0.5::float8))) as score
	from hit
	join frequency using (n)
	cross join searched
	group by hit.id
	order by 2 desc, 1
	limit $5
)
select p.id, p.article_id, p.ordinal, p.anchor, p.heading, p.body, p.n_words,
	p.terms::text as terms, a.slug, a.category, r.title, r.summary,
	r.revision, array_to_string(r.questions, e'\n') as questions,
	best.score, searched.total,
	(select array_to_string(array_agg(df order by n), ' ')
		from frequency) as frequencies
from best
join passage p on p.site_id = $1 and p.id = best.id
join article a on a.site_id = p.site_id and a.id = p.article_id
join article_revision r on r.site_id = p.site_id and r.id = p.revision_id
cross join searched
where a.status = 'published'
order by best.score desc, p.id;


-- query: term_clear :exec
-- args: i64 site_id
-- The vocabulary is made anew with each import, in its transaction.
delete from term where site_id = $1;

-- query: term_insert :exec
-- args: i64 site_id, texts words, texts stems, i64s counts
-- The words of the current passages.
insert into term (site_id, word, stem, n_passages)
select $1, u.word, u.stem, u.n::integer
from unnest($2::text[], $3::text[], $4::bigint[]) as u (word, stem, n);

-- query: term_repair :many
-- args: i64 site_id, texts words, texts stems, i64 max
-- Known words that look like the unknown ones among the given.
select u.n - 1 as position, t.word, t.stem, t.n_passages
from unnest($2::text[], $3::text[]) with ordinality as u (word, stem, n)
cross join lateral (
	select t.word, t.stem, t.n_passages
	from term t
	where t.site_id = $1 and length(t.word) > 2
	and (t.word % u.word or t.word like left(u.word, 2) || '%')
	and length(t.word) between length(u.word) - 2 and length(u.word) + 2
	order by similarity(t.word, u.word) desc, t.n_passages desc
	limit $4
) t
where not exists (select from term k where k.site_id = $1
	and (k.word = u.word or k.stem = u.stem))
order by u.n;
