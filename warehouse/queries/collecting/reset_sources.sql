-- Validators, failures and waits of the sources are forgotten.
update sources
set
    state = 'active',
    etag = null,
    last_modified = null,
    poll_interval_seconds = null,
    next_poll_at = null,
    failure_count = 0,
    last_error = null
where source_id in (select unnest(?))
