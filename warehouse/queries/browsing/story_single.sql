-- Amounts that one text only of a story states: the rows of report_only_one_says for one story, read of what its texts
-- state (statements/told.sql).
with
single as (
    select
        kind,
        arg_min(statement_id, (published_day is null, published_day, article_id, field, span_start)) as first_id
    from told
    where kind in ('money', 'percent', 'quantity') and zone in ('headline', 'standfirst', 'body')
    group by
        kind,
        coalesce(amount::varchar, value_text, lower(surface)),
        amount_high,
        unit
    having count(distinct text_id) = 1
)
select
    told.surface as value,
    told.counted,
    told.article_id,
    told.label as article_label,
    told.outlet_id,
    coalesce(told.outlet_name, 'unknown') as outlet_name,
    story_summaries.text_count as story_text_count,
    cut_sentence(
        case told.field when 'title' then told_texts.title else told_texts.text end,
        told.sentence_start,
        told.sentence_end,
        told.span_start,
        told.span_end
    ) as sentence
from single
join story_summaries on story_summaries.story_id = $id and story_summaries.text_count > 1
join told on told.statement_id = single.first_id
join told_texts on told_texts.revision_id = told.revision_id
order by
    list_position(['money', 'percent', 'quantity'], single.kind),
    article_label,
    sentence,
    told.span_start,
    single.first_id
limit $limit
