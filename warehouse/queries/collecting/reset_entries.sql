-- The failed entries of the sources are due again.
update entries
set
    state = 'due',
    attempt_count = 0,
    next_attempt_at = null,
    reason = null
where source_id in (select unnest(?))
    and state in ('failed', 'given_up')
    and reason is distinct from 'no_link'
