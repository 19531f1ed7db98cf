-- Stories with more articles first seen in the last day than in the day before, counted from the article seen last.
with
seen as (
    select max(first_seen_at) as at from article_facts
),
grown as (
    select
        story_id,
        count(*) filter (where first_seen_at > seen.at - interval 1 day) as last_day_article_count,
        count(*) filter (where first_seen_at <= seen.at - interval 1 day) as day_before_article_count
    from article_facts, seen
    where first_seen_at > seen.at - interval 2 day and story_id is not null
    group by story_id
    having last_day_article_count > greatest(day_before_article_count, 1)
    order by
        last_day_article_count - day_before_article_count desc,
        story_id
    limit $limit
)

select
    report_stories.story_id,
    report_stories.title,
    grown.last_day_article_count,
    grown.day_before_article_count,
    report_stories.article_count,
    report_stories.text_count,
    report_stories.outlet_count
from grown
join report_stories on report_stories.story_id = grown.story_id
order by
    grown.last_day_article_count - grown.day_before_article_count desc,
    report_stories.story_id
