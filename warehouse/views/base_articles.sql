-- One row per article: its identity, its accepted revision, its outlet, its text and its story.
create or replace view base_articles as
select
    article_facts.article_id,
    article_facts.revision_id,
    article_facts.story_id,
    article_facts.is_roundup,
    article_facts.text_id,
    article_facts.reuse,
    article_facts.outlet_id,
    article_facts.outlet_name,
    article_facts.outlet_kind,
    article_facts.outlet_country,
    article_facts.owner_group,
    article_facts.canonical_url,
    article_facts.external_id,
    article_facts.location,
    article_facts.label,
    article_facts.title,
    article_facts.title_origin,
    revisions.text,
    revisions.zones,
    revisions.authors,
    article_facts.language,
    revisions.language_confidence,
    revisions.language_origin,
    article_facts.published_day,
    article_facts.published_at,
    article_facts.published_date,
    article_facts.published_precision,
    article_facts.published_origin,
    article_facts.modified_date,
    article_facts.modified_at,
    article_facts.verdict,
    article_facts.word_count,
    article_facts.raw_id,
    article_facts.first_seen_at
from article_facts
join revisions on revisions.revision_id = article_facts.revision_id;

comment on view base_articles is 'One row per article: its accepted revision, its outlet, its text and its story.';
comment on column base_articles.article_id is 'Article';
comment on column base_articles.revision_id is 'Accepted revision';
comment on column base_articles.story_id is 'Story as it stands today; null until stories are joined, and of a round-up';
comment on column base_articles.is_roundup is 'It tells of many events, and so founds and joins no story';
comment on column base_articles.text_id is 'Group of near copies; the article''s own id until copies are folded';
comment on column base_articles.reuse is 'own (its own words, or those of the group''s known origin), verbatim, edited or partial; nobody is own where the origin is unknown';
comment on column base_articles.outlet_id is 'Publisher; null where unknown';
comment on column base_articles.outlet_name is 'Name of the publisher, else its domain or id; null where unknown';
comment on column base_articles.outlet_kind is 'newspaper, agency, broadcaster, ...';
comment on column base_articles.outlet_country is 'ISO 3166-1 alpha-2 code of the publisher';
comment on column base_articles.owner_group is 'Group that owns the publisher';
comment on column base_articles.canonical_url is 'URL to open, where there is one';
comment on column base_articles.external_id is 'Id that a dump gave it';
comment on column base_articles.location is 'URL, else the path that it was read from';
comment on column base_articles.label is 'What to call it: its title, else its file name, location or id';
comment on column base_articles.title is 'Title; null where it has none';
comment on column base_articles.title_origin is 'Evidence that the title is taken from';
comment on column base_articles.text is 'Standfirst, headings and body';
comment on column base_articles.zones is 'Zones of the text as [start, end) in code points';
comment on column base_articles.authors is 'Authors; empty where unknown';
comment on column base_articles.language is 'ISO 639-1 code; null where unsure';
comment on column base_articles.language_confidence is 'Confidence of the detector in this language, 0 to 1';
comment on column base_articles.language_origin is 'text, or outlet where the outlet''s main language was taken because the text does not tell its own';
comment on column base_articles.published_day is 'Day of publication (UTC where a time is known); null where unknown or no finer than a month';
comment on column base_articles.published_at is 'Time of publication (UTC), only where a time is known';
comment on column base_articles.published_date is 'Date of publication as extracted, of any precision';
comment on column base_articles.published_precision is 'second, minute, hour, day, month or year';
comment on column base_articles.published_origin is 'Evidence that the date is taken from';
comment on column base_articles.modified_date is 'Date of the last change as the page says it';
comment on column base_articles.modified_at is 'Time of the last change (UTC), only where a time is known';
comment on column base_articles.verdict is 'article or partial (paywall, teaser)';
comment on column base_articles.word_count is 'Words of the text';
comment on column base_articles.raw_id is 'Body that the revision was extracted from';
comment on column base_articles.first_seen_at is 'When the article was first seen; never a publication date';
