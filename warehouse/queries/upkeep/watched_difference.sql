-- Per watched entity how many places named it before and do now, how many are new and how many gone.
with
changed_places as (
    select *, 'new' as change from (from watched_after except from watched_before)
    union all
    select *, 'gone' as change from (from watched_before except from watched_after)
)
select
    entity_id,
    (select count(*) from watched_before where watched_before.entity_id = changed_places.entity_id)
        as before_count,
    (select count(*) from watched_after where watched_after.entity_id = changed_places.entity_id)
        as after_count,
    count(*) filter (where change = 'new') as new_count,
    count(*) filter (where change = 'gone') as gone_count,
    list(distinct surface order by surface)[:5] as surfaces
from changed_places
group by entity_id
order by entity_id
