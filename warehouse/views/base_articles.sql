-- One row per article: its identity, its accepted revision, its outlet, its text and its story.
create or replace view base_articles as
with
entry_locations as (
    select
        raw_id,
        min(location) as location
    from entries
    where raw_id is not null
    group by raw_id
),
placed_articles as (
    select
        articles.*,
        revisions.* exclude (article_id, revision_id, first_seen_at),
        coalesce(articles.canonical_url, raw_documents.url, entry_locations.location) as location,
        case
            when revisions.published_at is not null
                then cast(revisions.published_at at time zone 'UTC' as date)
            when coalesce(revisions.published_precision, 'day') not in ('month', 'year')
                then revisions.published_date
        end as published_day
    from articles
    join revisions on revisions.revision_id = articles.revision_id
    left join raw_documents on raw_documents.raw_id = revisions.raw_id
    left join entry_locations on entry_locations.raw_id = revisions.raw_id
),
article_stories as (
    select
        story_members.article_id,
        min(base_story_ids.current_story_id) as story_id
    from story_members
    join base_story_ids on base_story_ids.story_id = story_members.story_id
    group by story_members.article_id
)
select
    placed_articles.article_id,
    placed_articles.revision_id,
    article_stories.story_id,
    story_roundups.article_id is not null as is_roundup,
    coalesce(text_members.text_id, placed_articles.article_id) as text_id,
    coalesce(text_members.reuse, 'own') as reuse,
    placed_articles.outlet_id,
    coalesce(outlets.name, outlets.domain, placed_articles.outlet_id) as outlet_name,
    outlets.kind as outlet_kind,
    outlets.country as outlet_country,
    outlets.owner_group,
    placed_articles.canonical_url,
    placed_articles.external_id,
    placed_articles.location,
    coalesce(
        placed_articles.title,
        nullif(parse_filename(placed_articles.location), ''),
        placed_articles.location,
        placed_articles.article_id
    ) as label,
    placed_articles.title,
    placed_articles.title_origin,
    placed_articles.text,
    placed_articles.zones,
    placed_articles.authors,
    placed_articles.language,
    placed_articles.published_day,
    placed_articles.published_at,
    placed_articles.published_date,
    placed_articles.published_precision,
    placed_articles.published_origin,
    placed_articles.modified_date,
    placed_articles.modified_at,
    placed_articles.verdict,
    placed_articles.word_count,
    placed_articles.raw_id,
    placed_articles.first_seen_at
from placed_articles
left join outlets on outlets.outlet_id = placed_articles.outlet_id
left join text_members on text_members.article_id = placed_articles.article_id
left join article_stories on article_stories.article_id = placed_articles.article_id
left join story_roundups on story_roundups.article_id = placed_articles.article_id;

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
