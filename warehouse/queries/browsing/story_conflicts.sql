-- Values of one measure on which the texts of a story differ, with their sentences; their texts only are read.
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
sides as materialized (
    select *
    from base_compared
    where statement_id in (
        select statement_a from contrasts
        union all
        select statement_b from contrasts
    )
),
shown as (
    select
        revision_id,
        title,
        text
    from revisions
    where rowid in (select unnest((select list(rowid) from revisions where revision_id in (select revision_id from sides))))
),
stated as (
    select
        sides.statement_id,
        sides.surface,
        sides.article_id,
        article_facts.label,
        cut_sentence(
            case sides.field when 'title' then shown.title else shown.text end,
            sides.sentence_start,
            sides.sentence_end,
            sides.span_start,
            sides.span_end
        ) as sentence
    from sides
    join article_facts on article_facts.revision_id = sides.revision_id
    join shown on shown.revision_id = sides.revision_id
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
