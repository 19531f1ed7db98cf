-- The articles that name an entity by day of publication.
select
    article_facts.published_day,
    count(*) as article_count,
    count(*) filter (where article_facts.reuse <> 'own') as reused_article_count
from article_entities
join article_facts on article_facts.article_id = article_entities.article_id
where article_entities.entity_id = $id
group by article_facts.published_day
