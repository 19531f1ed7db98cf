-- What several texts of a story state alike, with a sentence; read of what the story's texts state (statements/told.sql).
with
stated as (
    select
        statement_members.group_id,
        statement_members.value_key,
        told.*
    from statement_members
    join told on told.statement_id = statement_members.statement_id and told.kind <> 'spelling'
    where statement_members.story_id = $id
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
        case agreed.first.field when 'title' then told_texts.title else told_texts.text end,
        agreed.first.sentence_start,
        agreed.first.sentence_end,
        agreed.first.span_start,
        agreed.first.span_end
    ) as sentence
from agreed
join told_texts on told_texts.revision_id = agreed.first.revision_id
order by
    agreed.text_count desc,
    agreed.value
