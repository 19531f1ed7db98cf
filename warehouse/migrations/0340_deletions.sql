-- Articles that were deleted for good, so that no run takes them in again.

create table deletions (
    article_id varchar primary key,
    raw_ids varchar[] not null,
    entry_ids varchar[] not null,
    reason varchar,
    revision_count bigint not null,
    mention_count bigint not null,
    archived_bytes bigint not null,
    deleted_at timestamptz not null
);

comment on table deletions is 'One row per article that was deleted for good; no run takes it in again';
comment on column deletions.article_id is 'Article, by the id that is made of its address';
comment on column deletions.raw_ids is 'Bodies that were its alone, by their SHA-256; they are erased from the archive';
comment on column deletions.entry_ids is 'Entries that had led to it';
comment on column deletions.reason is 'Why, in the words of who did it';
comment on column deletions.revision_count is 'Revisions that were removed';
comment on column deletions.mention_count is 'Mentions that were removed';
comment on column deletions.archived_bytes is 'Bytes of the archive that were overwritten';
comment on column deletions.deleted_at is 'When it was deleted (UTC)';
