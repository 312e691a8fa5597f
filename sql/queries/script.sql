-- query: script_state :maybe
-- args: i64 site_id, text message_id
-- What an answer has made of its conversation, for scripted conversations.
select c.status, c.language, h.reason as handoff_reason
from message m
join conversation c on c.site_id = m.site_id and c.id = m.conversation_id
left join handoff h on h.site_id = m.site_id and h.message_id = m.id
where m.site_id = $1 and m.public_id = $2::uuid;
