-- One row per entity that is likely the same as a better known one and about which nobody has decided yet.
-- Likely means: of one kind, with a name that is equal but for case, accents, marks, an article and the form of company,
-- or linked by the names of the corpus without certainty (entity_links).
create or replace view report_entity_review as
with
entity_names as (
    select
        entity_id,
        name
    from entities
    union
    select
        entity_id,
        alias as name
    from entity_aliases
),
name_keys as (
    select distinct
        base_entities.resolved_entity_id as entity_id,
        base_entities.entity_name,
        base_entities.entity_kind,
        base_entities.entity_origin,
        trim(regexp_replace(
            regexp_replace(lower(strip_accents(entity_names.name)), '^the |[^\p{L}\p{N}]+', ' ', 'g'),
            '( (inc|incorporated|corp|corporation|company|co|ltd|limited|llc|plc|ag|se|s ?a|n ?v|gmbh|s ?p ?a))+ ?$',
            ''
        )) as name_key
    from entity_names
    join base_entities on base_entities.entity_id = entity_names.entity_id
),
mention_counts as (
    select
        entity_id,
        count(*) as mention_count
    from base_mention_facts
    where entity_id is not null
    group by entity_id
),
decided_pairs as (
    select
        entity_id,
        into_entity_id as other_entity_id
    from entity_merges
    union
    select
        into_entity_id as entity_id,
        entity_id as other_entity_id
    from entity_merges
),
ranked_entities as (
    select
        name_keys.*,
        coalesce(mention_counts.mention_count, 0) as mention_count,
        row_number() over by_rank as name_rank,
        first_value(name_keys.entity_id) over by_rank as likely_entity_id,
        first_value(name_keys.entity_name) over by_rank as likely_entity_name
    from name_keys
    left join mention_counts on mention_counts.entity_id = name_keys.entity_id
    where name_keys.name_key <> ''
    window by_rank as (
        partition by name_keys.entity_kind, name_keys.name_key
        order by
            name_keys.entity_origin = 'watchlist' desc,
            name_keys.entity_origin = 'gazetteer' desc,
            coalesce(mention_counts.mention_count, 0) desc,
            name_keys.entity_id
    )
),
likely_pairs as (
    select
        entity_id,
        entity_name,
        entity_kind,
        entity_origin,
        mention_count,
        likely_entity_id,
        likely_entity_name,
        name_key
    from ranked_entities
    where name_rank > 1 and entity_id <> likely_entity_id
    union all
    select
        own.resolved_entity_id as entity_id,
        own.entity_name,
        own.entity_kind,
        own.entity_origin,
        coalesce(mention_counts.mention_count, 0) as mention_count,
        likely.resolved_entity_id as likely_entity_id,
        likely.entity_name as likely_entity_name,
        lower(strip_accents(own.own_name)) as name_key
    from entity_links
    join base_entities as own using (entity_id)
    join base_entities as likely on likely.entity_id = entity_links.into_entity_id
    left join mention_counts on mention_counts.entity_id = own.resolved_entity_id
    where not entity_links.is_followed and own.resolved_entity_id <> likely.resolved_entity_id
)
select
    likely_pairs.entity_id,
    any_value(likely_pairs.entity_name) as entity_name,
    any_value(likely_pairs.entity_kind) as entity_kind,
    any_value(likely_pairs.entity_origin) as entity_origin,
    any_value(likely_pairs.mention_count) as mention_count,
    likely_pairs.likely_entity_id,
    any_value(likely_pairs.likely_entity_name) as likely_entity_name,
    list(distinct likely_pairs.name_key order by likely_pairs.name_key) as shared_names
from likely_pairs
anti join decided_pairs
    on decided_pairs.entity_id = likely_pairs.entity_id
    and decided_pairs.other_entity_id = likely_pairs.likely_entity_id
group by likely_pairs.entity_id, likely_pairs.likely_entity_id;

comment on view report_entity_review is 'One row per entity that is likely the same as a better known one, nobody having decided yet.';
comment on column report_entity_review.entity_id is 'Entity';
comment on column report_entity_review.entity_name is 'Its name';
comment on column report_entity_review.entity_kind is 'person, organization, place, product, event or topic';
comment on column report_entity_review.entity_origin is 'watchlist, gazetteer or found';
comment on column report_entity_review.mention_count is 'Times that it is named';
comment on column report_entity_review.likely_entity_id is 'Entity that it is likely the same as';
comment on column report_entity_review.likely_entity_name is 'Name of that entity';
comment on column report_entity_review.shared_names is 'Names that they share, in their comparable form';
