create or replace temp table story_writing as
with written as (
    select
        staged.story_id,
        coalesce(standing.founding_article_id, staged.founding_article_id) as founding_article_id,
        if(standing.title_origin = 'person', standing.title, staged.title) as title,
        if(standing.title_origin = 'person', 'person', staged.title_origin) as title_origin,
        staged.central_article_id,
        least(standing.first_seen_date, staged.first_seen_date) as first_seen_date,
        greatest(standing.last_seen_date, staged.last_seen_date) as last_seen_date,
        if(standing.title_origin = 'person', standing.title_reason, staged.title_reason) as title_reason
    from staged_stories as staged
    left join story_standing as standing using (story_id)
)
from written
except
from story_standing
