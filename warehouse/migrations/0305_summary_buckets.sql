-- What summaries rest on is compared by the hashes of its buckets, so that upkeep reads nothing but what changed.

create table summary_buckets (
    kind varchar not null,
    bucket usmallint not null,
    contents_hash hugeint not null
);

comment on table summary_buckets is 'One row per kind of id and bucket of ids: what summaries rest on, as it stood when they were last kept up';
comment on column summary_buckets.kind is 'article, body, outlet, story or entity';
comment on column summary_buckets.bucket is 'First 16 bits of the hash of the id';
comment on column summary_buckets.contents_hash is 'Sum of the hashes of all rows of the ids in the bucket';

create table summaries_due (
    article_id varchar not null
);

comment on table summaries_due is 'One row per article whose findings were replaced: its summaries are to be made anew';
comment on column summaries_due.article_id is 'Article';
