-- Mentions with their sentences, of one entity, kind or story where given.
select
    kind,
    entity_id,
    entity_name,
    surface,
    amount,
    amount_high,
    unit,
    date_start,
    date_end,
    value_text,
    zone,
    article_id,
    sentence
from base_mentions
where ($entity is null or entity_id = $entity or entity_name = $entity)
    and ($kind is null or kind = $kind)
    and ($story is null or story_id in (
        select current_story_id
        from base_story_ids
        where starts_with(base_story_ids.story_id, $story)
    ))
order by
    article_id,
    field desc,
    span_start
limit $limit
