-- The entries of the sources to be fetched now, newest first, each location once, `limit` a source.
select *
from entries
where source_id in (select unnest(?))
    and state in ('due', 'failed')
    and (next_attempt_at is null or next_attempt_at <= ? or next_attempt_at > ? + interval 7 day)
    and coalesce(announced_at, announced_date, first_seen_at) >= ?
qualify row_number() over (partition by location order by first_seen_at, entry_id) = 1
    and row_number() over (
        partition by source_id
        order by
            coalesce(announced_at, announced_date, first_seen_at) desc,
            entry_id
    ) <= ?
order by
    coalesce(announced_at, announced_date, first_seen_at) desc,
    entry_id
