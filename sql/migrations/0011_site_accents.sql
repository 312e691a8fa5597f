-- Every page needs the accents of all scenarios for the address of its style sheet; they change a few times a year.

alter table site add column accents text not null default '';
comment on column site.accents is 'Slug and accent of each active scenario, one a line; kept by the trigger site_accents.';

create function site_accents() returns trigger language plpgsql as $$
begin
	update site
	set accents = (
		select coalesce(string_agg(s.slug || ' ' || s.accent, e'\n' order by s.sort, s.slug), '')
		from scenario s
		where s.site_id = site.id and s.is_active)
	where id = case when tg_op = 'DELETE' then old.site_id else new.site_id end;
	return null;
end $$;
comment on function site_accents() is 'After a change of a scenario: what site.accents says of it.';

create trigger site_accents
	after insert or delete or update of slug, accent, sort, is_active on scenario
	for each row execute function site_accents();

-- For the scenarios that are there.
update scenario set accent = accent;
