-- query: passage_retire :exec
-- args: i64 site_id, i64 article_id
-- Passages of older revisions are not found any more, but stay citable.
update passage
set is_current = false
where site_id = $1 and article_id = $2 and is_current;

-- query: passage_insert :one
-- args: i64 site_id, i64 revision_id, i64 article_id, i64 scenario_id, text language, i64 ordinal, text anchor, text heading, text body, i64 n_words
-- One part of a revision, which is the current one.
insert into passage (site_id, revision_id, article_id, scenario_id, language,
	ordinal, anchor, heading, body, n_words)
values ($1, $2, $3, $4, $5, $6::integer, $7, $8, $9, $10::integer)
returning id;

-- query: passage_of_revision :many
-- args: i64 site_id, i64 revision_id, i64 max
-- The parts of an article's page, in order.
select id, ordinal, anchor, heading, body
from passage
where site_id = $1 and revision_id = $2
order by ordinal
limit $3;
