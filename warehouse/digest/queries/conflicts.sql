-- One row per two values shown that differ or are stale, in stories of which something passes; as report_conflicts, read of
-- what the texts of these stories state (statements/told.sql): the view looks into all stories, 2 s of CPU for a week of
-- 101,304 articles.
with
contrasts as materialized (
    select *
    from statement_contrasts
    where verdict in ('conflict', 'differs', 'stale')
        and story_id in (select unnest($story_ids))
),
values_stated as materialized (
    select
        statement_members.group_id,
        statement_members.value_key,
        count(distinct told.text_id) as text_count
    from statement_members
    join told
        on told.statement_id = statement_members.statement_id
        and told.story_id = statement_members.story_id
    where statement_members.story_id in (select unnest($story_ids))
    group by
        statement_members.story_id,
        statement_members.group_id,
        statement_members.value_key
),
shown as materialized (
    select
        contrasts.*,
        stated_a.text_count as text_count_a,
        stated_b.text_count as text_count_b,
        count(*) over () as conflict_total
    from contrasts
    join values_stated as stated_a
        on stated_a.group_id = contrasts.group_id
        and stated_a.value_key = contrasts.value_key_a
    join values_stated as stated_b
        on stated_b.group_id = contrasts.group_id
        and stated_b.value_key = contrasts.value_key_b
    semi join told as one on one.statement_id = contrasts.statement_a
    semi join told as other on other.statement_id = contrasts.statement_b
    order by
        list_position(['conflict', 'differs', 'stale'], contrasts.verdict),
        least(text_count_a, text_count_b) desc,
        contrasts.contrast_id
    limit $limit
),
stated as materialized (
    select
        told.statement_id,
        told.surface,
        told.label as article_label,
        article_facts.canonical_url as url,
        cut_sentence(
            case told.field when 'title' then told_texts.title else told_texts.text end,
            told.sentence_start,
            told.sentence_end,
            told.span_start,
            told.span_end
        ) as sentence
    from told
    join told_texts on told_texts.revision_id = told.revision_id
    join article_facts on article_facts.article_id = told.article_id
    where told.statement_id in (select statement_a from shown union all select statement_b from shown)
)
select
    shown.contrast_id,
    shown.story_id,
    stories.title as story_title,
    shown.verdict,
    shown.reason,
    one.surface as value_a,
    other.surface as value_b,
    one.sentence as sentence_a,
    other.sentence as sentence_b,
    one.article_label as article_label_a,
    other.article_label as article_label_b,
    one.url as url_a,
    other.url as url_b,
    shown.text_count_a,
    shown.text_count_b,
    shown.conflict_total
from shown
join stories on stories.story_id = shown.story_id
join stated as one on one.statement_id = shown.statement_a
join stated as other on other.statement_id = shown.statement_b
order by
    list_position(['conflict', 'differs', 'stale'], shown.verdict),
    least(shown.text_count_a, shown.text_count_b) desc,
    shown.contrast_id
