create table source_hints (
    source_id varchar not null,
    kind varchar not null,
    hint varchar not null,
    first_seen_at timestamptz not null
);

comment on table source_hints is 'One row per thing that a source said of itself; recorded, never followed.';
comment on column source_hints.source_id is 'Source that said it';
comment on column source_hints.kind is 'hub (WebSub) or new_feed_url (the feed says that it moved)';
comment on column source_hints.hint is 'What it said, mostly a URL';
comment on column source_hints.first_seen_at is 'When it was first seen';
