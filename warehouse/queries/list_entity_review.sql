-- Entities that are likely the same as another one, those named most first.
select
    entity_id,
    entity_name,
    mention_count,
    likely_entity_id,
    likely_entity_name,
    shared_names
from report_entity_review
order by
    mention_count desc,
    entity_id,
    likely_entity_id
limit ?
