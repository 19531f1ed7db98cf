-- Amounts that one text only of a story states.
select
    value,
    counted,
    article_id,
    article_label,
    outlet_id,
    outlet_name,
    story_text_count,
    sentence
from report_only_one_says
where story_id = $id and kind in ('money', 'percent', 'quantity')
order by
    list_position(['money', 'percent', 'quantity'], kind),
    article_label,
    sentence
limit $limit
