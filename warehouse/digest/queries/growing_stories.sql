-- One row per story shown that grew over the window before, in which it had articles already; most growth first.
select
    grown.*,
    report_stories.title,
    report_stories.first_report,
    report_stories.key_entities,
    count(*) over () as story_total
from report_stories
join ({growth}) as grown on grown.story_id = report_stories.story_id
where
    grown.earlier_article_count > 0
    and grown.growth > 1
    and report_stories.story_id in (select story_id from digest_articles where is_now and is_asked)
order by
    grown.growth desc,
    grown.window_article_count desc,
    report_stories.story_id
limit $limit
