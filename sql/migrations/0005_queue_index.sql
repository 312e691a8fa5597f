-- The chat page of somebody who waits for a person counts who is before
-- them: only those who wait are in this index, not all conversations.
create index on conversation (site_id, queued_at) where status = 'queued';
