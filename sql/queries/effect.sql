-- query: effect_claim :maybe
-- args: i64 site_id, i64 conversation_id, text key, text tool
-- Inside a transaction: one row when this turn may act, none when it has.
-- Waits for another process that is about to do the same.
insert into effect (site_id, conversation_id, key, tool)
values ($1, $2, $3, $4)
on conflict (conversation_id, key, site_id) do nothing
returning key;

-- query: effect_set :exec
-- args: i64 site_id, i64 conversation_id, text key, text object, json output
update effect set object = $4, output = $5
where site_id = $1 and conversation_id = $2 and key = $3;

-- query: effect_get :maybe
-- args: i64 site_id, i64 conversation_id, text key
select tool, object, output from effect
where site_id = $1 and conversation_id = $2 and key = $3;

-- query: effect_recent :one
-- args: i64 site_id, i64 conversation_id, text tool
-- How often the visitor's conversations have done it within a day.
select count(*) as n
from conversation here
join conversation c on c.site_id = here.site_id and c.visitor_id = here.visitor_id
join effect e on e.site_id = c.site_id and e.conversation_id = c.id
where here.site_id = $1 and here.id = $2 and e.tool = $3
and e.created_at > now() - interval '1 day';
