-- The text of an article.
select
    article_facts.article_id,
    article_facts.label,
    article_facts.outlet_name,
    article_facts.published_day,
    revisions.text
from article_facts
join revisions on revisions.revision_id = article_facts.revision_id
where article_facts.article_id = $id
