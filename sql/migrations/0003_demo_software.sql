-- Demo business data of the built-in scenario "saas" (the software company Stintloom).
-- The tables stand for the tables of a real billing and status system. The program reads them only through its tools.

create schema if not exists demo;

create table demo.soft_plan (
	code text primary key,
	site_id int not null default 1,
	position int not null,
	name text not null,
	month_cents int check (month_cents >= 0),
	year_cents int not null check (year_cents >= 0),
	min_seats int not null default 1 check (min_seats > 0),
	max_seats int check (max_seats >= min_seats),
	guests int check (guests >= 0),
	active_projects int check (active_projects > 0),
	storage_mb int not null check (storage_mb > 0),
	api_per_minute int not null check (api_per_minute > 0),
	api_per_day int not null check (api_per_day > 0),
	api_keys int not null check (api_keys > 0),
	webhooks int not null check (webhooks >= 0),
	first_answer text not null,
	summary text not null
);

comment on table demo.soft_plan is 'Demo software: the plans of Stintloom with prices and limits, one row for each plan.';
comment on column demo.soft_plan.code is 'free, starter, team, business or enterprise.';
comment on column demo.soft_plan.site_id is 'Site that owns the row.';
comment on column demo.soft_plan.position is 'Order in lists, the smallest plan first.';
comment on column demo.soft_plan.month_cents is 'Price of a seat for a month with monthly billing, US cents before tax; null: not sold with monthly billing.';
comment on column demo.soft_plan.year_cents is 'Price of a seat for a year with annual billing, US cents before tax.';
comment on column demo.soft_plan.max_seats is 'Largest number of seats; null: no upper limit.';
comment on column demo.soft_plan.guests is 'Guests included; null: unlimited.';
comment on column demo.soft_plan.active_projects is 'Active projects; null: unlimited.';
comment on column demo.soft_plan.storage_mb is 'File storage of the whole workspace, 1 GB = 1,000 MB.';
comment on column demo.soft_plan.api_per_minute is 'API requests a minute for the whole workspace.';
comment on column demo.soft_plan.api_per_day is 'API requests a day (UTC) for the whole workspace.';
comment on column demo.soft_plan.api_keys is 'Active API keys a workspace may have.';
comment on column demo.soft_plan.webhooks is 'Webhook endpoints a workspace may have; 0: no webhooks.';
comment on column demo.soft_plan.first_answer is 'Support: time to the first answer to a normal case, in words.';

create table demo.soft_plan_feature (
	plan_code text not null references demo.soft_plan (code) on delete cascade,
	position int not null,
	site_id int not null default 1,
	feature text not null,
	value text not null,
	primary key (plan_code, position)
);

comment on table demo.soft_plan_feature is 'Demo software: features of a plan, in the same order for every plan, so that plans can be compared.';
comment on column demo.soft_plan_feature.position is 'Order in lists; the same feature has the same position in all plans.';
comment on column demo.soft_plan_feature.site_id is 'Site that owns the row.';
comment on column demo.soft_plan_feature.value is '"Included", "Not included" or a limit in words.';

create table demo.soft_account (
	id int primary key,
	site_id int not null default 1,
	workspace text not null,
	company text not null,
	owner_name text not null,
	owner_email text not null,
	billing_email text not null,
	country char(2) not null,
	vat_number text,
	plan_code text not null references demo.soft_plan (code),
	billing text check (billing in ('month', 'year')),
	seats int not null check (seats > 0),
	seats_used int not null check (seats_used between 0 and seats),
	discount_percent int not null default 0 check (discount_percent between 0 and 100),
	status text not null
		check (status in ('trialing', 'active', 'past_due', 'read_only', 'suspended', 'closed')),
	status_since date not null,
	created_on date not null,
	trial_ends_on date,
	renews_on date,
	payment_method text check (payment_method in ('card', 'bank_transfer')),
	card_brand text,
	card_last4 char(4),
	data_region text not null default 'eu' check (data_region in ('eu', 'us')),
	storage_used_mb int not null default 0 check (storage_used_mb >= 0),
	api_key_count int not null default 0 check (api_key_count >= 0),
	api_key_hint char(4),
	api_key_reset_at timestamptz,
	sso boolean not null default false,
	unique (site_id, workspace),
	check ((status = 'trialing') = (trial_ends_on is not null)),
	check ((card_last4 is not null) = (payment_method is not distinct from 'card')),
	check ((api_key_count > 0) = (api_key_hint is not null))
);

comment on table demo.soft_account is 'Demo software: the workspaces of Stintloom''s customers. A verified visitor may see the rows whose owner_email or billing_email is the visitor''s.';
comment on column demo.soft_account.site_id is 'Site that owns the row.';
comment on column demo.soft_account.workspace is 'Last part of app.stintloom.example/w/..., as the customer knows it.';
comment on column demo.soft_account.owner_email is 'Owner: may see and change everything, and ask for a key reset.';
comment on column demo.soft_account.billing_email is 'Billing contact: may see plan and invoices; may not ask for a key reset unless the same as owner_email.';
comment on column demo.soft_account.country is 'ISO 3166 code of the company address; decides the tax.';
comment on column demo.soft_account.plan_code is 'Present plan; for a trial business, for a closed workspace the last plan.';
comment on column demo.soft_account.billing is 'Billing period; null: nothing is billed (Free plan and trials).';
comment on column demo.soft_account.seats is 'Paid seats; for Free and trials the largest number of members.';
comment on column demo.soft_account.seats_used is 'Owners, admins, managers, members and open invitations.';
comment on column demo.soft_account.discount_percent is '30 for nonprofits and schools on Team and Business, otherwise 0.';
comment on column demo.soft_account.status is 'trialing; active; past_due: a payment failed less than 14 days ago, still usable; read_only: from day 14; suspended: from day 30; closed: cancelled or ended, data kept for 90 days.';
comment on column demo.soft_account.renews_on is 'First day of the next billing period; null: nothing renews.';
comment on column demo.soft_account.data_region is 'Data region chosen at creation: eu (Ireland) or us (Ohio).';
comment on column demo.soft_account.api_key_count is 'Active API keys.';
comment on column demo.soft_account.api_key_hint is 'Last four characters of the newest API key; the key itself is never stored here.';
comment on column demo.soft_account.api_key_reset_at is 'When a key reset was last requested; set by the tool that takes such requests.';
comment on column demo.soft_account.sso is 'True: single sign-on is required in the workspace.';

create index soft_account_owner on demo.soft_account (site_id, lower(owner_email));
create index soft_account_billing on demo.soft_account (site_id, lower(billing_email));

create table demo.soft_invoice (
	number text primary key,
	site_id int not null default 1,
	account_id int not null references demo.soft_account (id) on delete cascade,
	plan_code text not null references demo.soft_plan (code),
	kind text not null check (kind in ('subscription', 'seats', 'upgrade')),
	description text not null,
	period_start date not null,
	period_end date not null check (period_end >= period_start),
	seats int not null check (seats > 0),
	net_cents int not null check (net_cents >= 0),
	discount_cents int not null default 0 check (discount_cents between 0 and net_cents),
	tax_percent numeric(4, 1) not null default 0 check (tax_percent >= 0),
	tax_note text,
	tax_cents int not null default 0 check (tax_cents >= 0),
	total_cents int not null,
	currency char(3) not null default 'USD',
	status text not null
		check (status in ('open', 'paid', 'overdue', 'refunded', 'void', 'uncollectible')),
	payment_method text not null check (payment_method in ('card', 'bank_transfer')),
	issued_on date not null,
	due_on date not null,
	paid_on date,
	refunded_on date,
	attempts int not null default 0 check (attempts between 0 and 4),
	note text,
	replaces text references demo.soft_invoice (number),
	check (total_cents = net_cents - discount_cents + tax_cents),
	check ((status in ('paid', 'refunded')) = (paid_on is not null)),
	check ((status = 'refunded') = (refunded_on is not null))
);

comment on table demo.soft_invoice is 'Demo software: invoices from Stintloom to its customers for the subscription.';
comment on column demo.soft_invoice.number is 'For example INV-2026-0042. The four digits name the numbering series, not always the year of issue.';
comment on column demo.soft_invoice.site_id is 'Site that owns the row.';
comment on column demo.soft_invoice.plan_code is 'Plan that was billed.';
comment on column demo.soft_invoice.kind is 'subscription: a billing period; seats: added seats, prorated; upgrade: difference to a higher plan, prorated.';
comment on column demo.soft_invoice.period_end is 'Last day that is paid for.';
comment on column demo.soft_invoice.net_cents is 'Seats times price before discount and tax, US cents.';
comment on column demo.soft_invoice.tax_note is 'Name of the tax, "Reverse charge", or null when no tax applies.';
comment on column demo.soft_invoice.status is 'open: issued, due date not passed; paid; overdue: due date passed and not paid; refunded: paid and paid back in full; void: issued in error, nothing is owed; uncollectible: the subscription ended with the invoice unpaid.';
comment on column demo.soft_invoice.due_on is 'Card: 7 days after issue; bank transfer: 30 days after issue.';
comment on column demo.soft_invoice.attempts is 'How often the card was charged or tried (days 0, 3, 7 and 12); 0 for bank transfers.';
comment on column demo.soft_invoice.note is 'Reason of a failed charge, a refund or a void, in words a customer may read.';
comment on column demo.soft_invoice.replaces is 'Number of the void invoice that this invoice replaces.';

create index soft_invoice_account on demo.soft_invoice (account_id, issued_on desc);

create table demo.soft_service (
	code text primary key,
	site_id int not null default 1,
	position int not null,
	name text not null,
	description text not null,
	keywords text not null default '',
	status text not null default 'operational'
		check (status in ('operational', 'degraded', 'partial_outage', 'major_outage', 'maintenance')),
	status_since timestamptz not null,
	uptime_30d numeric(6, 3) not null check (uptime_30d between 0 and 100),
	uptime_90d numeric(6, 3) not null check (uptime_90d between 0 and 100)
);

comment on table demo.soft_service is 'Demo software: components of the status page with their present status.';
comment on column demo.soft_service.site_id is 'Site that owns the row.';
comment on column demo.soft_service.keywords is 'Further words that customers use for the component.';
comment on column demo.soft_service.status is 'operational; degraded: slower or single errors; partial_outage: some customers or functions; major_outage: most customers; maintenance: planned work.';
comment on column demo.soft_service.uptime_30d is 'Availability of the past 30 days in percent.';
comment on column demo.soft_service.uptime_90d is 'Availability of the past 90 days in percent.';

create table demo.soft_incident (
	id int primary key,
	site_id int not null default 1,
	service_code text not null references demo.soft_service (code) on delete cascade,
	region text not null default 'all' check (region in ('all', 'eu', 'us')),
	title text not null,
	severity text not null check (severity in ('critical', 'major', 'minor', 'maintenance')),
	status text not null
		check (status in ('investigating', 'identified', 'monitoring', 'resolved', 'scheduled', 'completed')),
	started_at timestamptz not null,
	resolved_at timestamptz check (resolved_at >= started_at),
	updated_at timestamptz not null,
	last_update text not null,
	cause text,
	check ((status in ('resolved', 'completed')) = (resolved_at is not null))
);

comment on table demo.soft_incident is 'Demo software: incidents and planned maintenance of the status page.';
comment on column demo.soft_incident.site_id is 'Site that owns the row.';
comment on column demo.soft_incident.service_code is 'Component most affected.';
comment on column demo.soft_incident.region is 'Data region affected; all: both.';
comment on column demo.soft_incident.severity is 'critical, major or minor; maintenance: planned work.';
comment on column demo.soft_incident.status is 'Incidents: investigating, identified, monitoring, resolved. Maintenance: scheduled, completed.';
comment on column demo.soft_incident.started_at is 'For scheduled maintenance the planned start, in the future.';
comment on column demo.soft_incident.updated_at is 'When last_update was published.';
comment on column demo.soft_incident.last_update is 'Newest text for customers.';
comment on column demo.soft_incident.cause is 'Cause in one sentence, when the incident is over and the cause is published.';

create index soft_incident_started on demo.soft_incident (site_id, started_at desc);
