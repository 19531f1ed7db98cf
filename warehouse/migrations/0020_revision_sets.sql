create table revision_sets (
    revision_set varchar not null,
    accepted_at timestamptz not null,
    changed_count bigint not null
);

comment on table revision_sets is 'One row per revision set that a replay of the archive brought in and that was accepted.';
comment on column revision_sets.revision_set is 'Extractor and version that made its revisions';
comment on column revision_sets.accepted_at is 'When it was accepted last (UTC); of revisions of one body the later set speaks';
comment on column revision_sets.changed_count is 'Articles that it changed when it was accepted last';
