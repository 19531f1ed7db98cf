-- What several texts of a story state alike, with a sentence; read of what the story's texts state (statements/told.sql).
with
agreed as materialized (
    select
        list_aggregate(list(told.surface order by told.surface), 'mode') as value,
        list_aggregate(list(told.counted order by told.counted), 'mode') as counted,
        count(distinct told.text_id) as text_count,
        count(distinct told.outlet_id) as outlet_count,
        list_sort(list(distinct told.surface)) as surfaces,
        arg_min(told.statement_id, (told.label, told.article_id, told.span_start)) as first_id
    from statement_members
    join told on told.statement_id = statement_members.statement_id and told.kind <> 'spelling'
    where statement_members.story_id = $id
    group by
        statement_members.group_id,
        statement_members.value_key
    having count(distinct told.text_id) > 1
    order by
        text_count desc,
        value,
        first_id
    limit $limit
)
select
    agreed.value,
    agreed.counted,
    agreed.text_count,
    agreed.outlet_count,
    agreed.surfaces,
    told.article_id,
    told.label as article_label,
    cut_sentence(
        case told.field when 'title' then told_texts.title else told_texts.text end,
        told.sentence_start,
        told.sentence_end,
        told.span_start,
        told.span_end
    ) as sentence
from agreed
join told on told.statement_id = agreed.first_id
join told_texts on told_texts.revision_id = told.revision_id
order by
    agreed.text_count desc,
    agreed.value,
    agreed.first_id
