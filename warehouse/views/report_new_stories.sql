-- One row per story, for what is new and what grows: when it was first seen, and how many articles were first seen in
-- the last day and in the day before it. The last day ends with the newest article of the database, so that the
-- answer of a copy stays the same whenever it is asked.
create or replace view report_new_stories as
with
newest as (
    select max(first_seen_at) as last_seen_at
    from article_facts
),
story_days as (
    select
        article_facts.story_id,
        count(*) filter (where article_facts.first_seen_at > newest.last_seen_at - interval 1 day) as last_day_count,
        count(*) filter (
            where article_facts.first_seen_at <= newest.last_seen_at - interval 1 day
                and article_facts.first_seen_at > newest.last_seen_at - interval 2 day
        ) as day_before_count
    from article_facts
    cross join newest
    where article_facts.story_id is not null
    group by article_facts.story_id
)
select
    story_summaries.story_id,
    stories.title,
    story_summaries.first_seen_at,
    story_summaries.last_seen_at,
    story_summaries.first_seen_at > newest.last_seen_at - interval 1 day as is_new,
    story_days.last_day_count > story_days.day_before_count and story_days.day_before_count > 0 as is_growing,
    story_days.last_day_count as last_day_article_count,
    story_days.day_before_count as day_before_article_count,
    story_summaries.article_count,
    story_summaries.text_count,
    story_summaries.outlet_count,
    story_summaries.articles_without_outlet_count,
    story_summaries.first_report,
    story_summaries.key_entities
from story_summaries
join stories on stories.story_id = story_summaries.story_id
join story_days on story_days.story_id = story_summaries.story_id
cross join newest;

comment on view report_new_stories is 'One row per story, for what is new and what grows, by when its articles were first seen.';
comment on column report_new_stories.story_id is 'Story';
comment on column report_new_stories.title is 'Title of the story';
comment on column report_new_stories.first_seen_at is 'When its first article was seen; never a publication date';
comment on column report_new_stories.last_seen_at is 'When its latest article was first seen';
comment on column report_new_stories.is_new is 'Its first article was seen in the last day, which ends with the newest article of the database';
comment on column report_new_stories.is_growing is 'It had articles in the day before the last day, and more in the last day';
comment on column report_new_stories.last_day_article_count is 'Articles first seen in the last day';
comment on column report_new_stories.day_before_article_count is 'Articles first seen in the day before the last day';
comment on column report_new_stories.article_count is 'Articles';
comment on column report_new_stories.text_count is 'Distinct texts: copies count once';
comment on column report_new_stories.outlet_count is 'Known outlets';
comment on column report_new_stories.articles_without_outlet_count is 'Articles without a known outlet';
comment on column report_new_stories.first_report is 'First report in words: who and when, or unknown and the earliest known date';
comment on column report_new_stories.key_entities is 'Entities named by most articles, at most 5';
