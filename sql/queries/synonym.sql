-- query: synonym_list :many
-- args: i64 site_id, text language, i64 max
-- Groups of words; language '' means all.
select language, words
from synonym
where site_id = $1 and ($2 = '' or language = $2)
order by language, id
limit $3;

-- query: synonym_clear :exec
-- args: i64 site_id, text language
-- An import brings all groups of a language.
delete from synonym
where language = $2 and site_id = $1;

-- query: synonym_insert :exec
-- args: i64 site_id, text language, texts words
-- In the given order, each once.
insert into synonym (site_id, language, words)
select $1, $2, u.words
from unnest($3::text[]) with ordinality as u (words, n)
order by u.n
on conflict do nothing;
