-- The stories that a story follows, and those that follow it.
select
    linked_story_id,
    linked_story_title,
    'it follows' as relation,
    linked_last_known_day as day,
    shared_names
from report_affairs
where story_id = $id
union all
select
    story_id,
    story_title,
    'follows it',
    first_known_day,
    shared_names
from report_affairs
where linked_story_id = $id
order by day nulls last
limit $limit
