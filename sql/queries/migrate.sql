-- The state of the schema itself: lib/store/migrate.c.

-- query: migrate_lock :exec
-- args: i64 key
-- Held by the connection, across the transactions of all files.
select pg_advisory_lock($1);

-- query: migrate_unlock :exec
-- args: i64 key
select pg_advisory_unlock($1);

-- query: migrate_lock_holder :many
-- args: i64 key
-- Who holds the lock, for the message to the one who waited in vain.
select a.pid::bigint as pid, coalesce(a.application_name, '') as program,
	coalesce(host(a.client_addr), 'this machine') as host
from pg_locks l
join pg_stat_activity a on a.pid = l.pid
where l.locktype = 'advisory' and l.granted and l.objsubid = 1
and l.database = (select oid from pg_database where datname = current_database())
and (l.classid::bigint << 32 | l.objid::bigint) = $1::bigint
limit 1;

-- query: migrate_is_started :one
select to_regclass('public.schema_migration') is not null as started;

-- query: migrate_start :exec
-- A statement of its own, because a prepared one cannot hold two.
do $$
begin
	create table if not exists public.schema_migration (
		version integer primary key,
		name text not null,
		checksum text not null,
		applied_at timestamptz not null default clock_timestamp()
	);
	comment on table public.schema_migration is
	    'Which files of sql/migrations have run, and what was in them';
	comment on column public.schema_migration.checksum is
	    'SHA-256 of the file: a changed file that has run is an error';
end
$$;

-- query: migrate_list :many
-- args: i64 max
select version::bigint as version, name, checksum
from schema_migration
order by version
limit $1;

-- query: migrate_insert :exec
-- args: i64 version, text name, text checksum
insert into schema_migration (version, name, checksum)
values ($1::bigint, $2, $3);

-- query: migrate_set_role :exec
-- args: text role
-- For grants.sql, until the end of the transaction: a script takes no
-- parameters, and the role's name must not be pasted into it.
select set_config('biwoco.web_role', $1, true);
