-- The articles that are due and when each was first seen; `story_left` has what was tied to them.
create or replace temp table story_again as
select distinct
    article_id,
    articles.first_seen_at
from story_due
join articles using (article_id)
semi join story_signatures using (article_id)
