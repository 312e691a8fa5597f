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
