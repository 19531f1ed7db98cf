create table articles (
    article_id varchar not null,
    identity_key varchar not null,
    identity_kind varchar not null,
    canonical_url varchar,
    outlet_id varchar,
    external_id varchar,
    revision_id varchar not null,
    first_seen_at timestamptz not null
);

comment on table articles is 'One row per article: its identity. What it says is in its accepted revision.';
comment on column articles.article_id is 'Derived from the identity key';
comment on column articles.identity_key is 'Comparable form of the URL; without one, the raw bytes with outlet or external id';
comment on column articles.identity_kind is 'url or bytes';
comment on column articles.canonical_url is 'URL to open, where there is one';
comment on column articles.outlet_id is 'Publisher, where known';
comment on column articles.external_id is 'Id that a dump gave it';
comment on column articles.revision_id is 'Accepted revision: the latest seen';
comment on column articles.first_seen_at is 'When the article was first seen; never a publication date';

create table revisions (
    revision_id varchar not null,
    article_id varchar not null,
    raw_id varchar not null,
    revision_set varchar not null,
    title varchar,
    title_origin varchar,
    text varchar not null using compression zstd,
    zones struct(zone varchar, "start" integer, "end" integer)[] not null,
    authors varchar[] not null,
    authors_origin varchar,
    language varchar,
    language_confidence double,
    published_date date,
    published_at timestamptz,
    published_precision varchar,
    published_origin varchar,
    modified_date date,
    modified_at timestamptz,
    modified_precision varchar,
    modified_origin varchar,
    verdict varchar not null,
    verdict_reason varchar,
    is_free boolean,
    robots_meta varchar,
    tdm_reservation boolean,
    amp_url varchar,
    print_url varchar,
    word_count bigint not null,
    first_seen_at timestamptz not null
);

comment on table revisions is 'One row per distinct extracted form of an article.';
comment on column revisions.revision_id is 'Derived from the article and all that was extracted';
comment on column revisions.article_id is 'Article';
comment on column revisions.raw_id is 'Body that it was extracted from';
comment on column revisions.revision_set is 'Extractor and version that made it';
comment on column revisions.title is 'Title; null where the page has none';
comment on column revisions.title_origin is 'Evidence that the title is taken from';
comment on column revisions.text is 'Standfirst, headings and body in reading order; offsets of mentions count its code points from 0';
comment on column revisions.zones is 'Zones of the text as [start, end) with their name: standfirst, heading or body';
comment on column revisions.authors is 'Authors; empty where unknown';
comment on column revisions.authors_origin is 'Evidence that the authors are taken from';
comment on column revisions.language is 'ISO 639-1 code detected on the text; null where unsure';
comment on column revisions.language_confidence is 'Confidence of the detector, 0 to 1';
comment on column revisions.published_date is 'Date of publication; null where unknown, never the time of loading';
comment on column revisions.published_at is 'Time of publication (UTC), only where a time is known';
comment on column revisions.published_precision is 'second, minute, hour, day, month or year';
comment on column revisions.published_origin is 'Evidence that the date is taken from';
comment on column revisions.modified_date is 'Date of the last change as the page says it';
comment on column revisions.modified_at is 'Time of the last change (UTC), only where a time is known';
comment on column revisions.modified_precision is 'second, minute, hour, day, month or year';
comment on column revisions.modified_origin is 'Evidence that it is taken from';
comment on column revisions.verdict is 'article or partial (paywall, teaser)';
comment on column revisions.verdict_reason is 'What says that it is partial';
comment on column revisions.is_free is 'isAccessibleForFree as the page says it';
comment on column revisions.robots_meta is 'Robots meta tag of the page';
comment on column revisions.tdm_reservation is 'Text and data mining reserved, as the page says it';
comment on column revisions.amp_url is 'AMP variant that the page names';
comment on column revisions.print_url is 'Print variant that the page names';
comment on column revisions.word_count is 'Words of the text';
comment on column revisions.first_seen_at is 'When this form was first seen';

create table removed_spans (
    revision_id varchar not null,
    position integer not null,
    reason varchar not null,
    surface varchar not null
);

comment on table removed_spans is 'One row per piece of a page''s text that was cut.';
comment on column removed_spans.revision_id is 'Revision that it was cut from';
comment on column removed_spans.position is 'Order on the page, from 0';
comment on column removed_spans.reason is 'Rule that cut it';
comment on column removed_spans.surface is 'The words';
