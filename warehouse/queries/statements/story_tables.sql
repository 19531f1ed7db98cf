-- One row per statement shown of each measure shown of the given stories: those on which texts differ come first, then
-- those that most texts state. One article speaks for each text; each text speaks at most twice of one measure. Read of statements/told.sql.
with
worst as (
    select
        group_id,
        arg_min(verdict, (rank, contrast_id)) as verdict,
        arg_min(reason, (rank, contrast_id)) as reason,
        arg_min(decided_by, (rank, contrast_id)) as decided_by,
        arg_min([value_key_a, value_key_b], (rank, contrast_id)) as contrasted
    from (
        select
            *,
            coalesce(
                list_position(['conflict', 'differs', 'stale', 'other_scope_or_time', 'rounding', 'compatible'], verdict),
                7
            ) as rank
        from statement_contrasts
        where story_id in (select unnest($story_ids))
    )
    group by group_id
),
shown_groups as (
    select
        statement_groups.story_id,
        statement_groups.group_id,
        statement_groups.kind,
        statement_groups.text_count,
        worst.verdict,
        worst.reason,
        worst.decided_by,
        worst.contrasted,
        count(*) over (partition by statement_groups.story_id) as group_total,
        row_number() over (
            partition by statement_groups.story_id
            order by
                coalesce(list_position(['conflict', 'differs', 'stale'], worst.verdict), 4),
                list_contains(['date', 'time', 'ordinal', 'role', 'spelling', 'lapse'], statement_groups.kind),
                statement_groups.text_count desc,
                statement_groups.group_id
        ) as group_number
    from statement_groups
    left join worst on worst.group_id = statement_groups.group_id
    where statement_groups.story_id in (select unnest($story_ids))
    qualify group_number <= $most_groups
),
members as materialized (
    select story_id, group_id, statement_id, value_key
    from statement_members
    where story_id in (select unnest($story_ids))
),
stated as materialized (
    select
        shown_groups.*,
        members.value_key,
        told.statement_id,
        told.revision_id,
        entity_facts.entity_name as holder,
        told.surface,
        told.span_start,
        told.span_end,
        told.sentence_start,
        told.sentence_end,
        told.article_id,
        told.label as article_label,
        coalesce(told.outlet_name, 'unknown') as outlet_name,
        told.published_day,
        coalesce(list_contains(shown_groups.contrasted, members.value_key), false) as is_contrasted
    from shown_groups
    join members
        on members.group_id = shown_groups.group_id
        and members.story_id = shown_groups.story_id
    join told on told.statement_id = members.statement_id
    left join entity_facts
        on shown_groups.kind = 'role'
        and entity_facts.entity_id = told.entity_ids[1]
    qualify row_number() over (
        partition by shown_groups.group_id, told.article_id, members.value_key
        order by told.span_start
    ) = 1
),
speaking as (
    select
        story_id,
        article_id,
        min(published_day) as day,
        any_value(article_label) as label,
        count(distinct group_id) as stated_count,
        count(distinct group_id) filter (where verdict in ('conflict', 'differs', 'stale')) as differing_count
    from stated
    group by
        story_id,
        article_id
),
shown_texts as (
    select
        *,
        count(*) over (partition by story_id) as text_total,
        row_number() over (
            partition by story_id
            order by
                differing_count desc,
                stated_count desc,
                day nulls last,
                article_id
        ) as importance
    from speaking
    qualify importance <= $most_texts
)
select
    stated.story_id,
    stated.group_id,
    stated.kind,
    stated.text_count,
    stated.verdict,
    stated.reason,
    stated.decided_by,
    stated.group_total,
    stated.holder,
    stated.article_id,
    stated.article_label,
    stated.outlet_name,
    stated.published_day,
    shown_texts.text_total,
    stated.is_contrasted,
    stated.surface,
    right(substring(told_texts.text, stated.sentence_start + 1, stated.span_start - stated.sentence_start), 301)
        as words_before,
    left(substring(told_texts.text, stated.span_end + 1, stated.sentence_end - stated.span_end), 301) as words_after
from stated
join shown_texts on shown_texts.story_id = stated.story_id and shown_texts.article_id = stated.article_id
join told_texts on told_texts.revision_id = stated.revision_id
qualify row_number() over (
    partition by stated.group_id, stated.article_id
    order by stated.is_contrasted desc, stated.span_start
) <= 2
order by
    stated.story_id,
    stated.group_number,
    shown_texts.day nulls last,
    shown_texts.label,
    shown_texts.article_id,
    stated.is_contrasted desc,
    stated.span_start
