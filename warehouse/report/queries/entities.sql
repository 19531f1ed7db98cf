-- One row per sentence shown of each entity shown; each text speaks once before any speaks again.
with
entity_counts as (
    select
        entity_id,
        any_value(entity_name) as entity_name,
        any_value(entity_kind) as entity_kind,
        any_value(entity_origin) as entity_origin,
        count(*) as mention_count,
        count(distinct article_id) as article_count,
        count(distinct text_id) as text_count,
        count(distinct story_id) as story_count
    from base_mentions
    where entity_id is not null and is_coverage
    group by entity_id
),
shown_entities as (
    select
        entity_counts.*,
        count(*) over () as entity_total,
        max(article_count) over () as top_article_count,
        row_number() over (order by article_count desc, mention_count desc, entity_name, entity_id) as entity_number
    from entity_counts
    qualify entity_number <= $limit
),
first_mentions as (
    select
        base_mentions.mention_id,
        row_number() over (
            partition by base_mentions.entity_id
            order by base_mentions.text_mention_number, base_mentions.article_id
        ) as sentence_number
    from (
        select
            mention_id,
            entity_id,
            article_id,
            row_number() over (
                partition by entity_id, text_id
                order by article_id, field desc, span_start
            ) as text_mention_number
        from base_mentions
        where entity_id is not null and is_coverage
    ) as base_mentions
    semi join shown_entities on shown_entities.entity_id = base_mentions.entity_id
    qualify sentence_number <= $sentences
)
select
    shown_entities.*,
    base_mentions.article_id,
    base_mentions.article_label,
    coalesce(base_mentions.outlet_name, 'unknown') as outlet_name,
    right(left(base_mentions.sentence, base_mentions.start_in_sentence), 301) as words_before,
    left(base_mentions.surface, 901) as surface,
    left(
        substring(
            base_mentions.sentence,
            base_mentions.start_in_sentence + 1 + base_mentions.span_end - base_mentions.span_start
        ),
        301
    ) as words_after
from shown_entities
join base_mentions on base_mentions.entity_id = shown_entities.entity_id
join first_mentions on first_mentions.mention_id = base_mentions.mention_id
order by shown_entities.entity_number, first_mentions.sentence_number
