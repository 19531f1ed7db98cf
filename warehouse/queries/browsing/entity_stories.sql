-- The stories that name an entity, the newest first.
with
named as (
    select
        story_id,
        count(*) as naming_article_count
    from naming_articles
    where story_id is not null
    group by story_id
),
newest as (
    select
        named.story_id,
        named.naming_article_count
    from named
    join story_summaries on story_summaries.story_id = named.story_id
    order by
        story_summaries.last_known_day desc nulls last,
        named.naming_article_count desc,
        named.story_id
    limit $limit
)

select
    report_stories.story_id,
    report_stories.title,
    newest.naming_article_count,
    report_stories.article_count,
    report_stories.text_count,
    report_stories.outlet_count,
    report_stories.first_known_day,
    report_stories.last_known_day
from newest
join report_stories on report_stories.story_id = newest.story_id
order by
    report_stories.last_known_day desc nulls last,
    newest.naming_article_count desc,
    report_stories.story_id
