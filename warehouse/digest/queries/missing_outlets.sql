-- One row per story of which something passes and usual outlet that did not cover it; the surest first.
with
missing as (
    select
        *,
        count(*) over () as missing_total
    from report_missing_outlets
    where story_id in (select story_id from digest_articles where is_now and is_asked)
    order by
        covered_share desc,
        covered_story_count desc,
        story_id,
        outlet_id
    limit $limit
)
select
    missing.*,
    (
        select list(stories.title order by stories.story_id)
        from stories
        where list_contains(missing.covered_story_ids, stories.story_id)
    )[:3] as covered_titles
from missing
order by
    missing.covered_share desc,
    missing.covered_story_count desc,
    missing.story_id,
    missing.outlet_id
