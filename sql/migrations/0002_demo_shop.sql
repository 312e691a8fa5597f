-- Demo business data of the built-in scenario "ecommerce" (the shop TechStyle).
-- The tables stand for the tables of a real shop. The program reads them only through its tools.

create schema if not exists demo;

create table demo.shop_product (
	sku text primary key,
	site_id int not null default 1,
	name text not null,
	brand text not null,
	category text not null,
	description text not null,
	price_cents int not null check (price_cents > 0),
	list_price_cents int check (list_price_cents > price_cents),
	currency char(3) not null default 'USD',
	stock int not null default 0 check (stock >= 0),
	availability text not null default 'in_stock'
		check (availability in ('in_stock', 'backorder', 'preorder', 'discontinued')),
	available_on date,
	condition text not null default 'new' check (condition in ('new', 'refurbished')),
	return_class text not null default 'standard'
		check (return_class in ('standard', 'over_ear', 'in_ear', 'sealed_only', 'final_sale')),
	warranty_months int not null default 12 check (warranty_months > 0),
	us_only boolean not null default false,
	large_item boolean not null default false,
	keywords text not null default '',
	search tsvector generated always as (
		setweight(to_tsvector('english', name), 'A')
		|| setweight(to_tsvector('english', category || ' ' || keywords), 'B')
		|| setweight(to_tsvector('english', description), 'C')
	) stored,
	check ((availability in ('backorder', 'preorder')) = (available_on is not null))
);

comment on table demo.shop_product is 'Demo shop: what TechStyle sells, one row for each product.';
comment on column demo.shop_product.sku is 'Stock-keeping unit, e.g. AUR-ST700. Sizes of a product are rows of shop_product_variant.';
comment on column demo.shop_product.site_id is 'Site that owns the row.';
comment on column demo.shop_product.category is 'Plain words as in the shop menu, e.g. "Over-ear headphones".';
comment on column demo.shop_product.price_cents is 'Selling price before tax. A variant may have its own price.';
comment on column demo.shop_product.list_price_cents is 'Former price when the product is on sale, otherwise null.';
comment on column demo.shop_product.stock is 'Pieces that can be sold now, in all warehouses. Equals the sum over the variants when there are any.';
comment on column demo.shop_product.availability is 'in_stock also covers low stock (1 to 5 pieces); backorder and preorder have available_on.';
comment on column demo.shop_product.available_on is 'Expected date of new stock (backorder) or release date (preorder).';
comment on column demo.shop_product.return_class is 'standard: 30 days, opened or not; over_ear: opened costs 15 % restocking fee; in_ear: opened only if faulty; sealed_only: ink, toner, ear tips, cushions, screen protectors; final_sale: only if faulty.';
comment on column demo.shop_product.us_only is 'True: does not ship outside the United States.';
comment on column demo.shop_product.large_item is 'True: delivered by appointment (TVs of 55 inches or more), no express, no store pick-up.';
comment on column demo.shop_product.keywords is 'Further words that customers use for the product.';
comment on column demo.shop_product.search is 'Full-text vector: name (A), category and keywords (B), description (C).';

create index shop_product_search on demo.shop_product using gin (search);
create index shop_product_category on demo.shop_product (site_id, category, price_cents);

create table demo.shop_product_variant (
	sku text primary key,
	site_id int not null default 1,
	product_sku text not null references demo.shop_product (sku) on delete cascade,
	position int not null,
	size text not null,
	color text,
	fits text,
	min_mm int,
	max_mm int,
	price_cents int check (price_cents > 0),
	stock int not null default 0 check (stock >= 0),
	unique (product_sku, position)
);

comment on table demo.shop_product_variant is 'Demo shop: sizes and colors of a product, each with its own stock.';
comment on column demo.shop_product_variant.sku is 'SKU of the product, a dash and the size, e.g. NRD-STSI20-ML.';
comment on column demo.shop_product_variant.site_id is 'Site that owns the row.';
comment on column demo.shop_product_variant.position is 'Order in which sizes are listed, from 1.';
comment on column demo.shop_product_variant.size is 'Size as the shop shows it: "M/L", "9", "14-inch", "2 m".';
comment on column demo.shop_product_variant.fits is 'What the size fits, in words for the customer.';
comment on column demo.shop_product_variant.min_mm is 'Smallest measure that the size fits, in millimeters (wrist, finger, laptop width).';
comment on column demo.shop_product_variant.max_mm is 'Largest measure that the size fits, in millimeters.';
comment on column demo.shop_product_variant.price_cents is 'Own price of the size; null means the price of the product.';

create table demo.shop_compatibility (
	product_sku text not null references demo.shop_product (sku) on delete cascade,
	site_id int not null default 1,
	target_kind text not null
		check (target_kind in ('phone', 'tablet', 'laptop', 'watch', 'headphones', 'tv', 'printer', 'router', 'system', 'console', 'port')),
	target text not null,
	verdict text not null check (verdict in ('yes', 'partly', 'no')),
	note text,
	primary key (product_sku, target)
);

comment on table demo.shop_compatibility is 'Demo shop: which product works with which device or system. A missing row means "not known", not "no".';
comment on column demo.shop_compatibility.site_id is 'Site that owns the row.';
comment on column demo.shop_compatibility.target_kind is 'Kind of device or system that target names.';
comment on column demo.shop_compatibility.target is 'Device or system in words, e.g. "iPhone 16" or "Kestrel Pro 14".';
comment on column demo.shop_compatibility.verdict is 'yes: works fully; partly: works with the limit that note names; no: does not work or fit.';
comment on column demo.shop_compatibility.note is 'The limit or reason, one sentence for the customer.';

create index shop_compatibility_target on demo.shop_compatibility (site_id, lower(target));

create table demo.shop_customer (
	id int primary key,
	site_id int not null default 1,
	name text not null,
	email text not null,
	phone text,
	city text not null,
	region text not null,
	country char(2) not null default 'US',
	postal_code text not null,
	loyalty_level text not null default 'none' check (loyalty_level in ('none', 'member', 'gold')),
	loyalty_points int not null default 0 check (loyalty_points >= 0),
	customer_since date not null
);

comment on table demo.shop_customer is 'Demo shop: customers. All names are invented, all e-mail addresses are at example.com.';
comment on column demo.shop_customer.site_id is 'Site that owns the row.';
comment on column demo.shop_customer.email is 'Lower case; identifies a verified visitor.';
comment on column demo.shop_customer.region is 'State, province or region code, e.g. OH or ON.';
comment on column demo.shop_customer.country is 'ISO 3166-1 alpha-2.';
comment on column demo.shop_customer.loyalty_level is 'none: no TechStyle Points; gold: bought for 1,000 USD or more in 12 months, first in the support queue.';

create unique index shop_customer_email on demo.shop_customer (site_id, email);

create table demo.shop_order (
	number text primary key,
	site_id int not null default 1,
	customer_id int not null references demo.shop_customer (id),
	status text not null check (status in ('placed', 'paid', 'packed', 'shipped', 'out_for_delivery', 'delivered',
		'delayed', 'cancelled', 'return_requested', 'returned', 'refunded')),
	status_note text,
	placed_at timestamptz not null,
	paid_at timestamptz,
	packed_at timestamptz,
	shipped_at timestamptz,
	delivered_at timestamptz,
	cancelled_at timestamptz,
	refunded_at timestamptz,
	estimated_delivery date,
	first_estimate date,
	shipping_method text not null check (shipping_method in ('standard', 'express', 'large_item', 'pickup',
		'canada_standard', 'canada_express', 'international')),
	carrier text,
	tracking_number text,
	last_scan text,
	payment_method text not null check (payment_method in ('card', 'paypal', 'apple_pay', 'google_pay', 'pay_in_4',
		'gift_card', 'bank_transfer')),
	currency char(3) not null default 'USD',
	subtotal_cents int not null check (subtotal_cents >= 0),
	shipping_cents int not null check (shipping_cents >= 0),
	tax_cents int not null check (tax_cents >= 0),
	total_cents int not null check (total_cents = subtotal_cents + shipping_cents + tax_cents),
	refund_cents int not null default 0 check (refund_cents between 0 and total_cents),
	ship_city text not null,
	ship_region text not null,
	ship_country char(2) not null,
	ship_postal_code text not null
);

comment on table demo.shop_order is 'Demo shop: orders. Times are relative to the day on which sql/seed/ecommerce/demo.sql was run.';
comment on column demo.shop_order.number is 'Five digits, as in the confirmation e-mail.';
comment on column demo.shop_order.site_id is 'Site that owns the row.';
comment on column demo.shop_order.status is 'placed: payment being confirmed (pre-orders and backorders stay here until they ship); paid: with the warehouse, can still be changed or cancelled, like placed; packed: closed, cannot be changed; shipped: with the carrier; out_for_delivery: arrives today; delivered: also collected in the store; delayed: late, estimated_delivery is the new date; cancelled; return_requested: waiting for the item; returned: item received, being inspected; refunded: refund sent.';
comment on column demo.shop_order.status_note is 'One sentence for the customer: reason of a delay, cancellation or refund, or what happens next.';
comment on column demo.shop_order.refunded_at is 'When the refund was sent to the bank or wallet (5-7 business days after the return arrived or the order was cancelled at the latest).';
comment on column demo.shop_order.estimated_delivery is 'Current estimate, the delivery day once delivered; null when cancelled.';
comment on column demo.shop_order.first_estimate is 'Estimate given at the time of order, before any delay; null when cancelled.';
comment on column demo.shop_order.shipping_method is 'standard 5.99 USD or free over 75; express 15; large_item and pickup free; canada_standard 14.99 or free over 200; canada_express 29; international by country.';
comment on column demo.shop_order.carrier is 'Null until dispatch, and for store pick-up.';
comment on column demo.shop_order.last_scan is 'Latest event of the carrier in words, with the place.';
comment on column demo.shop_order.subtotal_cents is 'Sum of the items, after discounts and before tax.';
comment on column demo.shop_order.tax_cents is 'Sales tax, or duties and taxes paid at checkout for Canada, the UK and the EU.';
comment on column demo.shop_order.refund_cents is 'Amount refunded so far.';

create index shop_order_customer on demo.shop_order (customer_id, placed_at desc);
create index shop_order_site on demo.shop_order (site_id, placed_at desc);

create table demo.shop_order_item (
	order_number text not null references demo.shop_order (number) on delete cascade,
	line int not null,
	site_id int not null default 1,
	product_sku text not null references demo.shop_product (sku),
	variant_sku text references demo.shop_product_variant (sku),
	name text not null,
	quantity int not null check (quantity > 0),
	unit_price_cents int not null check (unit_price_cents >= 0),
	primary key (order_number, line)
);

comment on table demo.shop_order_item is 'Demo shop: the lines of an order.';
comment on column demo.shop_order_item.site_id is 'Site that owns the row.';
comment on column demo.shop_order_item.variant_sku is 'Size that was bought, null when the product has no sizes.';
comment on column demo.shop_order_item.name is 'Name and size as they were when the order was placed.';

create index shop_order_item_product on demo.shop_order_item (product_sku);

create table demo.shop_return (
	number text primary key,
	site_id int not null default 1,
	order_number text not null,
	line int not null,
	quantity int not null check (quantity > 0),
	reason text not null check (reason in ('change_of_mind', 'wrong_size', 'faulty', 'damaged_in_transit', 'wrong_item')),
	opened boolean not null default false,
	wish text not null default 'refund' check (wish in ('refund', 'exchange', 'gift_card')),
	status text not null check (status in ('requested', 'label_sent', 'in_transit', 'received', 'approved', 'rejected',
		'refunded')),
	requested_at timestamptz not null,
	received_at timestamptz,
	refunded_at timestamptz,
	send_by date not null,
	fee_cents int not null default 0 check (fee_cents >= 0),
	refund_cents int not null default 0 check (refund_cents >= 0),
	tracking_number text,
	note text,
	foreign key (order_number, line) references demo.shop_order_item (order_number, line) on delete cascade
);

comment on table demo.shop_return is 'Demo shop: returns and exchanges, one row for each item that is sent back.';
comment on column demo.shop_return.number is 'Return number as on the label, e.g. R-20014.';
comment on column demo.shop_return.site_id is 'Site that owns the row.';
comment on column demo.shop_return.opened is 'True when the product seal was broken; decides the restocking fee for headphones.';
comment on column demo.shop_return.wish is 'What the customer asked for.';
comment on column demo.shop_return.send_by is 'Last day to hand over the parcel: 14 days after the request.';
comment on column demo.shop_return.fee_cents is 'Label and restocking fee that are taken from the refund.';
comment on column demo.shop_return.refund_cents is 'Amount that will be or has been refunded, after fees; tax included.';
comment on column demo.shop_return.note is 'One sentence for the customer, e.g. the result of the inspection.';

create index shop_return_order on demo.shop_return (order_number);
