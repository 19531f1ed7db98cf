-- One row per entity and zone of the text that names it, whether or not reports count the zone.
create or replace view report_mentions_by_zone as
select
    entity_id,
    any_value(entity_name) as entity_name,
    any_value(entity_kind) as entity_kind,
    zone,
    bool_and(is_coverage) as is_coverage,
    count(*) as mention_count,
    count(distinct article_id) as article_count,
    count(distinct text_id) as text_count,
    count(distinct outlet_id) as outlet_count
from base_mention_facts
where entity_id is not null
group by
    entity_id,
    zone;

comment on view report_mentions_by_zone is 'One row per entity and zone of the text that names it, also zones that other reports leave out.';
comment on column report_mentions_by_zone.entity_id is 'Entity';
comment on column report_mentions_by_zone.entity_name is 'Canonical name';
comment on column report_mentions_by_zone.entity_kind is 'person, organization, place, product, event or topic';
comment on column report_mentions_by_zone.zone is 'headline, standfirst, heading, body, caption, credit or furniture';
comment on column report_mentions_by_zone.is_coverage is 'Reports count the zone: headline, standfirst and body';
comment on column report_mentions_by_zone.mention_count is 'Times that the zone names it';
comment on column report_mentions_by_zone.article_count is 'Articles whose zone names it';
comment on column report_mentions_by_zone.text_count is 'Distinct texts of these: copies count once';
comment on column report_mentions_by_zone.outlet_count is 'Known outlets of these';
