-- Addresses that pages name as their own and that were not believed, and which article each entry became.

create table doubted_claims (
    article_id varchar not null,
    named_url varchar not null,
    reason varchar not null,
    raw_id varchar not null,
    first_seen_at timestamptz not null,
    primary key (article_id, named_url)
);

comment on table doubted_claims is 'One row per article and address that its page names as its own and that was not believed';
comment on column doubted_claims.article_id is 'Article';
comment on column doubted_claims.named_url is 'Address that the page names; empty where it is no URL';
comment on column doubted_claims.reason is 'rubbish, other_publisher, front_page, page_of_several, drops_id or unproven';
comment on column doubted_claims.raw_id is 'Body that names it';
comment on column doubted_claims.first_seen_at is 'When the body was first seen';

alter table entries add column article_id varchar;
comment on column entries.article_id is 'Article that the body became; null where it was rejected or is not loaded yet';

-- Where one body lies at more addresses than it became articles, only the address that it was stored with has one.
update entries
set article_id = made.article_id
from (
    select
        revisions.raw_id,
        min(revisions.article_id) as article_id,
        count(distinct revisions.article_id) as article_count,
        any_value(raw_documents.url) as url
    from revisions
    join raw_documents using (raw_id)
    group by revisions.raw_id
) as made,
(
    select
        raw_id,
        count(distinct location) as location_count
    from entries
    where raw_id is not null
    group by raw_id
) as placed
where entries.raw_id = made.raw_id
    and entries.raw_id = placed.raw_id
    and entries.state = 'fetched'
    and entries.reason is null
    and (placed.location_count <= made.article_count or entries.location = made.url);
