-- "Lane FlakeLindsey Graham", "Beauregard SessionsSanford": the end of a name in full, run together with the next line, of
-- the one known person, in twenty articles at least, of that surname, who is named in nine of ten of these articles.
insert into entity_links by name
with
run_ons as (
    select *
    from entity_keys
    anti join entity_links using (entity_id)
    where kind = 'person' and origin = 'found' and is_run_on and given is not null
),
named_articles as (
    select distinct
        base_entities.resolved_entity_id as entity_id,
        article_names.article_id
    from article_names
    join base_entities using (entity_id)
),
people_beside as (
    select
        run_ons.entity_id,
        known_people.entity_id as into_entity_id
    from run_ons
    join entity_keys as known_people
        on known_people.kind = 'person'
        and known_people.surname = run_ons.surname
        and known_people.given is not null
        and not known_people.is_run_on
        and known_people.article_count >= 20
    anti join entity_links on entity_links.entity_id = known_people.entity_id and entity_links.is_followed
    join article_names as own on own.entity_id = run_ons.entity_id
    left join named_articles as others
        on others.entity_id = known_people.entity_id and others.article_id = own.article_id
    group by run_ons.entity_id, known_people.entity_id
    having count(others.article_id) >= .9 * count(*)
)
select
    entity_id,
    arg_max(into_entity_id, into_entity_id) as into_entity_id,
    'run on' as rule,
    case when count(*) = 1 then .8 else .5 end as confidence,
    count(*) = 1 as is_followed
from people_beside
group by entity_id;
