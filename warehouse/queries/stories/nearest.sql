-- Articles that are signed again have none: theirs are looked up anew.
select
    article_id,
    nearest
from story_nearest
where ({near_published} or {near_seen})
    and article_id not in (select article_id from story_signed)
