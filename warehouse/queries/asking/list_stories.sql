-- The stories that the filters let pass, in the order asked for; else those with most distinct texts first.
select
    story_id,
    title,
    article_count,
    text_count,
    outlet_count,
    articles_without_outlet_count,
    first_known_day,
    last_known_day,
    first_seen_at
from report_stories
where {conditions}
order by
    {order}
    text_count desc,
    article_count desc,
    story_id
limit $limit
