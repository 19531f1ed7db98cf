-- A thousand articles of the attached base once more, under new ids, with what upkeep reads of them.
create or replace temp macro other(id) as left(md5(id || '#new'), len(id));
create or replace temp macro other_long(id) as sha256(id || '#new');

create or replace temp table chosen as
select
    article_id,
    revision_id,
    raw_id
from base.articles
join base.revisions using (article_id, revision_id)
order by hash(article_id)
limit 1000;

insert into articles by name
select * replace (
    other(article_id) as article_id,
    other(identity_key) as identity_key,
    other(revision_id) as revision_id
)
from base.articles
semi join chosen using (article_id);

insert into revisions by name
select * replace (
    other(article_id) as article_id,
    other(revision_id) as revision_id,
    other_long(raw_id) as raw_id
)
from base.revisions
semi join chosen using (revision_id);

insert into raw_documents by name
select * replace (other_long(raw_id) as raw_id)
from base.raw_documents
semi join chosen using (raw_id);

insert into mentions by name
select * replace (
    other(mention_id) as mention_id,
    other(article_id) as article_id,
    other(revision_id) as revision_id
)
from base.mentions
semi join chosen using (revision_id);

insert into quotes by name
select * replace (
    other(quote_id) as quote_id,
    other(article_id) as article_id,
    other(revision_id) as revision_id,
    other(speaker_mention_id) as speaker_mention_id
)
from base.quotes
semi join chosen using (revision_id);

insert into text_members by name
select * replace (
    other(article_id) as article_id,
    other(text_id) as text_id
)
from base.text_members
semi join chosen using (article_id);

insert into stories by name
select * replace (other(story_id) as story_id)
from base.stories
where story_id in (select story_id from base.story_members semi join chosen using (article_id));

insert into story_members by name
select * replace (
    other(article_id) as article_id,
    other(story_id) as story_id
)
from base.story_members
semi join chosen using (article_id);
