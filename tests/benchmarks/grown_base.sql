-- One more copy of all that is stored about articles: every id anew, and every day earlier by 17 days a copy, which
-- is beyond the windows of copies and stories, so that no copy is taken for one. Entities, outlets and sources stay
-- the same, as the same people and places are in the news for years. What is copied is attached as base.
insert into articles by name
select * replace (
    other(article_id) as article_id,
    other(identity_key) as identity_key,
    other_url(canonical_url) as canonical_url,
    other(external_id) as external_id,
    other(revision_id) as revision_id,
    earlier_at(first_seen_at) as first_seen_at
)
from base.articles;

insert into revisions by name
select * replace (
    other(revision_id) as revision_id,
    other(article_id) as article_id,
    other_long(raw_id) as raw_id,
    earlier(published_date) as published_date,
    earlier_at(published_at) as published_at,
    earlier_at(first_seen_at) as first_seen_at
)
from base.revisions;

insert into raw_documents by name
select * replace (
    other_long(raw_id) as raw_id,
    other_url(url) as url,
    earlier_at(first_seen_at) as first_seen_at
)
from base.raw_documents;

insert into entries by name
select * replace (
    other(entry_id) as entry_id,
    other_url(location) as location,
    other(external_id) as external_id,
    other_long(raw_id) as raw_id,
    earlier_at(first_seen_at) as first_seen_at
)
from base.entries;

insert into mentions by name
select * replace (
    other(mention_id) as mention_id,
    other(article_id) as article_id,
    other(revision_id) as revision_id
)
from base.mentions;

insert into quotes by name
select * replace (
    other(quote_id) as quote_id,
    other(article_id) as article_id,
    other(revision_id) as revision_id,
    -- Other words, because quotes are counted over all articles by their words.
    surface || ' ' || copy_number() as surface
)
from base.quotes;

insert into texts by name
select * replace (
    other(text_id) as text_id,
    other(representative_article_id) as representative_article_id,
    other(origin_article_id) as origin_article_id,
    earlier(first_seen_date) as first_seen_date
)
from base.texts;

insert into text_members by name
select * replace (
    other(article_id) as article_id,
    other(text_id) as text_id,
    earlier(first_seen_date) as first_seen_date
)
from base.text_members;

insert into stories by name
select * replace (
    other(story_id) as story_id,
    other(founding_article_id) as founding_article_id,
    other(central_article_id) as central_article_id,
    earlier(first_seen_date) as first_seen_date,
    earlier(last_seen_date) as last_seen_date
)
from base.stories;

insert into story_members by name
select * replace (
    other(article_id) as article_id,
    other(story_id) as story_id,
    earlier(first_seen_date) as first_seen_date
)
from base.story_members;

insert into story_roundups by name
select * replace (
    other(article_id) as article_id,
    earlier(first_seen_date) as first_seen_date
)
from base.story_roundups;

insert into alike_texts by name
select * replace (
    least(other_key(text_key_a), other_key(text_key_b)) as text_key_a,
    greatest(other_key(text_key_a), other_key(text_key_b)) as text_key_b
)
from base.alike_texts;

insert into copy_pairs by name
select * replace (
    other(article_a) as article_a,
    other(article_b) as article_b,
    other_key(text_key_a) as text_key_a,
    other_key(text_key_b) as text_key_b
)
from base.copy_pairs;

insert into fingerprints by name
select * replace (
    other(article_id) as article_id,
    other(revision_id) as revision_id,
    other_key(text_key) as text_key,
    earlier(published_date) as published_date,
    earlier(first_seen_date) as first_seen_date
)
from base.fingerprints;

insert into shingle_postings by name
select * replace (
    other_key(text_key) as text_key,
    earlier(published_date) as published_date,
    earlier(first_seen_date) as first_seen_date
)
from base.shingle_postings;

insert into story_signatures by name
select * replace (
    other(article_id) as article_id,
    earlier(published_date) as published_date,
    earlier(seen_date) as seen_date
)
from base.story_signatures;

insert into story_postings by name
select * replace (
    other(article_id) as article_id,
    earlier(published_date) as published_date,
    earlier(seen_date) as seen_date
)
from base.story_postings;

insert into story_pairs by name
select * replace (
    other(article_a) as article_a,
    other(article_b) as article_b,
    earlier(date_a) as date_a,
    earlier(date_b) as date_b
)
from base.story_pairs;

insert into removed_spans by name
select * replace (other(revision_id) as revision_id)
from base.removed_spans;

insert into statements by name
select * replace (
    other(statement_id) as statement_id,
    other(article_id) as article_id,
    other(revision_id) as revision_id
)
from base.statements;

insert into statement_groups by name
select * replace (
    other(group_id) as group_id,
    other(story_id) as story_id
)
from base.statement_groups;

insert into statement_members by name
select * replace (
    other(group_id) as group_id,
    other(story_id) as story_id,
    other(statement_id) as statement_id
)
from base.statement_members;

insert into name_meanings by name
select * replace (other(article_id) as article_id)
from base.name_meanings;
