-- What was first seen at a few moments, seen over the half year that ends now: a story on a day of its own, its
-- articles within three. A base that was loaded at once has no week to tell of.
create temp table days as
select
    article_facts.article_id,
    article_facts.revision_id,
    article_facts.story_id,
    now()
    - to_hours((hash(coalesce(article_facts.story_id, article_facts.article_id)) % 4320)::bigint)
    - to_hours((hash(article_facts.article_id) % 72)::bigint) as first_seen_at
from article_facts;

update article_facts
set first_seen_at = days.first_seen_at
from days
where days.article_id = article_facts.article_id;

update articles
set first_seen_at = days.first_seen_at
from days
where days.article_id = articles.article_id;

update story_summaries
set first_seen_at = seen.first_seen_at, last_seen_at = seen.last_seen_at
from (
    select
        story_id,
        min(first_seen_at) as first_seen_at,
        max(first_seen_at) as last_seen_at
    from days
    group by story_id
) as seen
where seen.story_id = story_summaries.story_id;
