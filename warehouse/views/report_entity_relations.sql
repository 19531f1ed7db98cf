-- One row per relation between two entities, as the watchlist states it, merges followed.
create or replace view report_entity_relations as
with
stated_relations as (
    select distinct
        entities.resolved_entity_id as entity_id,
        entity_relations.relation,
        coalesce(related_entities.resolved_entity_id, entity_relations.related_entity_id) as related_entity_id
    from entity_relations
    join base_entities as entities using (entity_id)
    left join base_entities as related_entities
        on related_entities.entity_id = entity_relations.related_entity_id
),
named_entities as (
    select distinct
        entity_id,
        article_id
    from base_mentions
    where entity_id in (select entity_id from stated_relations union select related_entity_id from stated_relations)
),
article_counts as (
    select
        entity_id,
        count(*) as article_count
    from named_entities
    group by entity_id
),
shared_counts as (
    select
        stated_relations.entity_id,
        stated_relations.related_entity_id,
        count(distinct article_id) as shared_article_count
    from stated_relations
    join named_entities using (entity_id)
    semi join named_entities as related_names
        on related_names.entity_id = stated_relations.related_entity_id
        and related_names.article_id = named_entities.article_id
    group by stated_relations.entity_id, stated_relations.related_entity_id
)
select
    stated_relations.entity_id,
    entities.entity_name,
    stated_relations.relation,
    stated_relations.related_entity_id,
    related_entities.entity_name as related_entity_name,
    coalesce(article_counts.article_count, 0) as article_count,
    coalesce(related_counts.article_count, 0) as related_article_count,
    coalesce(shared_counts.shared_article_count, 0) as shared_article_count
from stated_relations
join base_entities as entities on entities.entity_id = stated_relations.entity_id
left join base_entities as related_entities on related_entities.entity_id = stated_relations.related_entity_id
left join article_counts on article_counts.entity_id = stated_relations.entity_id
left join article_counts as related_counts on related_counts.entity_id = stated_relations.related_entity_id
left join shared_counts
    on shared_counts.entity_id = stated_relations.entity_id
    and shared_counts.related_entity_id = stated_relations.related_entity_id;

comment on view report_entity_relations is 'One row per relation between two entities, as the watchlist states it, merges followed.';
comment on column report_entity_relations.entity_id is 'Entity, merges followed';
comment on column report_entity_relations.entity_name is 'Its canonical name';
comment on column report_entity_relations.relation is 'What it is to the other one, such as owns';
comment on column report_entity_relations.related_entity_id is 'The other entity, merges followed';
comment on column report_entity_relations.related_entity_name is 'Its canonical name';
comment on column report_entity_relations.article_count is 'Articles that name the entity';
comment on column report_entity_relations.related_article_count is 'Articles that name the other one';
comment on column report_entity_relations.shared_article_count is 'Articles that name both';
