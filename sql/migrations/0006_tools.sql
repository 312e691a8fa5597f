-- What tools need besides the data they work on: who a conversation is
-- verified for, what has been done already, and letters to send.

create table code (
	site_id bigint not null,
	id bigint generated always as identity,
	conversation_id bigint not null,
	email text not null,
	origin text not null default '',
	salt text not null,
	hash text not null,
	tries integer not null default 0,
	created_at timestamptz not null default now(),
	expires_at timestamptz not null,
	used_at timestamptz,
	primary key (id, site_id),
	foreign key (conversation_id, site_id) references conversation on delete cascade
);
comment on table code is 'One-time codes by e-mail; a row also where no letter was sent, so that nobody learns who is a customer';
comment on column code.email is 'Lower case; the address that the code verifies';
comment on column code.origin is 'Hash of the network that asked; empty where it is not known';
comment on column code.salt is 'Key of the HMAC-SHA-256 in hash, as hex: the code itself is not stored';
comment on column code.tries is 'Wrong or right, each try counts; none after the fifth';
create index on code (conversation_id, id desc);
create index on code (created_at);

create table verification (
	site_id bigint not null,
	conversation_id bigint not null,
	email text not null,
	created_at timestamptz not null default now(),
	expires_at timestamptz not null,
	primary key (conversation_id, site_id),
	foreign key (conversation_id, site_id) references conversation on delete cascade
);
comment on table verification is 'Whose mailbox the visitor of a conversation has shown to read';
comment on column verification.email is 'Lower case; tools see rows of this address only';
comment on column verification.expires_at is 'Afterwards a new code is asked for';

create table effect (
	site_id bigint not null,
	conversation_id bigint not null,
	key text not null,
	tool text not null,
	object text not null default '',
	output jsonb not null default '{}',
	created_at timestamptz not null default now(),
	primary key (conversation_id, key, site_id),
	foreign key (conversation_id, site_id) references conversation on delete cascade
);
comment on table effect is 'What tools have changed, once a key: a turn that is repeated gets the first result again';
comment on column effect.key is 'Names the turn that confirmed it; chosen by the dialogue';
comment on column effect.object is 'What was made or changed, e.g. HB-20001: this conversation may see it from then on';
create index on effect (object, conversation_id) where object <> '';

create table outbox (
	site_id bigint not null references site,
	id bigint generated always as identity,
	conversation_id bigint,
	email text not null,
	subject text not null,
	body text not null,
	file_name text,
	file_type text,
	file_body text,
	status text not null default 'queued' check (status in ('queued', 'sent', 'failed')),
	attempt integer not null default 0,
	due_at timestamptz not null default now(),
	error text not null default '',
	created_at timestamptz not null default now(),
	done_at timestamptz,
	primary key (id, site_id),
	check ((status = 'queued') = (done_at is null)),
	check ((file_name is null) = (file_type is null) and (file_name is null) = (file_body is null))
);
comment on table outbox is 'Letters to send; written in the transaction of what they tell of, sent by `biwoco worker`';
comment on column outbox.body is 'Plain text; emptied when the letter is sent or given up, for it may hold a code';
comment on column outbox.attempt is 'Fence: only the attempt that holds the row may say how it ended';
comment on column outbox.due_at is 'When it may be tried (again); while it is being sent, when the lease ends';
comment on column outbox.error is 'What the mail server said last';
create index on outbox (due_at) where status = 'queued';
create index on outbox (done_at) where status <> 'queued';

-- The demo companies: numbers and requests that their own systems would take.

create sequence demo.shop_return_no start 30001;
comment on sequence demo.shop_return_no is 'Next number of a return that was asked for in a conversation; the demo rows have numbers below 30000.';

create table demo.shop_order_change (
	id bigint generated always as identity primary key,
	site_id int not null default 1,
	order_number text not null references demo.shop_order (number) on delete cascade,
	line int,
	kind text not null check (kind in ('address', 'size', 'cancel')),
	detail text not null default '',
	created_at timestamptz not null default now()
);
comment on table demo.shop_order_change is 'Demo shop: changes of orders that customers asked for, as the warehouse hears of them.';
comment on column demo.shop_order_change.site_id is 'Site that owns the row.';
comment on column demo.shop_order_change.line is 'Line of the order for kind size, otherwise null.';
comment on column demo.shop_order_change.detail is 'The new delivery address or size, in words.';
create index shop_order_change_order on demo.shop_order_change (order_number);

create table demo.soft_request (
	id bigint generated always as identity primary key,
	site_id int not null default 1,
	account_id int not null references demo.soft_account (id) on delete cascade,
	kind text not null check (kind in ('key_reset', 'plan_change')),
	email text not null,
	plan_code text references demo.soft_plan (code),
	billing text check (billing in ('month', 'year')),
	due_cents int check (due_cents >= 0),
	takes_effect date,
	status text not null default 'requested' check (status in ('requested', 'done', 'refused')),
	created_at timestamptz not null default now(),
	check ((kind = 'plan_change') = (plan_code is not null))
);
comment on table demo.soft_request is 'Demo software: requests of verified customers that support carries out.';
comment on column demo.soft_request.site_id is 'Site that owns the row.';
comment on column demo.soft_request.email is 'Verified address that asked.';
comment on column demo.soft_request.plan_code is 'Wanted plan of a plan_change.';
comment on column demo.soft_request.due_cents is 'Amount before tax that the customer was told, due at once; 0 for a downgrade.';
comment on column demo.soft_request.takes_effect is 'Today for an upgrade, the end of the paid period for a downgrade.';
create index soft_request_account on demo.soft_request (account_id, created_at desc);
