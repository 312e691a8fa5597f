-- query: site_get :one
-- args: i64 site_id
-- The brand that a process serves.
select id, slug, name, host, language, time_zone, accents
from site
where id = $1;
