-- query: health_check :one
-- What /readyz tells: which migrations the database has, and how long the
-- oldest answer has been owed.
select (select coalesce(max(version), 0) from schema_migration)::bigint
		as schema_version,
	(select count(*) from job)::bigint as owed,
	coalesce((select extract(epoch from now() - min(created_at))
		from job), 0)::double precision as oldest_owed_s;
