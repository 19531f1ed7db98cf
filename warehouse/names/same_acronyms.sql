-- An acronym that stands alone in some articles means what the others say that it is short for, if they nearly all agree.
insert into entity_links by name
with
named_acronyms as (
    select distinct
        article_acronyms.article_id,
        article_acronyms.acronym,
        base_entities.resolved_entity_id as entity_id
    from article_acronyms
    join base_entities using (entity_id)
    where base_entities.own_name <> article_acronyms.acronym
),
acronym_counts as (
    select
        acronym,
        entity_id,
        count(*) as article_count
    from named_acronyms
    group by acronym, entity_id
),
usual_meanings as (
    select
        acronym,
        arg_max(entity_id, (article_count, entity_id)) as into_entity_id,
        max(article_count) as article_count,
        max(article_count) / sum(article_count) as share
    from acronym_counts
    group by acronym
)
select
    entity_keys.entity_id,
    usual_meanings.into_entity_id,
    'acronym' as rule,
    case when usual_meanings.share >= .9 then .85 else .5 end as confidence,
    usual_meanings.share >= .9 and usual_meanings.article_count > 1 as is_followed
from usual_meanings
join entity_keys on entity_keys.name = usual_meanings.acronym
join entities as targets on targets.entity_id = usual_meanings.into_entity_id
anti join entity_links on entity_links.entity_id = entity_keys.entity_id
where entity_keys.origin = 'found'
    and entity_keys.entity_id <> usual_meanings.into_entity_id
    and entity_keys.kind in ('organization', targets.kind)
    and usual_meanings.share >= .6;
