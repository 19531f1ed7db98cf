-- One row per article in a story: how long after the earliest known report it came.
-- A lag is given where dates are known, even if the first report is unknown because other articles are not dated.
create or replace view report_first_reports as
select
    base_story_articles.story_id,
    base_story_articles.story_title,
    base_story_dates.first_report,
    base_story_articles.article_id,
    base_story_articles.article_label,
    coalesce(base_story_articles.outlet_name, 'unknown') as outlet_name,
    base_story_articles.text_id,
    base_story_articles.reuse,
    base_story_articles.published_day,
    coalesce(cast(base_story_articles.published_day as varchar), 'unknown') as day_name,
    base_story_articles.published_at,
    base_story_articles.published_origin,
    case
        when base_story_dates.is_first_report_known
            then base_story_articles.article_id = base_story_dates.first_report_article_id
    end as is_first_report,
    base_story_articles.published_day - base_story_dates.first_known_day as days_after_earliest_known,
    round(
        (epoch(base_story_articles.published_at) - epoch(earliest_articles.published_at)) / 3600,
        2
    ) as hours_after_earliest_known
from base_story_articles
join base_story_dates on base_story_dates.story_id = base_story_articles.story_id
left join base_story_articles as earliest_articles
    on earliest_articles.article_id = base_story_dates.earliest_article_id;

comment on view report_first_reports is 'One row per article in a story: how long after the earliest known report it came.';
comment on column report_first_reports.story_id is 'Story';
comment on column report_first_reports.story_title is 'Title of the story';
comment on column report_first_reports.first_report is 'First report in words: who and when, or unknown and the earliest known date';
comment on column report_first_reports.article_id is 'Article';
comment on column report_first_reports.article_label is 'What to call the article';
comment on column report_first_reports.outlet_name is 'Name of the publisher, or unknown';
comment on column report_first_reports.text_id is 'Group of near copies that the article is in';
comment on column report_first_reports.reuse is 'own (its own words, or those of the group''s known origin), verbatim, edited or partial; nobody is own where the origin is unknown';
comment on column report_first_reports.published_day is 'Day of publication; null where unknown';
comment on column report_first_reports.day_name is 'Day of publication in words: 2025-06-13, or unknown';
comment on column report_first_reports.published_at is 'Time of publication (UTC), only where a time is known';
comment on column report_first_reports.published_origin is 'Evidence that the date is taken from';
comment on column report_first_reports.is_first_report is 'It was first; null where that is unknown';
comment on column report_first_reports.days_after_earliest_known is 'Days after the earliest known day of the story; null without a date';
comment on column report_first_reports.hours_after_earliest_known is 'Hours after the earliest known report, only where both times are known';
