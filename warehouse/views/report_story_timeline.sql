-- One row per story and day of publication (UTC): what came and how much there was by then; unknown days come last.
create or replace view report_story_timeline as
with
story_days as (
    select
        story_id,
        any_value(story_title) as story_title,
        published_day,
        count(*) as article_count,
        count(distinct text_id) as text_count,
        count(distinct outlet_id) as outlet_count,
        count(*) filter (where reuse <> 'own') as reused_article_count,
        list(coalesce(outlet_name, article_label) order by published_at nulls last, article_id)[1:20] as names
    from base_story_articles
    group by story_id, published_day
)
select
    story_id,
    story_title,
    published_day,
    coalesce(cast(published_day as varchar), 'unknown') as day_name,
    article_count,
    text_count,
    outlet_count,
    reused_article_count,
    cast(sum(article_count) over (
        partition by story_id
        order by published_day nulls last
    ) as bigint) as article_count_so_far,
    names
from story_days;

comment on view report_story_timeline is 'One row per story and day of publication (UTC): what came and how much there was by then.';
comment on column report_story_timeline.story_id is 'Story';
comment on column report_story_timeline.story_title is 'Title of the story';
comment on column report_story_timeline.published_day is 'Day of publication; null where unknown';
comment on column report_story_timeline.day_name is 'Day of publication in words: 2025-06-13, or unknown';
comment on column report_story_timeline.article_count is 'Articles of that day';
comment on column report_story_timeline.text_count is 'Distinct texts of that day: copies count once';
comment on column report_story_timeline.outlet_count is 'Known outlets of that day';
comment on column report_story_timeline.reused_article_count is 'Articles of that day that are verbatim, edited or partial copies';
comment on column report_story_timeline.article_count_so_far is 'Articles of the story up to that day; those of unknown day are added last';
comment on column report_story_timeline.names is 'Outlets in order of publication, the article where the outlet is unknown; at most 20';
