-- query: script_state :maybe
-- args: i64 site_id, text message_id
-- What an answer has made of its conversation, for scripted conversations.
select c.status, c.language, h.reason as handoff_reason
from message m
join conversation c on c.site_id = m.site_id and c.id = m.conversation_id
left join handoff h on h.site_id = m.site_id and h.message_id = m.id
where m.site_id = $1 and m.public_id = $2::uuid;

-- query: script_code :maybe
-- args: i64 site_id, text conversation_id
-- The one-time code of the newest letter that holds one.
select substring(o.subject from '[0-9]{6}') as code
from outbox o
join conversation c on c.site_id = o.site_id and c.id = o.conversation_id
where o.site_id = $1 and c.public_id = $2::uuid and o.subject ~ '[0-9]{6}'
order by o.id desc
limit 1;

-- query: script_effects :many
-- args: i64 site_id, text message_id
-- What has been changed in the demo companies in this transaction. Its now()
-- stands still, and so tells its own rows from all others.
with c as (
	select conversation_id as id
	from message
	where site_id = $1 and public_id = $2::uuid
)
select 'order cancelled' as name from demo.shop_order_change x
join demo.shop_order o on o.site_id = x.site_id and o.number = x.order_number
where x.site_id = $1 and x.created_at = now() and x.kind = 'cancel' and o.status = 'cancelled'
union all
select 'order changed' from demo.shop_order_change
where site_id = $1 and created_at = now() and kind <> 'cancel'
union all
select 'return requested' from demo.shop_return
where site_id = $1 and requested_at = now()
union all
select 'key reset requested' from demo.soft_request
where site_id = $1 and created_at = now() and kind = 'key_reset'
union all
select 'plan change requested' from demo.soft_request
where site_id = $1 and created_at = now() and kind = 'plan_change'
union all
select 'appointment booked' from demo.home_appointment
where site_id = $1 and created_at = now() and source = 'chat'
union all
select 'appointment moved' from demo.home_appointment a
join effect e on e.site_id = a.site_id and e.object = a.reference
join c on c.id = e.conversation_id
where a.site_id = $1 and e.tool = 'move_appointment' and a.moved > 0
union all
select 'appointment cancelled' from demo.home_appointment
where site_id = $1 and cancelled_at = now()
union all
select 'calendar file sent' from outbox o
join c on c.id = o.conversation_id
where o.site_id = $1 and o.file_name is not null
limit 20;
