-- query: demo_shop_order_get :maybe
-- args: i64 site_id, text number
-- What may be told about an order without knowing who asks: no name, no
-- address, no amount.
select o.number, o.status, o.status_note,
	to_char(o.placed_at, 'FMMonth FMDD, YYYY') as placed_on,
	to_char(o.shipped_at, 'FMMonth FMDD, YYYY') as shipped_on,
	to_char(o.delivered_at, 'FMMonth FMDD, YYYY') as delivered_on,
	to_char(o.cancelled_at, 'FMMonth FMDD, YYYY') as cancelled_on,
	to_char(o.refunded_at, 'FMMonth FMDD, YYYY') as refunded_on,
	to_char(o.estimated_delivery, 'FMMonth FMDD, YYYY') as expected_on,
	o.shipping_method, o.carrier, o.tracking_number, o.last_scan,
	coalesce((select string_agg(case when i.quantity > 1
			then i.quantity || ' x ' || i.name else i.name end,
			e'\n' order by i.line)
		from demo.shop_order_item i
		where i.order_number = o.number), '') as items
from demo.shop_order o
where o.site_id = $1 and o.number = $2;

-- query: demo_shop_find :many
-- args: i64 site_id, texts words, text said, i64 max_cents, i64 limit
-- Products by the visitor's words, most matching words first, rare words
-- before common ones; a mistyped word counts a little less. With them sizes, and what is known of the
-- device that the message names.
with word as materialized (
	select w as word, q, length(w) > 3 and not exists (
		select from demo.shop_product p where p.site_id = $1 and p.search @@ q) as is_strange
	from unnest($2::text[]) as w, plainto_tsquery('english', w) as q
),
device as (
	select target from demo.shop_compatibility
	where site_id = $1 and position(lower(target) in lower($3)) > 0
	order by length(target) desc
	limit 1
),
likely as materialized (
	select p.sku, w.word, w.q, p.category_words, p.name_words, p.other_words, p.search,
		case when w.is_strange then
			word_similarity(w.word, lower(p.name || ' ' || p.category || ' ' || p.keywords)) end as alike
	from demo.shop_product p
	cross join word w
	where p.site_id = $1 and (w.is_strange or p.search @@ w.q or p.other_words @@ w.q)
),
matched as (
	select sku, word, greatest(
		case when category_words @@ q then 4 end,
		case when name_words @@ q then 3 end,
		case when other_words @@ q then 2 end,
		case when search @@ q then 1 end,
		case when alike >= 0.5 then 2 * alike end) as score
	from likely
),
weighed as (
	select sku, score, score * ln((
		(select count(*) from demo.shop_product p where p.site_id = $1) + 1)
		/ (count(*) over (partition by word) + 0.5)) as worth
	from matched
	where score > 0
),
hit as (
	select sku, sum(worth) as worth, sum(score) / cardinality($2::text[]) as score,
		count(*) as n_found, cardinality($2::text[]) as n_words
	from weighed
	group by sku
)
select json_build_object('sku', p.sku, 'name', p.name, 'category', p.category,
	'price_cents', p.price_cents, 'list_price_cents', p.list_price_cents, 'currency', p.currency,
	'stock', p.stock, 'availability', p.availability,
	'available_on', to_char(p.available_on, 'FMMonth FMDD, YYYY'),
	'warranty_months', p.warranty_months, 'condition', p.condition, 'us_only', p.us_only,
	'sizes', (
		select json_agg(json_build_object('size', v.size, 'fits', v.fits, 'stock', v.stock,
			'price_cents', coalesce(v.price_cents, p.price_cents)) order by v.position)
		from demo.shop_product_variant v
		where v.product_sku = p.sku
	),
	'works_with', (
		select json_build_object('device', c.target, 'verdict', c.verdict, 'note', c.note)
		from demo.shop_compatibility c, device d
		where c.product_sku = p.sku and c.target = d.target
	)) as data
from hit h
join demo.shop_product p on p.sku = h.sku
where h.n_found * 2 > h.n_words and h.score >= 1
and h.n_found = (
	select max(x.n_found) from hit x join demo.shop_product y on y.sku = x.sku
	where $4 = 0 or y.price_cents <= $4
)
and ($4 = 0 or p.price_cents <= $4)
order by h.worth desc, p.availability <> 'in_stock', p.price_cents, p.sku
limit $5;

-- query: demo_shop_order_own :maybe
-- args: i64 site_id, text number, text email
-- An order of the customer with this address, with its items and returns.
select json_build_object('number', o.number, 'status', o.status, 'status_note', o.status_note,
	'is_open', o.status in ('placed', 'paid') or (o.status = 'delayed' and o.shipped_at is null),
	'is_changeable', o.status in ('placed', 'paid'),
	'total_cents', o.total_cents, 'refund_cents', o.refund_cents, 'payment_method', o.payment_method,
	'is_charged', o.paid_at is not null,
	'placed_on', to_char(o.placed_at, 'FMMonth FMDD, YYYY'),
	'delivered_on', to_char(o.delivered_at, 'FMMonth FMDD, YYYY'),
	'cancelled_on', to_char(o.cancelled_at, 'FMMonth FMDD, YYYY'),
	'refunded_on', to_char(o.refunded_at, 'FMMonth FMDD, YYYY'),
	'is_delivered', o.delivered_at is not null and o.status in ('delivered', 'return_requested', 'returned', 'refunded'),
	'days_since_delivery', current_date - o.delivered_at::date,
	'is_holiday_delivery', extract(month from o.delivered_at) in (11, 12),
	'days_since_holidays', current_date - make_date(extract(year from o.delivered_at)::int + 1, 1, 31),
	'last_return_day', to_char(case when extract(month from o.delivered_at) in (11, 12)
		then greatest(o.delivered_at::date + 30, make_date(extract(year from o.delivered_at)::int + 1, 1, 31))
		else o.delivered_at::date + 30 end, 'FMMonth FMDD, YYYY'),
	'ship_country', o.ship_country, 'ship_city', o.ship_city,
	'items', (
		select json_agg(json_build_object('line', i.line, 'name', i.name, 'quantity', i.quantity,
			'sku', i.product_sku, 'unit_cents', i.unit_price_cents, 'return_class', p.return_class,
			'tax_cents', case when o.subtotal_cents > 0 then
				round(i.unit_price_cents::numeric * o.tax_cents / o.subtotal_cents)::int else 0 end,
			'large_item', p.large_item,
			'returned', coalesce((select sum(r.quantity) from demo.shop_return r
				where r.order_number = i.order_number and r.line = i.line and r.status <> 'rejected'), 0),
			'sizes', (select json_agg(json_build_object('sku', v.sku, 'size', v.size, 'stock', v.stock,
				'price_cents', coalesce(v.price_cents, p.price_cents)) order by v.position)
				from demo.shop_product_variant v where v.product_sku = i.product_sku)) order by i.line)
		from demo.shop_order_item i
		join demo.shop_product p on p.sku = i.product_sku
		where i.order_number = o.number
	),
	'returns', (
		select json_agg(json_build_object('number', r.number, 'item', i.name, 'status', r.status,
			'wish', r.wish, 'fee_cents', r.fee_cents, 'refund_cents', r.refund_cents, 'note', r.note,
			'requested_on', to_char(r.requested_at, 'FMMonth FMDD, YYYY'),
			'received_on', to_char(r.received_at, 'FMMonth FMDD, YYYY'),
			'refunded_on', to_char(r.refunded_at, 'FMMonth FMDD, YYYY'),
			'send_by', to_char(r.send_by, 'FMMonth FMDD, YYYY')) order by r.requested_at)
		from demo.shop_return r
		join demo.shop_order_item i on i.order_number = r.order_number and i.line = r.line
		where r.order_number = o.number
	)) as data
from demo.shop_order o
join demo.shop_customer c on c.site_id = o.site_id and c.id = o.customer_id
where o.site_id = $1 and o.number = $2 and c.email = lower($3);

-- query: demo_shop_order_cancel :maybe
-- args: i64 site_id, text number, text email
with done as (
	update demo.shop_order o
	set status = 'cancelled', cancelled_at = now(), estimated_delivery = null, first_estimate = null,
		status_note = 'Cancelled at the customer''s request.'
	from demo.shop_customer c
	where c.site_id = o.site_id and c.id = o.customer_id
	and o.site_id = $1 and o.number = $2 and c.email = lower($3)
	and (o.status in ('placed', 'paid') or (o.status = 'delayed' and o.shipped_at is null))
	returning o.number
)
insert into demo.shop_order_change (site_id, order_number, kind)
select $1, number, 'cancel' from done
returning order_number;

-- query: demo_shop_order_address :maybe
-- args: i64 site_id, text number, text email, text address
-- The warehouse hears of the new address; the country stays.
insert into demo.shop_order_change (site_id, order_number, kind, detail)
select $1, o.number, 'address', $4
from demo.shop_order o
join demo.shop_customer c on c.site_id = o.site_id and c.id = o.customer_id
where o.site_id = $1 and o.number = $2 and c.email = lower($3) and o.status in ('placed', 'paid')
for update of o
returning order_number;

-- query: demo_shop_order_size :maybe
-- args: i64 site_id, text number, text email, i64 line, text size
-- Another size of the same price, if it is in stock.
with done as (
	update demo.shop_order_item i
	set variant_sku = v.sku, name = p.name || ', ' || v.size
	from demo.shop_order o, demo.shop_customer c, demo.shop_product p, demo.shop_product_variant v
	where o.site_id = $1 and o.number = $2 and o.status in ('placed', 'paid')
	and c.site_id = o.site_id and c.id = o.customer_id and c.email = lower($3)
	and i.order_number = o.number and i.line = $4
	and p.sku = i.product_sku and v.product_sku = p.sku and lower(v.size) = lower($5)
	and v.stock >= i.quantity and coalesce(v.price_cents, p.price_cents) = i.unit_price_cents
	returning i.order_number, i.line, v.size
)
insert into demo.shop_order_change (site_id, order_number, line, kind, detail)
select $1, order_number, line, 'size', size from done
returning order_number;

-- query: demo_shop_return_insert :maybe
-- args: i64 site_id, text order_number, text email, i64 line, i64 quantity, text reason, bool opened, text wish, i64 fee_cents, i64 refund_cents
-- None when so many are not left to return.
with wish as (
	select o.number, i.line
	from demo.shop_order o
	join demo.shop_customer c on c.site_id = o.site_id and c.id = o.customer_id
	join demo.shop_order_item i on i.order_number = o.number and i.line = $4
	where o.site_id = $1 and o.number = $2 and c.email = lower($3) and o.delivered_at is not null
	and i.quantity >= $5 + coalesce((select sum(r.quantity) from demo.shop_return r
		where r.order_number = o.number and r.line = i.line and r.status <> 'rejected'), 0)
	for update of o
),
marked as (
	update demo.shop_order o set status = 'return_requested'
	from wish where o.number = wish.number
)
insert into demo.shop_return (number, site_id, order_number, line, quantity, reason, opened, wish, status,
	requested_at, send_by, fee_cents, refund_cents)
select 'R-' || nextval('demo.shop_return_no'), $1::int, number, line, $5::int, $6, $7, $8, 'requested',
	now(), current_date + 14, $9::int, $10::int
from wish
returning number, to_char(send_by, 'FMMonth FMDD, YYYY') as send_by;
