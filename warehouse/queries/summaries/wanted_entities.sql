-- The entities of the wanted articles, each with a hash of all that its days are counted from.
select
    article_entities.article_id,
    article_entities.entity_id,
    article_facts.published_day,
    hash(article_entities, article_facts.published_day, article_facts.text_id, article_facts.story_id, article_facts.outlet_id)
        as row_hash
from article_entities
semi join wanted_articles using (article_id)
join article_facts using (article_id)
