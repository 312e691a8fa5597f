-- query: demo_software_plans :one
-- args: i64 site_id
-- All plans, the smallest first.
select coalesce(json_agg(json_build_object('code', code, 'name', name, 'position', position,
	'month_cents', month_cents, 'year_cents', year_cents, 'min_seats', min_seats, 'max_seats', max_seats,
	'guests', guests, 'active_projects', active_projects, 'storage_mb', storage_mb,
	'api_per_minute', api_per_minute, 'api_per_day', api_per_day, 'api_keys', api_keys,
	'webhooks', webhooks, 'first_answer', first_answer, 'summary', summary) order by position), '[]') as data
from demo.soft_plan
where site_id = $1;

-- query: demo_software_plan_feature :many
-- args: i64 site_id, text plan_code, texts words, i64 limit
-- Features of a plan that the message names.
select f.feature, f.value
from demo.soft_plan_feature f
where f.site_id = $1 and f.plan_code = $2
and exists (
	select from unnest($3::text[]) as w
	where length(w) > 2 and to_tsvector('english', f.feature) @@ plainto_tsquery('english', w)
)
order by (
	select count(*) from unnest($3::text[]) as w
	where length(w) > 2 and to_tsvector('english', f.feature) @@ plainto_tsquery('english', w)
) desc, f.position
limit $4;

-- query: demo_software_accounts :one
-- args: i64 site_id, text email
-- Workspaces that the verified address owns or pays for.
select coalesce(json_agg(json_build_object('id', a.id, 'workspace', a.workspace, 'company', a.company,
	'plan', a.plan_code, 'billing', a.billing, 'seats', a.seats, 'seats_used', a.seats_used,
	'discount_percent', a.discount_percent, 'status', a.status,
	'trial_ends_on', to_char(a.trial_ends_on, 'FMMonth FMDD, YYYY'),
	'renews_on', to_char(a.renews_on, 'FMMonth FMDD, YYYY'),
	'renews', a.renews_on,
	'days_left', a.renews_on - current_date,
	'days_of_period', a.renews_on - (a.renews_on - case a.billing when 'year' then interval '1 year'
		else interval '1 month' end)::date,
	'is_owner', lower(a.owner_email) = lower($2), 'api_key_count', a.api_key_count,
	'api_key_hint', a.api_key_hint,
	'reset_minutes_ago', floor(extract(epoch from now() - a.api_key_reset_at) / 60)::bigint)
	order by a.workspace), '[]') as data
from demo.soft_account a
where a.site_id = $1 and (lower(a.owner_email) = lower($2) or lower(a.billing_email) = lower($2));

-- query: demo_software_invoices :one
-- args: i64 site_id, text email, text number, i64 limit
-- Invoices of the address's workspaces, newest first; number null: all.
select coalesce(json_agg(x.data order by x.issued_on desc, x.number desc), '[]') as data
from (
	select i.issued_on, i.number, json_build_object('number', i.number, 'workspace', a.workspace,
		'description', i.description, 'status', i.status, 'currency', i.currency,
		'net_cents', i.net_cents, 'discount_cents', i.discount_cents, 'tax_cents', i.tax_cents,
		'tax_percent', i.tax_percent, 'tax_note', i.tax_note, 'total_cents', i.total_cents,
		'payment_method', i.payment_method,
		'issued_on', to_char(i.issued_on, 'FMMonth FMDD, YYYY'),
		'due_on', to_char(i.due_on, 'FMMonth FMDD, YYYY'),
		'paid_on', to_char(i.paid_on, 'FMMonth FMDD, YYYY'),
		'refunded_on', to_char(i.refunded_on, 'FMMonth FMDD, YYYY'),
		'attempts', i.attempts, 'note', i.note, 'replaces', i.replaces) as data
	from demo.soft_invoice i
	join demo.soft_account a on a.site_id = i.site_id and a.id = i.account_id
	where i.site_id = $1 and (lower(a.owner_email) = lower($2) or lower(a.billing_email) = lower($2))
	and ($3::text is null or i.number = $3)
	order by i.issued_on desc, i.number desc
	limit $4
) x;

-- query: demo_software_key_reset :maybe
-- args: i64 site_id, text email, text workspace
-- Only for the owner, and not twice in four hours.
with done as (
	update demo.soft_account
	set api_key_reset_at = now()
	where site_id = $1 and workspace = $3 and lower(owner_email) = lower($2)
	and api_key_count > 0 and status not in ('closed', 'suspended')
	and (api_key_reset_at is null or api_key_reset_at < now() - interval '4 hours')
	returning id
)
insert into demo.soft_request (site_id, account_id, kind, email)
select $1, id, 'key_reset', lower($2) from done
returning id;

-- query: demo_software_plan_change :maybe
-- args: i64 site_id, text email, text workspace, text plan_code, text billing, i64 due_cents, bool is_upgrade
with account as (
	select id, renews_on from demo.soft_account
	where site_id = $1 and workspace = $3 and status in ('trialing', 'active')
	and (lower(owner_email) = lower($2) or lower(billing_email) = lower($2))
	for update
)
insert into demo.soft_request (site_id, account_id, kind, email, plan_code, billing, due_cents, takes_effect)
select $1, id, 'plan_change', lower($2), $4, $5, $6, case when $7 then current_date else renews_on end
from account
returning id, to_char(takes_effect, 'FMMonth FMDD, YYYY') as takes_effect;

-- query: demo_software_status :one
-- args: i64 site_id
-- Components that are not operational, incidents that are not over, planned
-- work, and all components by name.
select json_build_object(
	'components', (
		select json_agg(json_build_object('code', s.code, 'name', s.name, 'keywords', s.keywords,
			'status', s.status, 'since', to_char(s.status_since at time zone 'UTC', 'FMMonth FMDD, HH24:MI') || ' UTC',
			'uptime_30d', s.uptime_30d, 'uptime_90d', s.uptime_90d) order by s.position)
		from demo.soft_service s where s.site_id = $1
	),
	'incidents', (
		select json_agg(json_build_object('component', s.name, 'code', s.code, 'title', i.title, 'region', i.region,
			'severity', i.severity, 'status', i.status,
			'started', to_char(i.started_at at time zone 'UTC', 'FMMonth FMDD, HH24:MI') || ' UTC',
			'updated', to_char(i.updated_at at time zone 'UTC', 'FMMonth FMDD, HH24:MI') || ' UTC',
			'update', i.last_update) order by i.started_at)
		from demo.soft_incident i
		join demo.soft_service s on s.code = i.service_code
		where i.site_id = $1 and i.status in ('investigating', 'identified', 'monitoring', 'scheduled')
	)) as data;
