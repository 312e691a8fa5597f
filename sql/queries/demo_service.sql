-- query: demo_service_area :maybe
-- args: i64 site_id, text zip
select json_build_object('zip', zip, 'district', district, 'zone', zone,
	'surcharge_cents', surcharge_cents, 'after_hours', after_hours,
	'visit_days', visit_days) as data
from demo.home_area
where site_id = $1 and zip = $2;

-- query: demo_service_get :maybe
-- args: i64 site_id, text code
select json_build_object('code', code, 'category', category, 'name', name,
	'description', description, 'price_kind', price_kind,
	'price_cents', price_cents, 'further_cents', further_cents,
	'duration_min', duration_min, 'deposit_percent', deposit_percent,
	'add_on', add_on, 'online', online, 'needs_check', needs_check) as data
from demo.home_service
where site_id = $1 and code = $2 and active;

-- query: demo_service_find :many
-- args: i64 site_id, texts words, i64 limit
-- Services by the visitor's words, best first: a word in the name counts
-- most, then keywords, category and description; a mistyped one a little;
-- a name that is said whole more than one that is said in part.
select s.code, s.name, m.score
from demo.home_service s
cross join lateral (
	select sum(greatest(
		case when s.name_words @@ w.q then 3 end,
		case when s.keyword_words @@ w.q then 2.5 end,
		case when s.category_words @@ w.q then 1.5 end,
		case when s.description_words @@ w.q then 0.6 end,
		case when length(w.word) > 3
			and word_similarity(w.word, lower(s.name || ' ' || s.keywords)) >= 0.55
			then 2.2 * word_similarity(w.word, lower(s.name || ' ' || s.keywords)) end,
		0)) / count(*)
		+ 2.0 * count(*) filter (where s.name_words @@ w.q)
			/ length(s.name_words) as score
	from (select word, plainto_tsquery('english', word) as q from unnest($2::text[]) as word) w
) m
where s.site_id = $1 and s.active and m.score >= 0.7
order by m.score desc, s.sort
limit $3;

-- query: demo_service_slots :many
-- args: i64 site_id, text code, text zip, text time_zone, text day_from, text day_to, text not_reference, i64 limit
-- Free arrival windows of a service at a place, soonest first: somebody with
-- the skill has a shift then and is free until the work is done. Planned
-- visits: from three hours ahead to 60 days ahead, not on holidays, on the
-- area's days; free estimates from Monday to Friday.
select to_char(w.local, 'YYYY-MM-DD') as day, to_char(w.local, 'HH24:MI') as starts,
	to_char(w.local + interval '2 hours', 'HH24:MI') as ends,
	to_char(w.local, 'FMDay, FMMonth FMDD, YYYY') as day_text,
	extract(isodow from w.local)::int as weekday, count(*) as n_staff
from demo.home_service s
join demo.home_area a on a.site_id = s.site_id and a.zip = $3
cross join lateral (select (now() at time zone $4)::date as today) t
cross join lateral generate_series(
	greatest(t.today, coalesce($5::date, t.today)),
	least(t.today + 60, coalesce($6::date, t.today + 60)), interval '1 day') as d (day)
join demo.home_shift h on h.site_id = s.site_id and h.kind = 'regular'
	and h.weekday = extract(isodow from d.day)
join demo.home_staff f on f.site_id = s.site_id and f.code = h.staff and f.active
join demo.home_staff_skill k on k.site_id = s.site_id and k.staff = h.staff and k.skill = s.skill
cross join lateral generate_series(d.day::timestamp + h.starts_at, d.day::timestamp + h.last_window,
	interval '2 hours') as w (local)
left join demo.home_holiday o on o.site_id = s.site_id and o.day = d.day::date
where s.site_id = $1 and s.code = $2 and s.active and s.online and not s.add_on
and h.weekday = any (a.visit_days)
and (s.price_kind <> 'free' or h.weekday < 6)
and w.local + make_interval(mins => s.duration_min) <= d.day::timestamp + h.ends_at
and (o.day is null or w.local + interval '2 hours' <= d.day::timestamp + o.closes_at)
and w.local at time zone $4 >= now() + interval '3 hours'
and not exists (
	select from demo.home_appointment x
	where x.site_id = s.site_id and x.staff = h.staff
	and x.status not in ('cancelled', 'no_show') and x.reference <> $7
	and x.during && tstzrange(w.local at time zone $4,
		w.local at time zone $4 + make_interval(mins => s.duration_min))
)
group by w.local
order by w.local
limit $8;

-- query: demo_service_book :one
-- args: i64 site_id, text code, text zip, text time_zone, text day, text starts, text name, text email, text phone, text street, i64 saturday_cents
-- One try to book: `staff` is null when nobody is free any more; a staff
-- without reference was taken a moment ago, and the next try will see it.
with candidate as (
	select s.*, h.staff, a.zone, a.surcharge_cents as travel_cents, h.weekday,
		($5::date + $6::time) at time zone $4 as at
	from demo.home_service s
	join demo.home_area a on a.site_id = s.site_id and a.zip = $3
	join demo.home_shift h on h.site_id = s.site_id and h.kind = 'regular'
		and h.weekday = extract(isodow from $5::date)
		and $6::time >= h.starts_at and $6::time <= h.last_window
		and extract(epoch from $6::time - h.starts_at)::int % 7200 = 0
		and $5::date + $6::time + make_interval(mins => s.duration_min) <= $5::date + h.ends_at
	join demo.home_staff f on f.site_id = s.site_id and f.code = h.staff and f.active
	join demo.home_staff_skill k on k.site_id = s.site_id and k.staff = h.staff and k.skill = s.skill
	left join demo.home_holiday o on o.site_id = s.site_id and o.day = $5::date
	where s.site_id = $1 and s.code = $2 and s.active and s.online and not s.add_on
	and h.weekday = any (a.visit_days)
	and (s.price_kind <> 'free' or h.weekday < 6)
	and (o.day is null or $5::date + $6::time + interval '2 hours' <= $5::date + o.closes_at)
	and ($5::date + $6::time) at time zone $4 >= now() + interval '3 hours'
	and $5::date <= (now() at time zone $4)::date + 60
	and not exists (
		select from demo.home_appointment x
		where x.site_id = s.site_id and x.staff = h.staff and x.status not in ('cancelled', 'no_show')
		and x.during && tstzrange(($5::date + $6::time) at time zone $4,
			($5::date + $6::time) at time zone $4 + make_interval(mins => s.duration_min))
	)
	order by (
		select count(*) from demo.home_appointment y
		where y.site_id = s.site_id and y.staff = h.staff and y.status not in ('cancelled', 'no_show')
		and (lower(y.during) at time zone $4)::date = $5::date
	), h.staff
	limit 1
),
booked as (
	insert into demo.home_appointment (site_id, service, staff, zip, street, customer_name, customer_email,
		customer_phone, during, status, price_cents, surcharge_cents, source)
	select $1::int, c.code, c.staff, $3, $10, $7, lower($8), $9,
		tstzrange(c.at, c.at + make_interval(mins => c.duration_min)),
		case when c.needs_check or c.zone = 'D' or c.duration_min > 240 then 'requested' else 'confirmed' end,
		c.price_cents,
		case when c.price_kind = 'free' and c.zone in ('B', 'C') then 0 else c.travel_cents end
			+ case when c.weekday = 6 then $11::int else 0 end,
		'chat'
	from candidate c
	on conflict do nothing
	returning reference
)
select (select staff from candidate) as staff, (select reference from booked) as reference;

-- query: demo_service_appointment :maybe
-- args: i64 site_id, text reference, text email, i64 conversation_id, text time_zone
-- For the address it was booked with, or a conversation that booked or
-- changed it.
select json_build_object('reference', a.reference, 'code', a.service, 'service', s.name, 'zip', a.zip,
	'street', a.street, 'status', a.status, 'moved', a.moved, 'email', a.customer_email,
	'day', to_char(lower(a.during) at time zone $5, 'YYYY-MM-DD'),
	'day_text', to_char(lower(a.during) at time zone $5, 'FMDay, FMMonth FMDD, YYYY'),
	'starts', to_char(lower(a.during) at time zone $5, 'HH24:MI'),
	'ends', to_char(lower(a.during) at time zone $5 + interval '2 hours', 'HH24:MI'),
	'start_s', extract(epoch from lower(a.during))::bigint,
	'end_s', extract(epoch from upper(a.during))::bigint,
	'changed_s', extract(epoch from coalesce(a.cancelled_at, a.created_at))::bigint,
	'minutes_left', floor(extract(epoch from lower(a.during) - now()) / 60)::bigint,
	'minutes_since_booking', floor(extract(epoch from now() - a.created_at) / 60)::bigint,
	'minutes_ahead', floor(extract(epoch from lower(a.during) - a.created_at) / 60)::bigint,
	'technician', split_part(f.name, ' ', 1), 'price_kind', s.price_kind,
	'price_cents', a.price_cents, 'surcharge_cents', a.surcharge_cents, 'fee_cents', a.fee_cents,
	'duration_min', s.duration_min, 'deposit_percent', s.deposit_percent) as data
from demo.home_appointment a
join demo.home_service s on s.site_id = a.site_id and s.code = a.service
join demo.home_staff f on f.site_id = a.site_id and f.code = a.staff
where a.site_id = $1 and a.reference = $2
and (lower(a.customer_email) = lower($3)
	or exists (select from effect e where e.site_id = $1 and e.conversation_id = $4 and e.object = a.reference));

-- query: demo_service_move :one
-- args: i64 site_id, text reference, text time_zone, text day, text starts, i64 saturday_cents, i64 fee_cents
-- Fails with an exclusion violation when the technician was taken a moment
-- ago; `staff` is null when nobody is free.
with candidate as (
	select h.staff, s.duration_min, h.weekday, s.price_kind, a.zone, a.surcharge_cents as travel_cents,
		($4::date + $5::time) at time zone $3 as at
	from demo.home_appointment p
	join demo.home_service s on s.site_id = p.site_id and s.code = p.service
	join demo.home_area a on a.site_id = p.site_id and a.zip = p.zip
	join demo.home_shift h on h.site_id = s.site_id and h.kind = 'regular'
		and h.weekday = extract(isodow from $4::date)
		and $5::time >= h.starts_at and $5::time <= h.last_window
		and extract(epoch from $5::time - h.starts_at)::int % 7200 = 0
		and $4::date + $5::time + make_interval(mins => s.duration_min) <= $4::date + h.ends_at
	join demo.home_staff f on f.site_id = s.site_id and f.code = h.staff and f.active
	join demo.home_staff_skill k on k.site_id = s.site_id and k.staff = h.staff and k.skill = s.skill
	left join demo.home_holiday o on o.site_id = s.site_id and o.day = $4::date
	where p.site_id = $1 and p.reference = $2 and p.status in ('requested', 'confirmed') and p.moved < 3
	and h.weekday = any (a.visit_days)
	and (s.price_kind <> 'free' or h.weekday < 6)
	and (o.day is null or $4::date + $5::time + interval '2 hours' <= $4::date + o.closes_at)
	and ($4::date + $5::time) at time zone $3 >= now() + interval '3 hours'
	and $4::date <= (now() at time zone $3)::date + 60
	and not exists (
		select from demo.home_appointment x
		where x.site_id = s.site_id and x.staff = h.staff and x.status not in ('cancelled', 'no_show')
		and x.reference <> $2
		and x.during && tstzrange(($4::date + $5::time) at time zone $3,
			($4::date + $5::time) at time zone $3 + make_interval(mins => s.duration_min))
	)
	order by h.staff <> p.staff, h.staff
	limit 1
),
moved as (
	update demo.home_appointment p
	set staff = c.staff, during = tstzrange(c.at, c.at + make_interval(mins => c.duration_min)),
		moved = p.moved + 1, fee_cents = p.fee_cents + $7::int,
		surcharge_cents = case when c.price_kind = 'free' and c.zone in ('B', 'C') then 0 else c.travel_cents end
			+ case when c.weekday = 6 then $6::int else 0 end
	from candidate c
	where p.site_id = $1 and p.reference = $2 and p.status in ('requested', 'confirmed') and p.moved < 3
	returning p.reference
)
select (select staff from candidate) as staff, (select reference from moved) as reference;

-- query: demo_service_cancel :maybe
-- args: i64 site_id, text reference, i64 fee_cents
update demo.home_appointment
set status = 'cancelled', cancelled_at = now(), fee_cents = fee_cents + $3::int
where site_id = $1 and reference = $2 and status in ('requested', 'confirmed', 'en_route')
returning reference;
