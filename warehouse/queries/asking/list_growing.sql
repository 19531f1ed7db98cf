-- The stories with articles in the window, those first that grew most over the window before it.
select
    report_stories.story_id,
    report_stories.title,
    grown.window_article_count,
    grown.window_outlet_count,
    grown.earlier_article_count,
    grown.earlier_outlet_count,
    round(grown.growth, 2) as growth,
    report_stories.article_count,
    report_stories.text_count,
    report_stories.outlet_count,
    report_stories.first_seen_at
from (
    select *
    from report_stories
    where {conditions}
) as report_stories
join ({growth}) as grown on grown.story_id = report_stories.story_id
order by
    grown.growth desc,
    grown.window_article_count desc,
    report_stories.story_id
limit $limit
