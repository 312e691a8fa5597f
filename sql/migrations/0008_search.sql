-- The program searches in an index of its own, built from the passages and
-- kept as a file (doc/search.md). It needs to know when knowledge changed;
-- the vocabulary and the search vectors are in that file now.

create table knowledge (
	site_id bigint primary key references site,
	version uuid not null default gen_random_uuid(),
	changed_by xid8 not null default pg_current_xact_id(),
	changed_at timestamptz not null default now()
);
comment on table knowledge is 'One row a site: which state its articles and synonyms are in';
comment on column knowledge.version is 'New in each transaction that changes knowledge; search indexes are named by it';
comment on column knowledge.changed_by is 'The transaction that made the version, so that it makes one only';

insert into knowledge (site_id) select id from site;

create table synonym (
	site_id bigint not null references site,
	id bigint generated always as identity,
	language text not null,
	words text not null,
	primary key (id, site_id),
	unique (language, words, site_id)
);
comment on table synonym is 'Groups of words that may stand for each other, beside those built in';
comment on column synonym.words is '"parcel|package > box": after ">" narrower words, which mean the group but are not meant by it';

create function knowledge_changed() returns trigger language plpgsql as $$
declare
	changed bigint := case when tg_op = 'DELETE' then old.site_id else new.site_id end;
begin
	if not exists (select from knowledge
		where site_id = changed and changed_by = pg_current_xact_id()) then
		insert into knowledge (site_id) values (changed)
		on conflict (site_id) do update set version = excluded.version,
			changed_by = excluded.changed_by, changed_at = now();
	end if;
	return null;
end
$$;

create trigger article_changed after insert or update or delete on article
	for each row execute function knowledge_changed();
create trigger passage_changed after insert or update or delete on passage
	for each row execute function knowledge_changed();
create trigger synonym_changed after insert or update or delete on synonym
	for each row execute function knowledge_changed();

alter table passage drop column terms;
drop table term;
