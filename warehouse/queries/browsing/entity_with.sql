-- Who is named in the same articles as an entity.
select
    other.entity_id,
    any_value(entity_facts.entity_name) as entity_name,
    any_value(other.entity_kind) as entity_kind,
    count(*) as article_count
from article_entities as own
join article_entities as other on other.article_id = own.article_id and other.entity_id <> own.entity_id
left join entity_facts on entity_facts.entity_id = other.entity_id
where own.entity_id = $id
group by other.entity_id
order by
    article_count desc,
    other.entity_id
limit $limit
