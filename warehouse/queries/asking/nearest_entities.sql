-- At most five names of entities that are most like the words, have a word that is, or hold them; of likes those in most
-- articles.
with
plain as (
    select strip_accents(lower($words)) as words
),
alike as (
    select
        entity_facts.resolved_entity_id,
        entity_facts.entity_name,
        greatest(
            jaro_winkler_similarity(strip_accents(lower(entity_facts.entity_name)), plain.words),
            list_max(list_transform(
                string_split(strip_accents(lower(entity_facts.entity_name)), ' '),
                lambda word: jaro_winkler_similarity(word, plain.words)
            )),
            if(contains(strip_accents(lower(entity_facts.entity_name)), plain.words), 0.95, 0)
        ) as likeness
    from entity_facts
    cross join plain
    where likeness >= 0.75
)
select alike.entity_name
from alike
left join article_entities on article_entities.entity_id = alike.resolved_entity_id
group by alike.entity_name
order by
    round(max(alike.likeness), 1) desc,
    count(distinct article_entities.article_id) desc,
    alike.entity_name
limit 5
