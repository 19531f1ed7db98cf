-- A story follows one that began on an earlier day and was reported on lately.
with near as (
    from story_names where last_date >= $1 and first_date <= $2
)
select distinct
    later.story_id,
    earlier.story_id
from near as later
join near as earlier using (term)
where later.first_date > earlier.first_date
    and later.first_date <= earlier.last_date + $3
    and (
        later.story_id in (select story_id from staged_touched)
        or earlier.story_id in (select story_id from staged_touched)
    )
order by all
