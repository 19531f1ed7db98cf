-- One row per story: its three counts, its known dates, its key entities and key figures.
create or replace view report_stories as
with
story_counts as (
    select
        story_id,
        count(*) as article_count,
        count(distinct text_id) as text_count,
        count(distinct outlet_id) as outlet_count,
        count(*) filter (where outlet_id is null) as articles_without_outlet_count,
        list(distinct language order by language) filter (where language is not null) as languages,
        min(first_seen_at) as first_seen_at,
        max(first_seen_at) as last_seen_at
    from base_story_articles
    group by story_id
),
story_entities as (
    select
        story_id,
        entity_id,
        any_value(entity_name) as entity_name,
        count(distinct article_id) as article_count,
        count(*) as mention_count
    from base_mentions
    where entity_id is not null and story_id is not null
    group by story_id, entity_id
),
key_entities as (
    select
        story_id,
        list(entity_name order by article_count desc, mention_count desc, entity_name, entity_id)[1:5] as key_entities
    from story_entities
    group by story_id
),
story_figures as (
    select
        story_id,
        kind,
        amount,
        amount_high,
        unit,
        any_value(value) as value,
        count(distinct article_id) as article_count,
        count(*) as mention_count
    from base_figures
    where story_id is not null and zone in ('standfirst', 'body')
    group by story_id, kind, amount, amount_high, unit
),
key_figures as (
    select
        story_id,
        list(value order by article_count desc, mention_count desc, kind, amount desc, value)[1:5] as key_figures
    from story_figures
    group by story_id
),
story_quotes as (
    select
        story_id,
        count(distinct words_key) as quote_count
    from base_quotes
    where story_id is not null
    group by story_id
)
select
    stories.story_id,
    stories.title,
    stories.title_origin,
    stories.title_reason,
    story_counts.article_count,
    story_counts.text_count,
    story_counts.outlet_count,
    story_counts.articles_without_outlet_count,
    base_story_dates.articles_without_date_count,
    base_story_dates.first_known_day,
    base_story_dates.last_known_day,
    base_story_dates.first_report_article_id,
    base_story_dates.first_report,
    coalesce(key_entities.key_entities, []) as key_entities,
    coalesce(key_figures.key_figures, []) as key_figures,
    coalesce(story_quotes.quote_count, 0) as quote_count,
    coalesce(story_counts.languages, []) as languages,
    stories.central_article_id,
    story_counts.first_seen_at,
    story_counts.last_seen_at
from stories
join story_counts on story_counts.story_id = stories.story_id
join base_story_dates on base_story_dates.story_id = stories.story_id
left join key_entities on key_entities.story_id = stories.story_id
left join key_figures on key_figures.story_id = stories.story_id
left join story_quotes on story_quotes.story_id = stories.story_id;

comment on view report_stories is 'One row per story: its three counts, its known dates, its key entities and figures.';
comment on column report_stories.story_id is 'Story';
comment on column report_stories.title is 'Title of one of its articles, or derived';
comment on column report_stories.title_origin is 'article, derived (first words of the most central text) or person';
comment on column report_stories.title_reason is 'Why this title; null where it was chosen before version 0.2';
comment on column report_stories.article_count is 'Articles';
comment on column report_stories.text_count is 'Distinct texts: copies count once';
comment on column report_stories.outlet_count is 'Known outlets';
comment on column report_stories.articles_without_outlet_count is 'Articles without a known outlet';
comment on column report_stories.articles_without_date_count is 'Articles without a known day of publication';
comment on column report_stories.first_known_day is 'Earliest known day of publication; null where none is known';
comment on column report_stories.last_known_day is 'Latest known day of publication; null where none is known';
comment on column report_stories.first_report_article_id is 'First report; null where unknown';
comment on column report_stories.first_report is 'First report in words: who and when, or unknown and the earliest known date';
comment on column report_stories.key_entities is 'Entities named by most articles, at most 5';
comment on column report_stories.key_figures is 'Figures stated by most articles, at most 5';
comment on column report_stories.quote_count is 'Quotations of different words';
comment on column report_stories.languages is 'Languages of its articles';
comment on column report_stories.central_article_id is 'Most central article';
comment on column report_stories.first_seen_at is 'When its first article was seen; never a publication date';
comment on column report_stories.last_seen_at is 'When its latest article was first seen';
