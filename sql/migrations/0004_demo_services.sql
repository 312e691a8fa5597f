-- Demo business tables of the scenario "service": a home-service company.
-- The rows come from sql/seed/service/demo.sql. Nothing outside the schema demo refers to them.

create schema if not exists demo;

-- An exclusion constraint that compares site and staff with "=" in a gist index needs btree_gist (a trusted extension).
create extension if not exists btree_gist;

create table demo.home_service (
	site_id int not null default 1,
	code text not null check (code ~ '^[A-Z]{2}-[0-9]{2}$'),
	category text not null,
	name text not null,
	description text not null default '',
	keywords text not null default '',
	skill text not null,
	price_kind text not null check (price_kind in ('fixed', 'from', 'hourly', 'free')),
	price_cents int not null check (price_cents >= 0),
	further_cents int check (further_cents >= 0),
	duration_min int not null check (duration_min between 5 and 600),
	deposit_percent int not null default 0 check (deposit_percent between 0 and 100),
	plan_discount boolean not null default false,
	add_on boolean not null default false,
	online boolean not null default true,
	needs_check boolean not null default false,
	active boolean not null default true,
	sort int not null default 0,
	primary key (site_id, code)
);
comment on table demo.home_service is 'Catalogue of a home-service company: what can be booked, its price and planned time.';
comment on column demo.home_service.site_id is 'Site that owns the row.';
comment on column demo.home_service.code is 'Short code of the service, two letters for the trade and two digits, for example PL-03.';
comment on column demo.home_service.category is 'Trade in words: Plumbing, Drains, Water heaters, Heating and cooling, Electrical, Cleaning, Handyman, Estimates, Emergency.';
comment on column demo.home_service.keywords is 'Further words that customers use for it, separated by commas.';
comment on column demo.home_service.skill is 'Skill that a member of staff needs for it, see demo.home_staff_skill.';
comment on column demo.home_service.price_kind is 'fixed: the price is final; from: lowest price, confirmed in writing on site; hourly: price for one hour; free: no charge.';
comment on column demo.home_service.price_cents is 'Price in US cents, without travel or Saturday surcharge and without tax.';
comment on column demo.home_service.further_cents is 'Price in US cents of each further piece in the same visit; null where that does not apply.';
comment on column demo.home_service.duration_min is 'Planned time in minutes that a booking reserves.';
comment on column demo.home_service.deposit_percent is 'Share of the price that is due when a quote is accepted; 0 for none.';
comment on column demo.home_service.plan_discount is 'True if the repair discount of a maintenance plan applies.';
comment on column demo.home_service.add_on is 'True if it can only be added to another service of the same visit.';
comment on column demo.home_service.online is 'True if it can be booked without a phone call; emergencies are not.';
comment on column demo.home_service.needs_check is 'True if a booking starts as requested and a coordinator confirms it.';
comment on column demo.home_service.sort is 'Order in lists, ascending.';

create table demo.home_area (
	site_id int not null default 1,
	zip text not null check (zip ~ '^[0-9]{5}$'),
	district text not null,
	zone text not null check (zone in ('A', 'B', 'C', 'D')),
	surcharge_cents int not null check (surcharge_cents >= 0),
	visit_days int[] not null default '{1,2,3,4,5,6}',
	after_hours boolean not null default true,
	primary key (site_id, zip)
);
comment on table demo.home_area is 'ZIP codes that a home-service company serves. A ZIP code without a row is not served.';
comment on column demo.home_area.site_id is 'Site that owns the row.';
comment on column demo.home_area.zip is 'Five-digit ZIP code.';
comment on column demo.home_area.zone is 'Price zone: A city, B inner suburbs, C outer suburbs, D lake country.';
comment on column demo.home_area.surcharge_cents is 'Travel surcharge in US cents, once per visit.';
comment on column demo.home_area.visit_days is 'ISO weekdays (1 Monday to 7 Sunday) of planned visits.';
comment on column demo.home_area.after_hours is 'True if emergencies are served outside standard hours.';

create table demo.home_staff (
	site_id int not null default 1,
	code text not null,
	name text not null,
	role text not null,
	email text not null,
	active boolean not null default true,
	primary key (site_id, code)
);
comment on table demo.home_staff is 'Field staff of a home-service company.';
comment on column demo.home_staff.site_id is 'Site that owns the row.';
comment on column demo.home_staff.code is 'Employee number, for example HS01; it stands on the badge.';
comment on column demo.home_staff.name is 'Full name; visitors are told the first name only.';
comment on column demo.home_staff.role is 'Role in words, for example Master plumber.';
comment on column demo.home_staff.active is 'False for staff who left; they get no new appointments.';

create table demo.home_staff_skill (
	site_id int not null default 1,
	staff text not null,
	skill text not null,
	level text not null default 'qualified' check (level in ('qualified', 'lead')),
	primary key (site_id, staff, skill),
	foreign key (site_id, staff) references demo.home_staff (site_id, code) on delete cascade
);
comment on table demo.home_staff_skill is 'What a member of staff may do.';
comment on column demo.home_staff_skill.site_id is 'Site that owns the row.';
comment on column demo.home_staff_skill.staff is 'Employee number, see demo.home_staff.';
comment on column demo.home_staff_skill.skill is 'Skill as named in demo.home_service.skill.';
comment on column demo.home_staff_skill.level is 'qualified: does the work; lead: also supervises it (master licence or team lead).';

create table demo.home_shift (
	site_id int not null default 1,
	staff text not null,
	weekday int not null check (weekday between 1 and 7),
	starts_at time not null,
	ends_at time not null,
	last_window time,
	kind text not null default 'regular' check (kind in ('regular', 'on_call')),
	primary key (site_id, staff, weekday, starts_at),
	foreign key (site_id, staff) references demo.home_staff (site_id, code) on delete cascade,
	check (starts_at < ends_at),
	check ((kind = 'regular') = (last_window is not null))
);
comment on table demo.home_shift is 'Weekly working hours of staff, in the local time of the company.';
comment on column demo.home_shift.site_id is 'Site that owns the row.';
comment on column demo.home_shift.staff is 'Employee number, see demo.home_staff.';
comment on column demo.home_shift.weekday is 'ISO weekday, 1 Monday to 7 Sunday.';
comment on column demo.home_shift.ends_at is 'End of the shift; 24:00 is midnight at the end of the day. Planned work ends by then.';
comment on column demo.home_shift.last_window is 'Start of the last two-hour arrival window. Windows start at starts_at and every two hours until this time. Null for on_call.';
comment on column demo.home_shift.kind is 'regular: planned visits can be booked; on_call: emergencies only, never offered for booking.';

create table demo.home_holiday (
	site_id int not null default 1,
	day date not null,
	name text not null,
	closes_at time,
	primary key (site_id, day)
);
comment on table demo.home_holiday is 'Days on which a home-service company is closed or closes early.';
comment on column demo.home_holiday.site_id is 'Site that owns the row.';
comment on column demo.home_holiday.day is 'Date in the local time of the company.';
comment on column demo.home_holiday.closes_at is 'Null: no planned visits at all. A time: short day, the last arrival window ends at this time.';

-- Numbers of appointments that visitors book; the demo rows have numbers below 20000.
create sequence demo.home_appointment_no start 20001;

create table demo.home_appointment (
	reference text primary key default 'HB-' || nextval('demo.home_appointment_no') check (reference ~ '^HB-[0-9]{5,}$'),
	site_id int not null default 1,
	service text not null,
	staff text not null,
	zip text not null,
	street text not null default '',
	customer_name text not null,
	customer_email text not null,
	customer_phone text not null default '',
	during tstzrange not null,
	status text not null default 'confirmed'
		check (status in ('requested', 'confirmed', 'en_route', 'in_progress', 'completed', 'cancelled', 'no_show')),
	price_cents int not null check (price_cents >= 0),
	surcharge_cents int not null default 0 check (surcharge_cents >= 0),
	fee_cents int not null default 0 check (fee_cents >= 0),
	moved int not null default 0 check (moved >= 0),
	source text not null default 'chat' check (source in ('chat', 'web', 'phone')),
	note text not null default '',
	created_at timestamptz not null default now(),
	cancelled_at timestamptz,
	foreign key (site_id, service) references demo.home_service (site_id, code),
	foreign key (site_id, staff) references demo.home_staff (site_id, code),
	foreign key (site_id, zip) references demo.home_area (site_id, zip),
	constraint home_appointment_during check (
		not isempty(during) and lower_inc(during) and not upper_inc(during)
		and not lower_inf(during) and not upper_inf(during)
	),
	constraint home_appointment_cancelled check ((status = 'cancelled') = (cancelled_at is not null)),
	constraint home_appointment_no_double_booking exclude using gist (site_id with =, staff with =, during with &&)
		where (status not in ('cancelled', 'no_show'))
);
alter sequence demo.home_appointment_no owned by demo.home_appointment.reference;
create index home_appointment_customer on demo.home_appointment (site_id, lower(customer_email));
create index home_appointment_during on demo.home_appointment using gist (site_id, during);
comment on sequence demo.home_appointment_no is 'Next number of a booked appointment.';
comment on table demo.home_appointment is 'Appointments of a home-service company. One member of staff cannot have two active ones at the same time.';
comment on column demo.home_appointment.reference is 'Reference number that the customer gets, for example HB-10042.';
comment on column demo.home_appointment.site_id is 'Site that owns the row.';
comment on column demo.home_appointment.service is 'Code of the service, see demo.home_service.';
comment on column demo.home_appointment.staff is 'Employee number, see demo.home_staff.';
comment on column demo.home_appointment.zip is 'ZIP code of the visit, see demo.home_area.';
comment on column demo.home_appointment.customer_email is 'E-mail address of the person who booked; with the reference it opens the booking.';
comment on column demo.home_appointment.during is 'Planned time [start, end). The start is the start of the two-hour arrival window, the end is the start plus the planned duration.';
comment on column demo.home_appointment.status is 'requested: waits for a coordinator; confirmed: fixed; en_route: technician is on the way; in_progress: work is going on; completed: done; cancelled: called off by customer or company; no_show: nobody home. All but cancelled and no_show are active and block the time.';
comment on column demo.home_appointment.price_cents is 'Price of the service in US cents when it was booked.';
comment on column demo.home_appointment.surcharge_cents is 'Travel surcharge of the ZIP code plus the Saturday surcharge, in US cents.';
comment on column demo.home_appointment.fee_cents is 'Fee for late cancellation, late move or no access, in US cents; 0 for none.';
comment on column demo.home_appointment.moved is 'How often the customer has moved the appointment; at most 3 are allowed by policy.';
comment on column demo.home_appointment.source is 'Where it was booked.';
comment on column demo.home_appointment.cancelled_at is 'When it was called off; set exactly for status cancelled.';
