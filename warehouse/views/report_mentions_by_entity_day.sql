-- One row per entity and day of publication (UTC); unknown days are a row of their own. Merged entities are one.
create or replace view report_mentions_by_entity_day as
select
    entity_days.entity_id,
    entity_days.entity_name,
    entity_days.entity_kind,
    entity_days.published_day,
    coalesce(cast(entity_days.published_day as varchar), 'unknown') as day_name,
    entity_days.mention_count,
    entity_days.article_count,
    entity_days.text_count,
    entity_days.story_count,
    entity_days.outlet_count,
    entity_days.articles_without_outlet_count,
    entity_days.headline_article_count
from entity_days;

comment on view report_mentions_by_entity_day is 'One row per entity and day of publication (UTC).';
comment on column report_mentions_by_entity_day.entity_id is 'Entity, merges followed';
comment on column report_mentions_by_entity_day.entity_name is 'Canonical name';
comment on column report_mentions_by_entity_day.entity_kind is 'person, organization, place, product, event or topic';
comment on column report_mentions_by_entity_day.published_day is 'Day of publication; null where unknown';
comment on column report_mentions_by_entity_day.day_name is 'Day of publication in words: 2025-06-13, or unknown';
comment on column report_mentions_by_entity_day.mention_count is 'Times that headline, standfirst or body names it';
comment on column report_mentions_by_entity_day.article_count is 'Articles whose headline, standfirst or body names it';
comment on column report_mentions_by_entity_day.text_count is 'Distinct texts that name it: copies count once';
comment on column report_mentions_by_entity_day.story_count is 'Stories that it is named in';
comment on column report_mentions_by_entity_day.outlet_count is 'Known outlets that name it';
comment on column report_mentions_by_entity_day.articles_without_outlet_count is 'Articles without a known outlet that name it';
comment on column report_mentions_by_entity_day.headline_article_count is 'Articles that name it in the title';
