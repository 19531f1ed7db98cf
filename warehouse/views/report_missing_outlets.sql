-- One row per story and outlet that usually covers such stories and did not cover this one. Such stories are those of
-- the 30 days before that have a key entity in common and two known outlets or more; an outlet is a usual one where
-- it covered at least three of them and at least half.
create or replace view report_missing_outlets as
with
wide_stories as (
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
alike as (
    select distinct
        story_entities.story_id,
        others.story_id as other_story_id
    from story_entities
    join story_entities as others
        on others.entity_name = story_entities.entity_name
        and others.first_known_day >= story_entities.first_known_day - interval 30 day
        and others.first_known_day < story_entities.first_known_day
),
alike_counts as (
    select
        story_id,
        count(*) as alike_story_count
    from alike
    group by story_id
),
covering as (
    select distinct
        story_id,
        outlet_id,
        outlet_name
    from article_facts
    where story_id is not null and outlet_id is not null
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
)
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
    usual.covered_story_ids
from usual
join alike_counts on alike_counts.story_id = usual.story_id
join wide_stories on wide_stories.story_id = usual.story_id
join stories on stories.story_id = usual.story_id
anti join covering
    on covering.story_id = usual.story_id
    and covering.outlet_id = usual.outlet_id
where usual.covered_story_count * 2 >= alike_counts.alike_story_count;

comment on view report_missing_outlets is 'One row per story and outlet that usually covers such stories and did not cover this one.';
comment on column report_missing_outlets.story_id is 'Story; it has two known outlets or more, and a known day';
comment on column report_missing_outlets.title is 'Title of the story';
comment on column report_missing_outlets.first_known_day is 'Earliest known day of publication';
comment on column report_missing_outlets.outlet_count is 'Known outlets that covered the story';
comment on column report_missing_outlets.outlet_id is 'Outlet that did not cover it, as far as what was loaded tells';
comment on column report_missing_outlets.outlet_name is 'Its name';
comment on column report_missing_outlets.covered_story_count is 'Stories alike that it covered: of the 30 days before, with a key entity in common';
comment on column report_missing_outlets.alike_story_count is 'Stories alike of two known outlets or more';
comment on column report_missing_outlets.covered_share is 'covered_story_count / alike_story_count; at least a half';
comment on column report_missing_outlets.covered_story_ids is 'The stories alike that it covered';
