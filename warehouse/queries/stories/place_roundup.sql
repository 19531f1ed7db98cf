-- Put what was taken for a round-up into a story: it is an article as any other from then on.
insert into story_members by name
select
    article_id,
    $1 as story_id,
    null::double as score,
    'person' as method_version,
    'person' as decided_by,
    first_seen_date
from story_roundups
where article_id = $2
