-- One row per entity, with the parts of its name and how many articles name it: what the rules go by.
create or replace temp table entity_keys as
select
    entity_names.*,
    coalesce(entity_counts.article_count, 0) as article_count
from entity_names
left join (
    select
        entity_id,
        count(*) as article_count
    from article_names
    group by entity_id
) as entity_counts using (entity_id)
