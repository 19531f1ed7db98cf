create table schema_migrations (
    version integer not null,
    name varchar not null,
    sha256 varchar not null,
    applied_at timestamptz not null
);

comment on table schema_migrations is 'One row per migration that was applied to this database.';
comment on column schema_migrations.version is 'Number of the migration';
comment on column schema_migrations.name is 'Name of the migration';
comment on column schema_migrations.sha256 is 'SHA-256 of its text, hex';
comment on column schema_migrations.applied_at is 'When it was applied (UTC)';
