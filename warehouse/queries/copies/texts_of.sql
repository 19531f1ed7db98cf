-- The texts of revisions that were first seen since a day.
select
    revision_id,
    text
from revisions
where rowid in (
    select unnest((
        select list(rowid)
        from revisions
        where revision_id in (select unnest($1)) and first_seen_at >= cast($2 as timestamp) at time zone 'UTC'
    ))
)
