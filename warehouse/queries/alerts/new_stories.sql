-- The stories with an article that passes and was first seen since then, the one that waits longest first.
select story_id
from article_facts
where {passing}
    and story_id is not null
    and first_seen_at >= $first_seen_since
group by story_id
order by
    min(first_seen_at),
    story_id
