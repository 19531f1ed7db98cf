-- One row per story: its three counts, its known dates, its key entities and key figures.
create or replace view report_stories as
select
    story_summaries.story_id,
    stories.title,
    stories.title_origin,
    stories.title_reason,
    story_summaries.article_count,
    story_summaries.text_count,
    story_summaries.outlet_count,
    story_summaries.articles_without_outlet_count,
    story_summaries.articles_without_date_count,
    story_summaries.first_known_day,
    story_summaries.last_known_day,
    story_summaries.first_report_article_id,
    story_summaries.first_report,
    story_summaries.key_entities,
    story_summaries.key_figures,
    story_summaries.quote_count,
    story_summaries.languages,
    len(story_summaries.languages) > 1
    or story_summaries.story_id in (select story_id from story_counterparts) as is_cross_language,
    stories.central_article_id,
    story_summaries.first_seen_at,
    story_summaries.last_seen_at
from story_summaries
join stories on stories.story_id = story_summaries.story_id;

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
comment on column report_stories.is_cross_language is 'Told in several languages: by its articles, or by a story of base_story_counterparts';
comment on column report_stories.central_article_id is 'Most central article';
comment on column report_stories.first_seen_at is 'When its first article was seen; never a publication date';
comment on column report_stories.last_seen_at is 'When its latest article was first seen';
