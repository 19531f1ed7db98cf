-- {count} folded articles, {per_day} a day from {first_day}, with {postings} postings each.
create temp table history as
select
    number,
    substr(md5(number::varchar), 1, 24) as article_id,
    substr(md5('revision' || number::varchar), 1, 24) as revision_id,
    hash(number) as text_key,
    'outlet ' || (number % 100) as outlet_id,
    date '{first_day}' + (number // {per_day})::integer as day
from range({count}) as numbers(number);

insert into articles by name
select
    article_id,
    article_id as identity_key,
    'bytes' as identity_kind,
    outlet_id,
    revision_id,
    day::timestamptz as first_seen_at
from history;

insert into revisions by name
select
    revision_id,
    article_id,
    article_id as raw_id,
    'history' as revision_set,
    '' as text,
    [] as zones,
    [] as authors,
    day as published_date,
    'day' as published_precision,
    'article' as verdict,
    0 as word_count,
    day::timestamptz as first_seen_at
from history;

insert into fingerprints by name
select
    article_id,
    revision_id,
    text_key,
    outlet_id,
    240 as word_count,
    day as published_date,
    day as first_seen_date
from history;

insert into shingle_postings by name
select
    hash(number, place) // 8 as shingle,
    text_key,
    day as published_date,
    day as first_seen_date
from history, range({postings}) as places(place);

insert into texts by name
select
    article_id as text_id,
    article_id as representative_article_id,
    1 as article_count,
    article_id as origin_article_id,
    'only article' as origin_reason,
    day as first_seen_date
from history;

insert into text_members by name
select
    article_id,
    article_id as text_id,
    'own' as reuse,
    1 as share_of_representative,
    'history' as method_version,
    day as first_seen_date
from history;

-- One in ten has a pair.
insert into copy_pairs by name
select
    article_id as article_a,
    'z' || article_id as article_b,
    'partial' as kind,
    0.3 as share_a,
    0.3 as share_b,
    0.3 as running_share_a,
    0.3 as running_share_b,
    70 as matched_words,
    text_key as text_key_a,
    hash(text_key) as text_key_b,
    [] as spans,
    'history' as method_version
from history
where number % 10 = 0;

insert into copies_state
select
    count(*),
    max(first_seen_at),
    (select count(*) from revisions where first_seen_at = (select max(first_seen_at) from revisions))
from revisions;
drop table history;
