-- What several texts of a story state alike, with a sentence; the texts of the story only are read.
with
stated as (
    select
        statement_members.group_id,
        statement_members.value_key,
        statements.surface,
        statements.counted,
        statements.field,
        statements.sentence_start,
        statements.sentence_end,
        statements.span_start,
        statements.span_end,
        article_facts.revision_id,
        article_facts.article_id,
        article_facts.label,
        article_facts.text_id,
        article_facts.outlet_id
    from statement_members
    join statements on statements.statement_id = statement_members.statement_id
    join article_facts on article_facts.revision_id = statements.revision_id
    where statement_members.story_id = $id and article_facts.story_id = $id
),
agreed as materialized (
    select
        list_aggregate(list(surface order by surface), 'mode') as value,
        list_aggregate(list(counted order by counted), 'mode') as counted,
        count(distinct text_id) as text_count,
        count(distinct outlet_id) as outlet_count,
        list_sort(list(distinct surface)) as surfaces,
        arg_min(stated, (label, article_id, span_start)) as first
    from stated
    group by
        group_id,
        value_key
    having count(distinct text_id) > 1
    order by
        text_count desc,
        value
    limit $limit
),
shown as (
    select
        revision_id,
        title,
        text
    from revisions
    where rowid in (select unnest((select list(rowid) from revisions where revision_id in (select first.revision_id from agreed))))
)
select
    agreed.value,
    agreed.counted,
    agreed.text_count,
    agreed.outlet_count,
    agreed.surfaces,
    agreed.first.article_id as article_id,
    agreed.first.label as article_label,
    cut_sentence(
        case agreed.first.field when 'title' then shown.title else shown.text end,
        agreed.first.sentence_start,
        agreed.first.sentence_end,
        agreed.first.span_start,
        agreed.first.span_end
    ) as sentence
from agreed
join shown on shown.revision_id = agreed.first.revision_id
order by
    agreed.text_count desc,
    agreed.value
