-- Values that came or went between two revisions of an article of a story, the latest change first: the rows of
-- report_changed_statements for one story, whose filter does not reach the revisions there (.8 s of CPU at 101,340
-- articles).
with
ordered_revisions as materialized (
    select
        revision_id,
        article_id,
        raw_id,
        first_seen_at,
        lag(revision_id) over by_time as previous_revision_id,
        lag(raw_id) over by_time as previous_raw_id
    from revisions
    where article_id in (select article_id from article_facts where story_id = $id)
    window by_time as (partition by article_id order by first_seen_at, revision_id)
),
steps as (
    select *
    from ordered_revisions
    where previous_revision_id is not null
),
revised as materialized (
    select revision_id
    from steps
    union
    select previous_revision_id
    from steps
),
stated as materialized (
    select
        statements.revision_id,
        statements.kind,
        coalesce(statements.amount::varchar, statements.value_text, lower(statements.surface)) as amount_key,
        coalesce(statements.amount_high::varchar, '') as high_key,
        case statements.kind
            when 'role' then concat_ws(' ', statements.entity_ids[1], statements.qualifier)
            else coalesce(statements.unit, statements.counted, '')
        end as unit_key,
        arg_min(statements, (statements.field, statements.span_start)) as first
    from statements
    where
        statements.rowid in (
            select unnest((select list(rowid) from statements where revision_id in (from revised)))
        )
        and statements.zone in ('headline', 'standfirst', 'body')
    group by all
),
changed as (
    select
        steps.*,
        'came' as change,
        stated.revision_id as stating_id,
        stated.kind,
        stated.first
    from steps
    join stated on stated.revision_id = steps.revision_id
    anti join stated as before
        on before.revision_id = steps.previous_revision_id
        and before.kind = stated.kind
        and before.amount_key = stated.amount_key
        and before.high_key = stated.high_key
        and before.unit_key = stated.unit_key
    union all
    select
        steps.*,
        'went' as change,
        stated.revision_id,
        stated.kind,
        stated.first
    from steps
    join stated on stated.revision_id = steps.previous_revision_id
    anti join stated as after
        on after.revision_id = steps.revision_id
        and after.kind = stated.kind
        and after.amount_key = stated.amount_key
        and after.high_key = stated.high_key
        and after.unit_key = stated.unit_key
)
select
    changed.change,
    changed.first.surface as value,
    changed.kind,
    changed.first_seen_at,
    case when changed.raw_id = changed.previous_raw_id then 'extractor' else 'page' end as changed_by,
    changed.article_id,
    article_facts.label as article_label,
    {
        'kept': null::varchar,
        'revision_id': changed.stating_id,
        'field': changed.first.field,
        'begin': greatest(changed.first.sentence_start, changed.first.span_start - 1000),
        'end': least(changed.first.sentence_end, changed.first.span_end + 1000)
    } as sentence
from changed
join article_facts on article_facts.article_id = changed.article_id
order by
    changed.first_seen_at desc,
    article_label,
    changed.change,
    value
limit $limit
