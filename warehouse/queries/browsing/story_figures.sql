-- The figures of a story, those in most articles first.
select
    value,
    kind,
    article_count,
    text_count,
    outlet_count,
    surfaces
from report_figures
where story_id = $id
order by
    article_count desc,
    value
limit $limit
