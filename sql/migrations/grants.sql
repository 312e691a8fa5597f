-- Rights of the web programs' role, granted anew after each migration. Not
-- numbered: it describes a state, and runs every time. The role's name is
-- the setting biwoco.web_role (see lib/store/migrate.c).
--
-- The role owns nothing, so it cannot alter or drop. It reads and writes
-- rows, but for two tables: audit can only be added to, and what has been
-- migrated can only be read (programs refuse to start on a wrong schema).
do $$
declare
	web text := current_setting('biwoco.web_role');
	folder text;
begin
	if not exists (select from pg_roles where rolname = web) then
		raise exception 'the role "%" of the setting web_role does not exist', web
		using hint = format('create role %I login; or set web_role to a role there is', web);
	end if;
	if exists (select from pg_roles where rolname = web and rolsuper) then
		raise exception 'the role "%" of the setting web_role is a superuser', web
		using hint = 'the web programs need a role that can do as little as possible';
	end if;
	if exists (select from pg_tables where tableowner = web and schemaname in ('public', 'demo')) then
		raise exception 'the role "%" of the setting web_role owns tables', web
		using hint = 'migrate as another role, which then owns them (owner_database_url)';
	end if;

	-- Before PostgreSQL 15 everybody may create here.
	revoke create on schema public from public;
	for folder in select nspname from pg_namespace where nspname in ('public', 'demo') loop
		execute format('revoke all on all tables in schema %I from %I', folder, web);
		execute format('revoke create on schema %I from %I', folder, web);
		execute format('grant usage on schema %I to %I', folder, web);
		execute format('grant select, insert, update, delete on all tables in schema %I to %I', folder, web);
		execute format('grant usage on all sequences in schema %I to %I', folder, web);
	end loop;
	if to_regclass('public.audit') is not null then
		execute format('revoke all on public.audit from %I', web);
		execute format('grant insert on public.audit to %I', web);
	end if;
	execute format('revoke all on public.schema_migration from %I', web);
	execute format('grant select on public.schema_migration to %I', web);
end
$$;
