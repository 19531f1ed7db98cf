-- One row per story: its known dates and what they say of the first report.
-- The first report is known only if every article of the story is dated and one of them is before all others.
create or replace view base_story_dates as
select
    story_id,
    article_count,
    dated_article_count,
    articles_without_date_count,
    first_known_day,
    last_known_day,
    is_first_report_known,
    first_report_article_id,
    earliest_article_id,
    earliest_article_count,
    first_report
from story_summaries;

comment on view base_story_dates is 'One row per story: its known dates and what they say of the first report.';
comment on column base_story_dates.story_id is 'Story';
comment on column base_story_dates.article_count is 'Articles of the story';
comment on column base_story_dates.dated_article_count is 'Articles whose day of publication is known';
comment on column base_story_dates.articles_without_date_count is 'Articles whose day of publication is unknown';
comment on column base_story_dates.first_known_day is 'Earliest known day of publication; null where none is known';
comment on column base_story_dates.last_known_day is 'Latest known day of publication; null where none is known';
comment on column base_story_dates.is_first_report_known is 'Every article is dated and one is before all others';
comment on column base_story_dates.first_report_article_id is 'First report; null where unknown';
comment on column base_story_dates.earliest_article_id is 'Article with the earliest known date; null where several share it';
comment on column base_story_dates.earliest_article_count is 'Articles that share the earliest known day';
comment on column base_story_dates.first_report is 'First report in words: who and when, or unknown and the earliest known date';
