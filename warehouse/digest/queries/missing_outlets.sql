-- One row per story of which something passes and usual outlet that did not cover it; the surest first. The rows are
-- those of report_missing_outlets, which compares all stories whichever are asked for (8 s of CPU at 101,340 articles).
with
asked as (
    select distinct story_id
    from digest_articles
    where is_now and is_asked and story_id is not null
),
wide_stories as materialized (
    select
        story_id,
        first_known_day,
        outlet_count,
        key_entities
    from story_summaries
    where outlet_count >= 2 and first_known_day is not null
),
story_entities as (
    select
        story_id,
        first_known_day,
        unnest(key_entities) as entity_name
    from wide_stories
),
asked_entities as materialized (
    select story_entities.*
    from story_entities
    semi join asked on asked.story_id = story_entities.story_id
),
alike as materialized (
    select distinct
        asked_entities.story_id,
        others.story_id as other_story_id
    from asked_entities
    join story_entities as others
        on others.entity_name = asked_entities.entity_name
        and others.first_known_day >= asked_entities.first_known_day - interval 30 day
        and others.first_known_day < asked_entities.first_known_day
),
alike_counts as (
    select
        story_id,
        count(*) as alike_story_count
    from alike
    group by story_id
),
covering as materialized (
    select distinct
        story_id,
        outlet_id,
        outlet_name
    from article_facts
    where outlet_id is not null and story_id in (select other_story_id from alike union all select story_id from asked)
),
usual as (
    select
        alike.story_id,
        covering.outlet_id,
        any_value(covering.outlet_name) as outlet_name,
        count(*) as covered_story_count,
        list(alike.other_story_id order by alike.other_story_id) as covered_story_ids
    from alike
    join covering on covering.story_id = alike.other_story_id
    group by alike.story_id, covering.outlet_id
    having count(*) >= 3
),
missing as (
    select
        usual.story_id,
        stories.title,
        wide_stories.first_known_day,
        wide_stories.outlet_count,
        usual.outlet_id,
        usual.outlet_name,
        usual.covered_story_count,
        alike_counts.alike_story_count,
        usual.covered_story_count / alike_counts.alike_story_count as covered_share,
        usual.covered_story_ids,
        count(*) over () as missing_total
    from usual
    join alike_counts on alike_counts.story_id = usual.story_id
    join wide_stories on wide_stories.story_id = usual.story_id
    join stories on stories.story_id = usual.story_id
    anti join covering
        on covering.story_id = usual.story_id
        and covering.outlet_id = usual.outlet_id
    where usual.covered_story_count * 2 >= alike_counts.alike_story_count
    order by
        covered_share desc,
        usual.covered_story_count desc,
        usual.story_id,
        usual.outlet_id
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
