-- What most texts of a story state, and the texts that do not.
select
    value,
    counted,
    text_count,
    story_text_count,
    article_id,
    article_label,
    outlet_id,
    outlet_name,
    sentence
from report_missing_from
where story_id = $id
order by
    text_share desc,
    value,
    article_label
limit $limit
