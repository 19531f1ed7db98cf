-- The stories of the found articles that the filters let pass; the newest of these articles shows why.
with hits as (
    select
        story_id,
        count(*) as found_article_count,
        count(distinct text_id) as found_text_count,
        max(first_seen_at) as found_seen_at,
        max(published_day) as found_day,
        arg_max(revision_id, (coalesce(published_day, date '0001-01-01'), first_seen_at, article_id)) as revision_id
    from article_facts
    where revision_id in (select revision_id from found) and story_id is not null and ({conditions})
    group by story_id
)

select
    report_stories.story_id,
    report_stories.title,
    hits.found_article_count,
    hits.found_text_count,
    report_stories.article_count,
    report_stories.text_count,
    report_stories.outlet_count,
    report_stories.first_known_day,
    report_stories.last_known_day,
    report_stories.first_seen_at,
    hits.revision_id
from hits
join report_stories on report_stories.story_id = hits.story_id
order by
    {order}
    hits.found_day desc nulls last,
    hits.found_seen_at desc,
    report_stories.story_id
limit $limit
offset $skipped
