create table runs (
    run_id varchar not null,
    flow varchar not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    outcome varchar not null,
    executed_by varchar not null,
    parameters varchar not null,
    code_version varchar not null,
    config_hash varchar not null,
    found_count bigint not null,
    new_count bigint not null,
    unchanged_count bigint not null,
    rejected_count bigint not null,
    stage_seconds varchar not null,
    error varchar
);

comment on table runs is 'One row per execution of a flow.';
comment on column runs.run_id is 'Id of the execution; drawn, not derived from content';
comment on column runs.flow is 'What ran: load, run, replay, watch';
comment on column runs.started_at is 'When it started (UTC)';
comment on column runs.finished_at is 'When it ended; null while it runs or after it was killed';
comment on column runs.outcome is 'running, clean, item_errors, crashed, skipped (another run held the lock)';
comment on column runs.executed_by is 'direct (plain functions) or prefect';
comment on column runs.parameters is 'Parameters as JSON';
comment on column runs.code_version is 'Version of Cuttings';
comment on column runs.config_hash is 'Hash of the settings in force';
comment on column runs.found_count is 'Documents that the run looked at';
comment on column runs.new_count is 'Articles or revisions that it added';
comment on column runs.unchanged_count is 'Documents already known';
comment on column runs.rejected_count is 'Documents that it dropped, each a row in rejections';
comment on column runs.stage_seconds is 'Wall time by stage as JSON, in seconds';
comment on column runs.error is 'Why it crashed or was skipped';

create table outlets (
    outlet_id varchar not null,
    domain varchar,
    alias_domains varchar[] not null,
    name varchar,
    country varchar,
    language varchar,
    kind varchar,
    owner_group varchar,
    origin varchar not null
);

comment on table outlets is 'One row per publisher.';
comment on column outlets.outlet_id is 'Registrable domain, or the id given in outlets.csv';
comment on column outlets.domain is 'Main domain';
comment on column outlets.alias_domains is 'Further domains of the same publisher';
comment on column outlets.name is 'Name as people know it';
comment on column outlets.country is 'ISO 3166-1 alpha-2 code';
comment on column outlets.language is 'ISO 639-1 code of its main language';
comment on column outlets.kind is 'newspaper, agency, broadcaster, magazine, blog, press_release, ...';
comment on column outlets.owner_group is 'Group that owns it';
comment on column outlets.origin is 'listed (outlets.csv) or derived (from a registrable domain)';

create table sources (
    source_id varchar not null,
    name varchar not null,
    kind varchar not null,
    location varchar not null,
    outlet_id varchar,
    state varchar not null,
    etag varchar,
    last_modified varchar,
    poll_interval_seconds bigint,
    next_poll_at timestamptz,
    last_polled_at timestamptz,
    last_succeeded_at timestamptz,
    last_new_entry_at timestamptz,
    failure_count bigint not null,
    last_error varchar,
    first_seen_at timestamptz not null
);

comment on table sources is 'One row per place that articles come from: a feed, sitemap, page list, folder or dump.';
comment on column sources.source_id is 'Derived from kind and location';
comment on column sources.name is 'Name for people';
comment on column sources.kind is 'feed, sitemap, urls, page, folder, warc, jsonl or parquet';
comment on column sources.location is 'URL or path';
comment on column sources.outlet_id is 'Outlet that it belongs to, where known';
comment on column sources.state is 'active, failing, gone (410: never polled again) or paused';
comment on column sources.etag is 'Validator of the last body: entity tag';
comment on column sources.last_modified is 'Validator of the last body: date as sent';
comment on column sources.poll_interval_seconds is 'Seconds between polls now; adapts to what is observed';
comment on column sources.next_poll_at is 'When it is due again';
comment on column sources.last_polled_at is 'When it was asked last';
comment on column sources.last_succeeded_at is 'When it last answered with a usable body or not modified';
comment on column sources.last_new_entry_at is 'When it last announced something new';
comment on column sources.failure_count is 'Failures since the last success';
comment on column sources.last_error is 'What the last failure was';
comment on column sources.first_seen_at is 'When it became known';

create table entries (
    entry_id varchar not null,
    source_id varchar not null,
    location varchar not null,
    external_id varchar,
    announced_title varchar,
    announced_at timestamptz,
    announced_date date,
    announced_authors varchar[] not null,
    announced_summary varchar,
    announced_language varchar,
    state varchar not null,
    raw_id varchar,
    attempt_count bigint not null,
    next_attempt_at timestamptz,
    reason varchar,
    first_seen_at timestamptz not null
);

comment on table entries is 'One row per thing that a source announced: every sighting of an article, fetched or not.';
comment on column entries.entry_id is 'Derived from source and the entry''s own identity';
comment on column entries.source_id is 'Source that announced it';
comment on column entries.location is 'URL or path';
comment on column entries.external_id is 'Id that the source gave it (GUID, id column)';
comment on column entries.announced_title is 'Title as the source said it';
comment on column entries.announced_at is 'Time of publication as the source said it (UTC)';
comment on column entries.announced_date is 'Date of publication as the source said it';
comment on column entries.announced_authors is 'Authors as the source said them';
comment on column entries.announced_summary is 'Summary as the source said it';
comment on column entries.announced_language is 'Language as the source said it';
comment on column entries.state is 'due, fetched, failed (with a next try) or given_up';
comment on column entries.raw_id is 'Body that it led to';
comment on column entries.attempt_count is 'Tries so far';
comment on column entries.next_attempt_at is 'When it is tried again';
comment on column entries.reason is 'Why it failed last';
comment on column entries.first_seen_at is 'When it was first announced to us';

create table fetches (
    fetch_id varchar not null,
    run_id varchar not null,
    source_id varchar,
    entry_id varchar,
    url varchar not null,
    final_url varchar,
    requested_at timestamptz not null,
    duration_seconds double not null,
    status integer,
    outcome varchar not null,
    body_bytes bigint not null,
    raw_id varchar,
    detail varchar
);

comment on table fetches is 'One row per request made.';
comment on column fetches.fetch_id is 'Id of the request; drawn';
comment on column fetches.run_id is 'Run that made it';
comment on column fetches.source_id is 'Source it was made for';
comment on column fetches.entry_id is 'Entry it was made for; null for polls and robots';
comment on column fetches.url is 'URL asked for';
comment on column fetches.final_url is 'URL that answered, after redirects';
comment on column fetches.requested_at is 'When it was sent (UTC)';
comment on column fetches.duration_seconds is 'Seconds until it was over';
comment on column fetches.status is 'HTTP status, where there was one';
comment on column fetches.outcome is 'ok, not_modified or the reason why nothing came';
comment on column fetches.body_bytes is 'Bytes of the decoded body';
comment on column fetches.raw_id is 'Body received';
comment on column fetches.detail is 'What else is known of a failure';

create table robots (
    origin varchar not null,
    status integer,
    rules varchar,
    fetched_at timestamptz not null,
    valid_until timestamptz not null
);

comment on table robots is 'One row per origin: its robots.txt as last fetched.';
comment on column robots.origin is 'Scheme, host and port';
comment on column robots.status is 'HTTP status of the answer, null where there was none';
comment on column robots.rules is 'Body, at most 500 KiB; null means that status decides';
comment on column robots.fetched_at is 'When it was fetched (UTC)';
comment on column robots.valid_until is 'Until when it holds';

create table raw_documents (
    raw_id varchar not null,
    media_type varchar,
    charset varchar,
    url varchar,
    body_bytes bigint not null,
    is_truncated boolean not null,
    archive_file varchar,
    archive_offset bigint,
    archive_length bigint,
    first_seen_at timestamptz not null
);

comment on table raw_documents is 'One row per distinct body received.';
comment on column raw_documents.raw_id is 'SHA-256 of the body, hex';
comment on column raw_documents.media_type is 'Media type as declared or sniffed';
comment on column raw_documents.charset is 'Charset as declared by transport';
comment on column raw_documents.url is 'URL that it first came from, where there was one';
comment on column raw_documents.body_bytes is 'Length in bytes';
comment on column raw_documents.is_truncated is 'The body ended before it should have';
comment on column raw_documents.archive_file is 'WARC file of the archive that holds it';
comment on column raw_documents.archive_offset is 'Offset of its record in that file, in bytes';
comment on column raw_documents.archive_length is 'Length of its record in that file, in bytes';
comment on column raw_documents.first_seen_at is 'When it was first received';

create table rejections (
    rejection_id varchar not null,
    stage varchar not null,
    reason varchar not null,
    detail varchar,
    location varchar,
    raw_id varchar,
    source_id varchar,
    first_seen_at timestamptz not null
);

comment on table rejections is 'One row per thing dropped on the way, and why.';
comment on column rejections.rejection_id is 'Derived from stage, reason, location, body and detail';
comment on column rejections.stage is 'discover, fetch, read, extract, mentions, match or load';
comment on column rejections.reason is 'A word that can be counted';
comment on column rejections.detail is 'What else is known';
comment on column rejections.location is 'URL or path';
comment on column rejections.raw_id is 'Body, where there was one';
comment on column rejections.source_id is 'Source, where there was one';
comment on column rejections.first_seen_at is 'When it was first dropped';
