-- Bodies whose extraction ran out of time or memory, or ended its process: not taken up again by the same extractor.

create table hopeless_bodies (
    raw_id varchar not null,
    extractor varchar not null,
    reason varchar not null,
    detail varchar,
    first_seen_at timestamptz not null,
    primary key (raw_id, extractor)
);

comment on table hopeless_bodies is 'One row per body and extractor that it was too much for; no run tries it again';
comment on column hopeless_bodies.raw_id is 'Body';
comment on column hopeless_bodies.extractor is 'Version of the extractor, with its limits of time and memory';
comment on column hopeless_bodies.reason is 'Why it was rejected: timeout, memory, error or worker_died';
comment on column hopeless_bodies.detail is 'What exactly happened';
comment on column hopeless_bodies.first_seen_at is 'When it was tried';
