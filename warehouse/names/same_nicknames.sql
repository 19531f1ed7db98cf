-- "Joseph Biden" counts as Joe Biden, who is named far more often; two of like rank are a question for people.
insert into entity_links by name
with
standing_people as (
    -- Those that count for themselves, with the articles of all who count as them.
    select
        targets.entity_id,
        targets.origin,
        targets.given,
        targets.surname,
        sum(entity_keys.article_count) as article_count
    from entity_keys
    join base_entities using (entity_id)
    join entity_keys as targets on targets.entity_id = base_entities.resolved_entity_id
    where targets.kind = 'person'
    group by all
),
surname_counts as (
    select
        surname,
        sum(article_count) as article_count
    from standing_people
    group by surname
),
name_pairs as (
    select
        short_people.entity_id as short_id,
        long_people.entity_id as long_id,
        short_people.article_count as short_count,
        long_people.article_count as long_count,
        short_people.origin as short_origin,
        long_people.origin as long_origin,
        surname_counts.article_count as surname_count
    from standing_people as short_people
    join nicknames on nicknames.nickname = short_people.given
    join standing_people as long_people
        on long_people.given = nicknames.given and long_people.surname = short_people.surname
    join surname_counts on surname_counts.surname = short_people.surname
),
directed_pairs as (
    select
        case when short_count >= long_count then long_id else short_id end as entity_id,
        case when short_count >= long_count then short_id else long_id end as into_entity_id,
        case when short_count >= long_count then long_origin else short_origin end as origin,
        greatest(short_count, long_count) as named_count,
        greatest(short_count, long_count) >= 10
            -- Jim Mattis and James Mattis are named alike often, and hardly anybody else of that surname is.
            and (
                least(short_count, long_count) <= greatest(short_count, long_count) / 2
                or short_count + long_count >= .9 * surname_count
            ) as is_followed
    from name_pairs
)
select
    entity_id,
    into_entity_id,
    'nickname' as rule,
    case when is_followed then .85 else .5 end as confidence,
    is_followed
from directed_pairs
anti join entity_links using (entity_id)
where origin = 'found' and named_count >= 5
qualify row_number() over (partition by entity_id order by is_followed desc, into_entity_id) = 1;
