-- query: trace_get :maybe
-- args: i64 site_id, text message_id
-- How an answer came to be, by the answer's public id.
select m.public_id, m.content, m.created_at, t.data, s.slug
from message m
join conversation c on c.site_id = m.site_id and c.id = m.conversation_id
join scenario s on s.site_id = c.site_id and s.id = c.scenario_id
left join trace t on t.site_id = m.site_id and t.message_id = m.id
where m.site_id = $1 and m.public_id = $2::uuid;
