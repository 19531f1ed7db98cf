-- One row per entity of wanted_entity_days and day of publication (UTC); unknown days are a row of their own.
with
named_entities as (
    select
        resolved_entity_id as entity_id,
        any_value(entity_name) as entity_name
    from entity_facts
    semi join wanted_entity_days on wanted_entity_days.entity_id = entity_facts.resolved_entity_id
    group by resolved_entity_id
),
wanted_rows as (
    select
        article_entities.*,
        article_facts.published_day,
        article_facts.text_id,
        article_facts.story_id,
        article_facts.outlet_id
    from article_entities
    join article_facts on article_facts.article_id = article_entities.article_id
    semi join wanted_entity_days
        on wanted_entity_days.entity_id = article_entities.entity_id
        and wanted_entity_days.published_day is not distinct from article_facts.published_day
)
select
    wanted_rows.entity_id,
    coalesce(any_value(named_entities.entity_name), wanted_rows.entity_id) as entity_name,
    any_value(wanted_rows.entity_kind) as entity_kind,
    wanted_rows.published_day,
    cast(sum(wanted_rows.mention_count) as bigint) as mention_count,
    count(*) as article_count,
    count(distinct wanted_rows.text_id) as text_count,
    count(distinct wanted_rows.story_id) as story_count,
    count(distinct wanted_rows.outlet_id) as outlet_count,
    count(*) filter (where wanted_rows.outlet_id is null) as articles_without_outlet_count,
    count(*) filter (where wanted_rows.headline_mention_count > 0) as headline_article_count
from wanted_rows
left join named_entities on named_entities.entity_id = wanted_rows.entity_id
group by wanted_rows.entity_id, wanted_rows.published_day
