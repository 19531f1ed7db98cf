-- One row per story id ever given, with the story that it leads to today.
create or replace view base_story_ids as
with recursive
latest_merges as (
    -- A story that stands is itself, whatever it was merged into before.
    select
        story_changes.story_id,
        story_changes.into_story_id
    from story_changes
    anti join stories on stories.story_id = story_changes.story_id
    where story_changes.into_story_id <> story_changes.story_id
    qualify row_number() over (
        partition by story_changes.story_id
        order by
            story_changes.kind = 'merge' desc,
            story_changes.changed_at desc,
            story_changes.into_story_id
    ) = 1
),
reached_stories as (
    select
        story_id,
        into_story_id
    from latest_merges
    union
    select
        reached_stories.story_id,
        latest_merges.into_story_id
    from reached_stories
    join latest_merges on latest_merges.story_id = reached_stories.into_story_id
),
resolved_stories as (
    select
        reached_stories.story_id,
        reached_stories.into_story_id as current_story_id
    from reached_stories
    semi join stories on stories.story_id = reached_stories.into_story_id
)
select
    story_id,
    story_id as current_story_id,
    true as is_current
from stories
union all
select
    story_id,
    current_story_id,
    false as is_current
from resolved_stories;

comment on view base_story_ids is 'One row per story id ever given, with the story that it leads to today.';
comment on column base_story_ids.story_id is 'Id as it was given once';
comment on column base_story_ids.current_story_id is 'Story that it leads to; itself where it stands';
comment on column base_story_ids.is_current is 'The story stands under this id';
