-- One row per story: its known dates and what they say of the first report.
-- The first report is known only if every article of the story is dated and one of them is before all others.
create or replace view base_story_dates as
with
story_spans as (
    select
        story_id,
        count(*) as article_count,
        count(published_day) as dated_article_count,
        min(published_day) as first_known_day,
        max(published_day) as last_known_day
    from base_story_articles
    group by story_id
),
earliest_articles as (
    select
        base_story_articles.story_id,
        count(*) as earliest_article_count,
        count(base_story_articles.published_at) as timed_article_count,
        arg_min(base_story_articles.article_id, base_story_articles.published_at) as first_timed_article_id,
        count(*) filter (
            where base_story_articles.published_at = first_times.published_at
        ) as first_timed_article_count,
        min(base_story_articles.article_id) as earliest_article_id
    from base_story_articles
    join story_spans
        on story_spans.story_id = base_story_articles.story_id
        and story_spans.first_known_day = base_story_articles.published_day
    left join (
        select
            story_id,
            min(published_at) as published_at
        from base_story_articles
        group by story_id
    ) as first_times on first_times.story_id = base_story_articles.story_id
    group by base_story_articles.story_id
),
first_articles as (
    select
        story_spans.*,
        coalesce(earliest_articles.earliest_article_count, 0) as earliest_article_count,
        case
            when earliest_articles.earliest_article_count = earliest_articles.timed_article_count
                then earliest_articles.first_timed_article_id
            else earliest_articles.earliest_article_id
        end as earliest_article_id,
        earliest_articles.earliest_article_count = 1
        or (
            earliest_articles.earliest_article_count = earliest_articles.timed_article_count
            and earliest_articles.first_timed_article_count = 1
        ) as is_earliest_alone
    from story_spans
    left join earliest_articles on earliest_articles.story_id = story_spans.story_id
),
named_articles as (
    select
        first_articles.*,
        coalesce(first_articles.article_count = first_articles.dated_article_count, false)
        and coalesce(first_articles.is_earliest_alone, false) as is_first_report_known,
        coalesce(
            base_story_articles.outlet_name,
            nullif(parse_filename(base_story_articles.location), ''),
            base_story_articles.article_label
        ) as earliest_name
    from first_articles
    left join base_story_articles on base_story_articles.article_id = first_articles.earliest_article_id
)
select
    story_id,
    article_count,
    dated_article_count,
    article_count - dated_article_count as articles_without_date_count,
    first_known_day,
    last_known_day,
    is_first_report_known,
    case when is_first_report_known then earliest_article_id end as first_report_article_id,
    case when is_earliest_alone then earliest_article_id end as earliest_article_id,
    earliest_article_count,
    case
        when is_first_report_known then earliest_name || ', ' || first_known_day
        when first_known_day is null then 'unknown; no article is dated'
        when is_earliest_alone then 'unknown; earliest known date ' || first_known_day || ' (' || earliest_name || ')'
        else 'unknown; earliest known date ' || first_known_day || ' ('
            || earliest_article_count || ' articles)'
    end as first_report
from named_articles;

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
