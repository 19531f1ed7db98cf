-- "Hilary Clinton" is a slip for Hillary Clinton: one letter off a person twenty times as frequent, never beside her.
-- A given name that sounds alike ("Diane Feinstein" for Dianne Feinstein) is a slip beside her too, and up to a quarter as
-- frequent; one letter more ("Ivana", "Ivanka") may be another person.
insert into entity_links by name
with
standing_people as (
    select
        entity_keys.entity_id,
        entity_keys.given,
        list_reduce(
            [regexp_replace(replace(entity_keys.given, 'h', ''), '([ae]?[iy]|ie)$', 'y'), 'c', 'l', 'm', 'n', 'r', 's', 't'],
            lambda sound, letter: replace(sound, letter || letter, letter)
        ) as sound,
        entity_keys.surname,
        entity_keys.origin,
        entity_keys.article_count
    from entity_keys
    anti join entity_links on entity_links.entity_id = entity_keys.entity_id and entity_links.is_followed
    where entity_keys.kind = 'person' and length(entity_keys.given) > 3
),
near_names as (
    select
        slips.entity_id,
        people.entity_id as into_entity_id,
        people.article_count,
        slips.sound = people.sound as is_sounded_alike
    from standing_people as people
    join standing_people as slips
        on slips.surname = people.surname
        and slips.given[1] = people.given[1]
        and slips.given <> people.given
    where people.article_count >= case when slips.sound = people.sound then 5 else 20 end
        and slips.article_count <= people.article_count / case when slips.sound = people.sound then 4 else 20 end
        and slips.origin = 'found'
        and (slips.sound = people.sound or damerau_levenshtein(slips.given, people.given) = 1)
),
named_articles as (
    select
        entity_id,
        article_id
    from article_names
    where entity_id in (select entity_id from near_names union select into_entity_id from near_names)
)
select
    near_names.entity_id,
    arg_max(near_names.into_entity_id, (near_names.article_count, near_names.into_entity_id)) as into_entity_id,
    'slip' as rule,
    case when bool_or(is_beside and not is_sounded_alike) then .5 else .8 end as confidence,
    not bool_or(is_beside and not is_sounded_alike) and count(*) = 1 as is_followed
from (
    select
        near_names.*,
        exists (
            select 1
            from named_articles as own
            join named_articles as others using (article_id)
            where own.entity_id = near_names.entity_id and others.entity_id = near_names.into_entity_id
        ) as is_beside
    from near_names
) as near_names
anti join entity_links using (entity_id)
group by near_names.entity_id;
