-- Who is named in a story, by articles.
select
    article_entities.entity_id,
    any_value(entity_facts.entity_name) as entity_name,
    any_value(article_entities.entity_kind) as entity_kind,
    count(*) as article_count,
    count(distinct article_facts.text_id) as text_count,
    sum(article_entities.mention_count)::bigint as mention_count
from article_facts
join article_entities on article_entities.article_id = article_facts.article_id
left join entity_facts on entity_facts.entity_id = article_entities.entity_id
where article_facts.story_id = $id
group by article_entities.entity_id
order by
    article_count desc,
    mention_count desc,
    entity_id
limit $limit
