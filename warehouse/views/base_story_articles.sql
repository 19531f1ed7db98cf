-- One row per article in a story as it stands today.
create or replace view base_story_articles as
select
    article_facts.story_id,
    stories.title as story_title,
    article_facts.article_id,
    article_facts.text_id,
    article_facts.reuse,
    article_facts.outlet_id,
    article_facts.outlet_name,
    article_facts.label as article_label,
    article_facts.title,
    article_facts.canonical_url,
    article_facts.location,
    article_facts.language,
    article_facts.published_day,
    article_facts.published_at,
    article_facts.published_precision,
    article_facts.published_origin,
    article_facts.word_count,
    article_facts.first_seen_at,
    article_facts.article_id = stories.central_article_id as is_central,
    story_members.score,
    story_members.decided_by
from article_facts
join stories on stories.story_id = article_facts.story_id
left join story_members
    on story_members.article_id = article_facts.article_id
    and story_members.story_id = article_facts.story_id;

comment on view base_story_articles is 'One row per article in a story as it stands today.';
comment on column base_story_articles.story_id is 'Story';
comment on column base_story_articles.story_title is 'Title of the story';
comment on column base_story_articles.article_id is 'Article';
comment on column base_story_articles.text_id is 'Group of near copies that the article is in';
comment on column base_story_articles.reuse is 'own (its own words, or those of the group''s known origin), verbatim, edited or partial; nobody is own where the origin is unknown';
comment on column base_story_articles.outlet_id is 'Publisher; null where unknown';
comment on column base_story_articles.outlet_name is 'Name of the publisher; null where unknown';
comment on column base_story_articles.article_label is 'What to call the article';
comment on column base_story_articles.title is 'Title of the article; null where it has none';
comment on column base_story_articles.canonical_url is 'URL to open, where there is one';
comment on column base_story_articles.location is 'URL, else the path that it was read from';
comment on column base_story_articles.language is 'ISO 639-1 code; null where unsure';
comment on column base_story_articles.published_day is 'Day of publication; null where unknown';
comment on column base_story_articles.published_at is 'Time of publication (UTC), only where a time is known';
comment on column base_story_articles.published_precision is 'second, minute, hour, day, month or year';
comment on column base_story_articles.published_origin is 'Evidence that the date is taken from';
comment on column base_story_articles.word_count is 'Words of the text';
comment on column base_story_articles.first_seen_at is 'When the article was first seen; never a publication date';
comment on column base_story_articles.is_central is 'The most central article of the story';
comment on column base_story_articles.score is 'Score of the join; null for the founder and for members of a story merged since';
comment on column base_story_articles.decided_by is 'machine or person';
