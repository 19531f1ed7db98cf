-- One row per story shown that is new in the window: its articles that pass, those of most distinct texts first.
with
passing as (
    select
        story_id,
        count(*) as window_article_count,
        count(distinct text_id) as window_text_count,
        count(distinct outlet_id) as window_outlet_count
    from digest_articles
    where is_now and is_asked and story_id is not null
    group by story_id
)
select
    passing.*,
    report_stories.title,
    report_stories.first_report,
    report_stories.key_entities,
    count(*) over () as story_total
from passing
join report_stories on report_stories.story_id = passing.story_id
where {is_new}
order by
    passing.window_text_count desc,
    passing.window_article_count desc,
    passing.story_id
limit $limit
