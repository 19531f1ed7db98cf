-- Who is named in the same articles as an entity; names are looked up for those shown only. Of the commonest name all
-- articles (63,171 of 101,304) took .25 s of CPU, the latest 2,000 of them take .06 s. The
-- entity itself is left out at the end, of the few that are shown: as a condition it is compared in every row.
with latest as (
    select article_id
    from naming_articles
    order by
        published_day desc nulls last,
        article_id
    limit 2000
),
counted as (
    select
        article_entities.entity_id,
        any_value(article_entities.entity_kind) as entity_kind,
        count(*) as article_count
    from article_entities
    semi join latest on latest.article_id = article_entities.article_id
    group by article_entities.entity_id
    order by
        article_count desc,
        article_entities.entity_id
    limit $limit + 1
)

select
    counted.entity_id,
    entity_facts.entity_name,
    counted.entity_kind,
    counted.article_count
from counted
left join entity_facts on entity_facts.entity_id = counted.entity_id
where counted.entity_id <> $id
order by
    counted.article_count desc,
    counted.entity_id
limit $limit
