-- What an entity's name stands for at a place; the difference of two findings is told in it.
select
    mentions.revision_id,
    mentions.field,
    mentions.span_start,
    mentions.span_end,
    mentions.surface,
    mentions.entity_id
from mentions
join entities using (entity_id)
where entities.origin = 'watchlist'
