-- The stories that name an entity, the newest first.
with named as (
    select
        article_facts.story_id,
        count(*) as naming_article_count
    from article_entities
    join article_facts on article_facts.article_id = article_entities.article_id
    where article_entities.entity_id = $id and article_facts.story_id is not null
    group by article_facts.story_id
)

select
    report_stories.story_id,
    report_stories.title,
    named.naming_article_count,
    report_stories.article_count,
    report_stories.text_count,
    report_stories.outlet_count,
    report_stories.first_known_day,
    report_stories.last_known_day
from named
join report_stories on report_stories.story_id = named.story_id
order by
    report_stories.last_known_day desc nulls last,
    named.naming_article_count desc,
    report_stories.story_id
limit $limit
