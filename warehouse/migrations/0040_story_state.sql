create table story_signatures (
    article_id varchar not null,
    language varchar not null,
    published_date date,
    seen_date date not null,
    terms uinteger[] not null,
    counts utinyint[] not null,
    flags utinyint[] not null
);

comment on table story_signatures is 'One row per article that was put into a story: the terms it is compared by.';
comment on column story_signatures.article_id is 'Article';
comment on column story_signatures.language is 'Language of its text, or und where unknown; articles of two languages never meet';
comment on column story_signatures.published_date is 'Date of publication; null where unknown';
comment on column story_signatures.seen_date is 'Date on which the article was first seen (UTC)';
comment on column story_signatures.terms is 'Hashes of its words, names and numbers, ascending';
comment on column story_signatures.counts is 'How often each term occurs, at most 255';
comment on column story_signatures.flags is 'Where each term occurs and what it is: 1 title, 2 lead, 4 word written small, 8 number';

create table story_postings (
    term uinteger not null,
    article_id varchar not null,
    language varchar not null,
    published_date date,
    seen_date date not null,
    weight float not null
);

comment on table story_postings is 'One row per key term of an article: where articles on one event are looked up.';
comment on column story_postings.term is 'Hash of the term';
comment on column story_postings.article_id is 'Article';
comment on column story_postings.language is 'Language of its text, or und';
comment on column story_postings.published_date is 'Date of publication; null where unknown';
comment on column story_postings.seen_date is 'Date on which the article was first seen (UTC)';
comment on column story_postings.weight is 'Weight of the term in the article';

create table story_links (
    article_a varchar not null,
    article_b varchar not null,
    date_a date not null,
    date_b date not null,
    is_dated_a boolean not null,
    is_dated_b boolean not null,
    score double not null,
    method_version varchar not null
);

comment on table story_links is 'One row per pair of articles that may cover one event; article_a sorts before article_b.';
comment on column story_links.article_a is 'First article';
comment on column story_links.article_b is 'Second article';
comment on column story_links.date_a is 'Date of publication of the first; where unknown, date when it was first seen (UTC)';
comment on column story_links.date_b is 'Date of publication of the second; where unknown, date when it was first seen (UTC)';
comment on column story_links.is_dated_a is 'The date of the first is that of publication';
comment on column story_links.is_dated_b is 'The date of the second is that of publication';
comment on column story_links.score is 'Probability that both cover one event, 0 to 1, by the two alone';
comment on column story_links.method_version is 'Version of the join';
