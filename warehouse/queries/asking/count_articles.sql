-- How many articles name each of these entities, the most first.
select
    named.entity_id,
    count(article_entities.article_id) as article_count
from (select unnest($ids) as entity_id) as named
left join article_entities on article_entities.entity_id = named.entity_id
group by named.entity_id
order by
    article_count desc,
    named.entity_id
