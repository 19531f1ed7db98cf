-- The articles that are due and when each was first seen.
select distinct
    article_id,
    articles.first_seen_at
from story_due
join articles using (article_id)
semi join story_signatures using (article_id)
