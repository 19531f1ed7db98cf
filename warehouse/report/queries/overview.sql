-- One row: how much there is.
with
counted_entities as (
    select distinct mentions.entity_id
    from mentions
    semi join article_facts on article_facts.revision_id = mentions.revision_id
    where mentions.entity_id is not null
    union
    select name_meanings.entity_id
    from name_meanings
    join mentions
        on mentions.article_id = name_meanings.article_id
        and mentions.surface = name_meanings.name
        and mentions.entity_id is null
        and mentions.kind = 'person'
    semi join article_facts on article_facts.revision_id = mentions.revision_id
)
select
    count(*) as article_count,
    count(distinct text_id) as text_count,
    count(distinct story_id) as story_count,
    count(distinct outlet_id) as outlet_count,
    count(*) filter (where outlet_id is null) as articles_without_outlet_count,
    count(*) filter (where published_day is null) as articles_without_date_count,
    min(published_day) as first_known_day,
    max(published_day) as last_known_day,
    (
        select count(*)
        from mentions
        semi join article_facts on article_facts.revision_id = mentions.revision_id
    ) as mention_count,
    (
        select count(distinct coalesce(entity_facts.resolved_entity_id, counted_entities.entity_id))
        from counted_entities
        left join entity_facts on entity_facts.entity_id = counted_entities.entity_id
    ) as entity_count,
    (select count(*) from quote_facts) as quote_count,
    (select count(*) from report_copy_pairs) as copy_pair_count
from base_articles
