-- Values of one measure on which the texts of a story differ, with their sentences.
with
contrasts as materialized (
    select *
    from statement_contrasts
    where story_id = $id and verdict in ('conflict', 'differs', 'stale')
    order by
        verdict,
        confidence desc,
        contrast_id
    limit $limit
),
stated as (
    select
        told.statement_id,
        told.surface,
        told.article_id,
        told.label,
        cut_sentence(
            case told.field when 'title' then told_texts.title else told_texts.text end,
            told.sentence_start,
            told.sentence_end,
            told.span_start,
            told.span_end
        ) as sentence
    from told
    join told_texts on told_texts.revision_id = told.revision_id
    where told.statement_id in (
        select statement_a from contrasts
        union all
        select statement_b from contrasts
    )
)
select
    contrasts.verdict,
    one.surface as value_a,
    other.surface as value_b,
    contrasts.reason,
    one.sentence as sentence_a,
    one.article_id as article_a,
    one.label as article_label_a,
    other.sentence as sentence_b,
    other.article_id as article_b,
    other.label as article_label_b,
    contrasts.contrast_id
from contrasts
join stated as one on one.statement_id = contrasts.statement_a
join stated as other on other.statement_id = contrasts.statement_b
order by
    contrasts.verdict,
    contrasts.confidence desc,
    contrasts.contrast_id
