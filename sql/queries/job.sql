-- query: job_claim_due :maybe
-- args: i64 lease_s
-- Takes over one answer whose process was lost, of any site.
update job j
set attempt = j.attempt + 1,
	lease_until = now() + make_interval(secs => $1::double precision)
from (
	select site_id, id from job
	where lease_until < now()
	order by lease_until
	for update skip locked
	limit 1
) due
where j.site_id = due.site_id and j.id = due.id
returning j.site_id, j.id, j.attempt;

-- query: job_claim :maybe
-- args: i64 site_id, i64 job_id, i64 lease_s
-- Takes over one known job if its lease has run out.
update job
set attempt = attempt + 1,
	lease_until = now() + make_interval(secs => $3::double precision)
where site_id = $1 and id = $2 and lease_until < now()
returning id, attempt;
