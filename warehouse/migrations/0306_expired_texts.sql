-- Texts that were taken away by the rule of retention; figures, mentions and counts stay.

create table expired_texts (
    revision_id varchar not null,
    article_id varchar not null,
    outlet_id varchar,
    raw_id varchar not null,
    is_body_erased boolean not null,
    character_count bigint not null,
    rule varchar not null,
    expired_at timestamptz not null
);

comment on table expired_texts is 'One row per revision whose text was taken away by the rule of retention; what was found in it stays';
comment on column expired_texts.revision_id is 'Revision, whose text is empty now';
comment on column expired_texts.article_id is 'Article';
comment on column expired_texts.outlet_id is 'Publisher; null where unknown';
comment on column expired_texts.raw_id is 'Body that it was read from';
comment on column expired_texts.is_body_erased is 'The body is erased from the archive: no other text that stays was read from it';
comment on column expired_texts.character_count is 'Characters that the text had';
comment on column expired_texts.rule is 'The rule in words';
comment on column expired_texts.expired_at is 'When it was taken away (UTC)';
