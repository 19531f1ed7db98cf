-- One row per entity and day of publication (UTC); unknown days are a row of their own. Merged entities are one.
create or replace view report_mentions_by_entity_day as
select
    entity_id,
    any_value(entity_name) as entity_name,
    any_value(entity_kind) as entity_kind,
    published_day,
    coalesce(cast(published_day as varchar), 'unknown') as day_name,
    count(*) as mention_count,
    count(distinct article_id) as article_count,
    count(distinct text_id) as text_count,
    count(distinct story_id) as story_count,
    count(distinct outlet_id) as outlet_count,
    count(distinct article_id) filter (where outlet_id is null) as articles_without_outlet_count,
    count(distinct article_id) filter (where zone = 'headline') as headline_article_count
from base_mentions
where entity_id is not null
group by entity_id, published_day;

comment on view report_mentions_by_entity_day is 'One row per entity and day of publication (UTC).';
comment on column report_mentions_by_entity_day.entity_id is 'Entity, merges followed';
comment on column report_mentions_by_entity_day.entity_name is 'Canonical name';
comment on column report_mentions_by_entity_day.entity_kind is 'person, organization, place, product, event or topic';
comment on column report_mentions_by_entity_day.published_day is 'Day of publication; null where unknown';
comment on column report_mentions_by_entity_day.day_name is 'Day of publication in words: 2025-06-13, or unknown';
comment on column report_mentions_by_entity_day.mention_count is 'Times that it is named';
comment on column report_mentions_by_entity_day.article_count is 'Articles that name it';
comment on column report_mentions_by_entity_day.text_count is 'Distinct texts that name it: copies count once';
comment on column report_mentions_by_entity_day.story_count is 'Stories that it is named in';
comment on column report_mentions_by_entity_day.outlet_count is 'Known outlets that name it';
comment on column report_mentions_by_entity_day.articles_without_outlet_count is 'Articles without a known outlet that name it';
comment on column report_mentions_by_entity_day.headline_article_count is 'Articles that name it in the title';
