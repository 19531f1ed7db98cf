create table fingerprints (
    article_id varchar not null,
    revision_id varchar not null,
    text_key ubigint,
    outlet_id varchar,
    word_count bigint not null,
    published_date date,
    first_seen_date date not null,
    credit varchar
);

comment on table fingerprints is 'One row per article that was compared with the others; copies are looked up with it.';
comment on column fingerprints.article_id is 'Article';
comment on column fingerprints.revision_id is 'Revision that was compared';
comment on column fingerprints.text_key is 'Hash of the words of the text; null where they are too few to compare';
comment on column fingerprints.outlet_id is 'Publisher, where known';
comment on column fingerprints.word_count is 'Words of the text';
comment on column fingerprints.published_date is 'Date of publication; null where unknown';
comment on column fingerprints.first_seen_date is 'Day (UTC) when the article was first seen';
comment on column fingerprints.credit is 'Agency or kind of release that the text credits';

create table shingle_postings (
    shingle ubigint not null,
    text_key ubigint not null,
    published_date date,
    first_seen_date date not null
);

comment on table shingle_postings is 'One row per sampled run of three words, text and day; copies are looked up by it.';
comment on column shingle_postings.shingle is 'Hash of the three words';
comment on column shingle_postings.text_key is 'Hash of the words of the text that holds them';
comment on column shingle_postings.published_date is 'Date of publication; null where unknown';
comment on column shingle_postings.first_seen_date is 'Day (UTC) when the article was first seen';

create table outlet_samples (
    outlet_id varchar not null,
    article_id varchar not null,
    sample_rank ubigint not null,
    day integer not null,
    shingles blob not null
);

comment on table outlet_samples is 'One row per article of the small sample that an outlet''s boilerplate is found on.';
comment on column outlet_samples.outlet_id is 'Publisher';
comment on column outlet_samples.article_id is 'Article';
comment on column outlet_samples.sample_rank is 'Hash of the article''s id; a sample holds the lowest';
comment on column outlet_samples.day is 'Day of publication, or else day seen, in days since 1970';
comment on column outlet_samples.shingles is 'Distinct hashes of its runs of three words, 32 bits each, little-endian';

create table outlet_boilerplate (
    outlet_id varchar not null,
    shingles blob not null
);

comment on table outlet_boilerplate is 'One row per publisher: the runs of three words that it prints under many articles.';
comment on column outlet_boilerplate.outlet_id is 'Publisher';
comment on column outlet_boilerplate.shingles is 'Hashes of the runs in ascending order, 32 bits each, little-endian';

create table copies_state (
    revision_count bigint not null,
    seen_until timestamptz,
    seen_until_count bigint not null
);

comment on table copies_state is 'One row per database: how far the matching of copies has come; new revisions are found by it.';
comment on column copies_state.revision_count is 'Revisions stored when it last ran';
comment on column copies_state.seen_until is 'Latest time at which one of them was first seen';
comment on column copies_state.seen_until_count is 'Revisions first seen at that very time';

create table origin_credits (
    article_id varchar not null,
    revision_id varchar not null,
    name varchar not null,
    kind varchar not null,
    place varchar not null,
    span_start integer,
    span_end integer,
    surface varchar not null
);

comment on table origin_credits is 'One row per place where an article says whose words it runs.';
comment on column origin_credits.article_id is 'Article';
comment on column origin_credits.revision_id is 'Revision';
comment on column origin_credits.name is 'Agency or service of releases; press release where it is not named';
comment on column origin_credits.kind is 'agency or press_release';
comment on column origin_credits.place is 'dateline, byline or body (a signature at the end)';
comment on column origin_credits.span_start is 'First code point in the text; null in the byline';
comment on column origin_credits.span_end is 'Code point behind the last in the text; null in the byline';
comment on column origin_credits.surface is 'The words';
