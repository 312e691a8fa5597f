-- query: site_get :one
-- args: i64 site_id
-- The brand that a process serves; accents are what the style sheet takes
-- from its scenarios, in a form that changes with them.
select id, slug, name, host, language, time_zone,
	(select coalesce(string_agg(s.slug || ' ' || s.accent, e'\n'
		order by s.sort, s.slug), '')
	from scenario s
	where s.site_id = $1 and s.is_active) as accents
from site
where id = $1;
