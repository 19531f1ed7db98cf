-- Values of one measure on which the texts of a story differ, with their sentences; their texts only are read.
with
contrasts as (
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
        statements.statement_id,
        statements.surface,
        statements.article_id,
        article_facts.label,
        cut_sentence(
            case statements.field when 'title' then revisions.title else revisions.text end,
            statements.sentence_start,
            statements.sentence_end,
            statements.span_start,
            statements.span_end
        ) as sentence
    from statements
    join article_facts on article_facts.revision_id = statements.revision_id
    join revisions on revisions.revision_id = statements.revision_id
    where statements.statement_id in (
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
    other.label as article_label_b
from contrasts
join stated as one on one.statement_id = contrasts.statement_a
join stated as other on other.statement_id = contrasts.statement_b
order by
    contrasts.verdict,
    contrasts.confidence desc,
    contrasts.contrast_id
