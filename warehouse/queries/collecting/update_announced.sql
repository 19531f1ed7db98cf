update entries
set
    announced_title = staged.announced_title,
    announced_at = staged.announced_at,
    announced_date = staged.announced_date,
    announced_authors = staged.announced_authors,
    announced_summary = staged.announced_summary,
    state = if(entries.state = 'fetched', 'due', entries.state),
    attempt_count = if(entries.state = 'fetched', 0, entries.attempt_count),
    next_attempt_at = if(entries.state = 'fetched', staged.next_attempt_at, entries.next_attempt_at)
from staged
where entries.entry_id = staged.entry_id
    and (
        entries.announced_title is distinct from staged.announced_title
        or entries.announced_at is distinct from staged.announced_at
        or entries.announced_date is distinct from staged.announced_date
    )
