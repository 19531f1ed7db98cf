-- What ties article to article is a pair; links lead from story to story.
create table story_pairs (
    article_a varchar not null,
    article_b varchar not null,
    date_a date not null,
    date_b date not null,
    is_dated_a boolean not null,
    is_dated_b boolean not null,
    is_roundup boolean not null,
    score double not null,
    method_version varchar not null
);

comment on table story_pairs is 'One row per pair of articles that may cover one event; article_a sorts before article_b.';
comment on column story_pairs.article_a is 'First article';
comment on column story_pairs.article_b is 'Second article';
comment on column story_pairs.date_a is 'Date of publication of the first; where unknown, date when it was first seen (UTC)';
comment on column story_pairs.date_b is 'Date of publication of the second; where unknown, date when it was first seen (UTC)';
comment on column story_pairs.is_dated_a is 'The date of the first is that of publication';
comment on column story_pairs.is_dated_b is 'The date of the second is that of publication';
comment on column story_pairs.is_roundup is 'One of the two is a round-up: it mentions the event of the other, and ties nothing';
comment on column story_pairs.score is 'Probability that both cover one event, 0 to 1, by the two alone';
comment on column story_pairs.method_version is 'Version of the join';

insert into story_pairs by name
select
    *,
    false as is_roundup
from story_links;

drop table story_links;

create table story_links (
    story_id varchar not null,
    kind varchar not null,
    linked_story_id varchar not null,
    shared_names varchar[] not null,
    score double not null,
    first_date date not null,
    linked_last_date date not null
);

comment on table story_links is 'One row per pair of stories of one affair: the later and the one that it follows.';
comment on column story_links.story_id is 'The later story';
comment on column story_links.kind is 'follows: a later event of one affair';
comment on column story_links.linked_story_id is 'The earlier story';
comment on column story_links.shared_names is 'Rare names that both are about';
comment on column story_links.score is 'How much both are about the same names, 0 to 1';
comment on column story_links.first_date is 'Earliest known day of publication of the later story';
comment on column story_links.linked_last_date is 'Latest known day of publication of the earlier story';

create table story_names (
    story_id varchar not null,
    term uinteger not null,
    name varchar not null,
    weight float not null,
    first_date date not null,
    last_date date not null
);

comment on table story_names is 'One row per rare name that a story of several articles is about: what affairs are found by.';
comment on column story_names.story_id is 'Story';
comment on column story_names.term is 'Hash of a word of the name';
comment on column story_names.name is 'Name as the articles write it';
comment on column story_names.weight is 'How rare it is, times the part of the articles that begin with it';
comment on column story_names.first_date is 'Earliest known day of publication of the story';
comment on column story_names.last_date is 'Latest known day of publication of the story';

create table story_roundups (
    article_id varchar not null,
    reason varchar not null,
    first_seen_date date not null
);

comment on table story_roundups is 'One row per article that tells of many events, and so founds and joins no story.';
comment on column story_roundups.article_id is 'Article';
comment on column story_roundups.reason is 'Why it is taken for a round-up';
comment on column story_roundups.first_seen_date is 'Day (UTC) when the article was first seen';

create table story_due (
    article_id varchar not null
);

comment on table story_due is 'One row per article that speaks by another revision since it was put into a story: decided again by the next run.';
comment on column story_due.article_id is 'Article';

alter table story_signatures add column is_roundup boolean;
comment on column story_signatures.is_roundup is 'The article tells of many events; null where it was not asked, before version 0.2';

alter table story_signatures add column outlet_id varchar;
comment on column story_signatures.outlet_id is 'Publisher; null where unknown';

alter table stories add column title_reason varchar;
comment on column stories.title_reason is 'Why this title; null where it was chosen before version 0.2';
comment on column stories.title is 'Title of one of its articles, or derived';
comment on column stories.title_origin is 'article, derived (first words of its most central text) or person';
