-- Those of the sources that are to be asked now, the longest waiting first.
select *
from sources
where source_id in (select unnest(?))
    and state in ('active', 'failing')
    and (next_poll_at is null or next_poll_at <= ? or next_poll_at > ? + interval 2 day)
order by
    next_poll_at nulls first,
    name,
    source_id
