create or replace temp table story_near as
select article_id, seen_date
from story_signatures
semi join story_reach using (article_id)
where {near_published}
union all
select article_id, seen_date
from story_signatures
semi join story_reach using (article_id)
where published_date is null and {near_seen}
