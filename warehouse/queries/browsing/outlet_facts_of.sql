-- An outlet in words.
select
    coalesce(any_value(outlet_name), 'unknown') as name,
    any_value(outlet_kind) as kind,
    any_value(outlet_country) as country,
    any_value(owner_group) as owner_group,
    count(*) as article_count,
    count(distinct text_id) as text_count,
    count(distinct story_id) as story_count,
    min(published_day) as first_known_day,
    max(published_day) as last_known_day
from article_facts
where outlet_id is not distinct from $id
