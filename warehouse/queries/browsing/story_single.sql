-- Amounts that one text only of a story states: the rows of report_only_one_says for one story, read of what its texts
-- state (statements/told.sql).
with
single as (
    select
        kind,
        arg_min(told, (published_day is null, published_day, article_id, field, span_start)) as first
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
    single.first.surface as value,
    single.first.counted as counted,
    single.first.article_id as article_id,
    single.first.label as article_label,
    single.first.outlet_id as outlet_id,
    coalesce(single.first.outlet_name, 'unknown') as outlet_name,
    story_summaries.text_count as story_text_count,
    cut_sentence(
        case single.first.field when 'title' then told_texts.title else told_texts.text end,
        single.first.sentence_start,
        single.first.sentence_end,
        single.first.span_start,
        single.first.span_end
    ) as sentence
from single
join story_summaries on story_summaries.story_id = $id and story_summaries.text_count > 1
join told_texts on told_texts.revision_id = single.first.revision_id
order by
    list_position(['money', 'percent', 'quantity'], single.kind),
    article_label,
    sentence
limit $limit
