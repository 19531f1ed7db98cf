-- One row per sentence shown of each entity shown; each text speaks once before any speaks again.
-- Counted from the summary of articles and entities; of the articles those are read, by row, that are shown.
with
entity_counts as (
    select
        article_entities.entity_id,
        any_value(article_entities.entity_kind) as entity_kind,
        cast(sum(article_entities.mention_count) as bigint) as mention_count,
        count(*) as article_count
    from article_entities
    semi join article_facts on article_facts.article_id = article_entities.article_id
    group by article_entities.entity_id
),
largest_entities as materialized (
    select
        entity_counts.*,
        coalesce(entity_facts.entity_name, entity_counts.entity_id) as entity_name,
        entity_facts.entity_origin,
        count(*) over () as entity_total,
        max(article_count) over () as top_article_count,
        row_number() over (
            order by article_count desc, mention_count desc, entity_name, entity_counts.entity_id
        ) as entity_number
    from entity_counts
    left join entity_facts on entity_facts.entity_id = entity_counts.entity_id
    qualify entity_number <= $limit
),
shown_entities as (
    -- Texts and stories are counted of those that are shown: of all it takes five times as long as the rest.
    select
        largest_entities.*,
        counted.text_count,
        counted.story_count
    from largest_entities
    join (
        select
            article_entities.entity_id,
            count(distinct article_facts.text_id) as text_count,
            count(distinct article_facts.story_id) as story_count
        from article_entities
        join article_facts on article_facts.article_id = article_entities.article_id
        semi join largest_entities on largest_entities.entity_id = article_entities.entity_id
        group by article_entities.entity_id
    ) as counted on counted.entity_id = largest_entities.entity_id
),
naming as materialized (
    -- The first texts, by the first article of each, are all that can speak; those that speak again are among them.
    select
        entity_id,
        article_id
    from (
        select
            article_entities.entity_id,
            article_entities.article_id,
            min(article_entities.article_id) over (
                partition by article_entities.entity_id, article_facts.text_id
            ) as first_article_id
        from article_entities
        join article_facts on article_facts.article_id = article_entities.article_id
        semi join largest_entities on largest_entities.entity_id = article_entities.entity_id
    )
    qualify dense_rank() over (partition by entity_id order by first_article_id) <= $sentences
),
first_mentions as materialized (
    select
        *,
        row_number() over (partition by entity_id order by text_mention_number, article_id) as sentence_number
    from (
        select
            base_mention_facts.*,
            row_number() over (
                partition by base_mention_facts.entity_id, base_mention_facts.text_id
                order by
                    base_mention_facts.article_id,
                    base_mention_facts.field desc,
                    base_mention_facts.span_start,
                    base_mention_facts.mention_id
            ) as text_mention_number
        from base_mention_facts
        join naming
            on naming.article_id = base_mention_facts.article_id
            and naming.entity_id = base_mention_facts.entity_id
        where base_mention_facts.article_id in (select article_id from naming) and base_mention_facts.is_coverage
    )
    qualify sentence_number <= $sentences
),
texts as (
    select
        revision_id,
        title,
        text
    from revisions
    where
        rowid in (
            select unnest((
                select list(rowid) from revisions where revision_id in (select revision_id from first_mentions)
            ))
        )
)
select
    shown_entities.*,
    first_mentions.article_id,
    first_mentions.article_label,
    coalesce(first_mentions.outlet_name, 'unknown') as outlet_name,
    right(left(cut.sentence, first_mentions.start_in_sentence), 301) as words_before,
    left(first_mentions.surface, 901) as surface,
    left(
        substring(
            cut.sentence,
            first_mentions.start_in_sentence + 1 + first_mentions.span_end - first_mentions.span_start
        ),
        301
    ) as words_after
from shown_entities
join first_mentions on first_mentions.entity_id = shown_entities.entity_id
join texts on texts.revision_id = first_mentions.revision_id
cross join lateral (
    select
        cut_sentence(
            case first_mentions.field when 'title' then texts.title else texts.text end,
            first_mentions.sentence_start,
            first_mentions.sentence_end,
            first_mentions.span_start,
            first_mentions.span_end
        ) as sentence
) as cut
order by shown_entities.entity_number, first_mentions.sentence_number
