-- query: code_issue :one
-- args: i64 site_id, i64 conversation_id, text email, text origin, text salt, text hash, i64 minutes, i64 hourly_email, i64 hourly_visitor, i64 hourly_origin
-- A new code, unless too many were asked for in the past hour: for the
-- address, by the visitor, or from one network. `known` says whether the
-- address is a customer's; nobody but the outbox may learn it.
with visitor as (
	select visitor_id from conversation where site_id = $1 and id = $2
),
past as (
	select count(*) filter (where c.email = lower($3)) as n_email,
		count(*) filter (where v.visitor_id = (select visitor_id from visitor)) as n_visitor,
		count(*) filter (where c.origin = $4 and $4 <> '') as n_origin
	from code c
	join conversation v on v.site_id = c.site_id and v.id = c.conversation_id
	where c.site_id = $1 and c.created_at > now() - interval '1 hour'
),
issued as (
	insert into code (site_id, conversation_id, email, origin, salt, hash, expires_at)
	select $1, $2, lower($3), $4, $5, $6, now() + make_interval(mins => $7::int)
	from past
	where n_email < $8 and n_visitor < $9 and n_origin < $10
	returning id
)
select exists (select from issued) as issued,
	exists (select from demo.shop_customer where site_id = $1 and email = lower($3))
	or exists (select from demo.soft_account where site_id = $1
		and (lower(owner_email) = lower($3) or lower(billing_email) = lower($3)))
	or exists (select from demo.home_appointment where site_id = $1
		and lower(customer_email) = lower($3)) as known,
	(select sc.company from conversation v
		join scenario sc on sc.site_id = v.site_id and sc.id = v.scenario_id
		where v.site_id = $1 and v.id = $2) as company;

-- query: code_try :maybe
-- args: i64 site_id, i64 conversation_id, i64 tries_max
-- Counts a try of the conversation's newest code and gives what it is
-- compared with; none when it is used, too old or tried too often.
update code
set tries = tries + 1
where site_id = $1 and id = (
	select id from code
	where site_id = $1 and conversation_id = $2
	order by id desc
	limit 1
	for update
) and used_at is null and expires_at > now() and tries < $3
returning id, email, salt, hash, tries;

-- query: code_use :exec
-- args: i64 site_id, i64 code_id, i64 hours
-- The code was right: the conversation is verified for its address.
with used as (
	update code set used_at = now()
	where site_id = $1 and id = $2 and used_at is null
	returning conversation_id, email
)
insert into verification (site_id, conversation_id, email, expires_at)
select $1, conversation_id, email, now() + make_interval(hours => $3::int)
from used
on conflict (conversation_id, site_id) do update
set email = excluded.email, created_at = now(), expires_at = excluded.expires_at;

-- query: code_newest :maybe
-- args: i64 site_id, i64 conversation_id
-- What became of the conversation's newest code.
select email, tries, used_at is not null or expires_at <= now() as is_over
from code
where site_id = $1 and conversation_id = $2
order by id desc
limit 1;

-- query: verification_get :maybe
-- args: i64 site_id, i64 conversation_id
select email from verification
where site_id = $1 and conversation_id = $2 and expires_at > now();

-- query: code_prune :exec
-- args: i64 limit
-- Codes that nobody can use any more, of all sites.
delete from code
where (site_id, id) in (
	select site_id, id from code
	where created_at < now() - interval '1 day'
	limit $1
);
