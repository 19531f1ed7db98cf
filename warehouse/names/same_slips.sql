-- "Hilary Clinton" is a slip for Hillary Clinton: one letter off a person twenty times as frequent, never beside her.
-- A given name that sounds alike ("Diane Feinstein" for Dianne Feinstein) is a slip beside her too, and up to a quarter as
-- frequent; one letter more ("Ivana", "Ivanka") may be another person, but for a given name that nobody else bears
-- ("Nacy", "Vlodymyr"): that is a slip beside her too, of two letters where it is long ("Tamarian" for Tamerlan).
insert into entity_links by name
with
heard_givens as (
    select given
    from entity_keys
    where kind = 'person' and given is not null and surname is not null
    group by given
    having count(distinct surname) > 1
),
standing_people as (
    select
        entity_keys.entity_id,
        entity_keys.given,
        list_reduce(
            [regexp_replace(replace(entity_keys.given, 'h', ''), '([ae]?[iy]|ie)$', 'y'), 'c', 'l', 'm', 'n', 'r', 's', 't'],
            lambda sound, letter: replace(sound, letter || letter, letter)
        ) as sound,
        entity_keys.surname,
        entity_keys.middle,
        replace(entity_keys.plain, ' ', '') as letters,
        entity_keys.given not in (select given from heard_givens) as is_unheard,
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
        slips.middle <> '' and people.middle = '' and starts_with(people.given, slips.given) as is_split,
        slips.sound = people.sound or slips.is_unheard or is_split as is_slip_beside
    from standing_people as people
    join standing_people as slips
        on slips.surname = people.surname
        and slips.given[1] = people.given[1]
        and slips.given <> people.given
    where people.article_count >= case when slips.sound = people.sound then 5 else 20 end
        and slips.article_count <= people.article_count / case when slips.sound = people.sound then 4 else 20 end
        and slips.origin = 'found'
        and (
            slips.sound = people.sound
            or damerau_levenshtein(slips.given, people.given) = 1
            or (slips.is_unheard and damerau_levenshtein(slips.letters, people.letters) = 1)
            -- "Kelly Ann Conway" for Kellyanne
            or (is_split and damerau_levenshtein(slips.letters, people.letters) < 2)
            or (slips.is_unheard and length(slips.given) > 6 and damerau_levenshtein(slips.given, people.given) = 2)
        )
    -- "Geogre W. Bush" is one of two Georges by his middle name.
    qualify is_split or people.middle = slips.middle or not bool_or(people.middle = slips.middle) over (partition by slips.entity_id)
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
    case when bool_or(is_beside and not is_slip_beside) then .5 else .8 end as confidence,
    not bool_or(is_beside and not is_slip_beside) and count(*) = 1 as is_followed
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

-- "V. Putin" is Vladimir Putin, who alone is named so: of all with that surname in nearly all articles.
-- "Pinterest Paul Manafort" is Paul Manafort, twenty times as frequent, behind a word that is nobody's given name.
insert into entity_links by name
with
people as (
    select
        entity_keys.*,
        sum(article_count) over (partition by surname) as surname_count
    from entity_keys
    where kind = 'person' and surname is not null
),
heard_givens as (
    select given
    from people
    where given is not null
    group by given
    having count(distinct surname) > 1
),
known_people as (
    select *
    from people
    anti join entity_links on entity_links.entity_id = people.entity_id and entity_links.is_followed
    where given is not null and article_count >= 20
),
longer_names as (
    select
        people.entity_id,
        known_people.entity_id as into_entity_id,
        known_people.article_count,
        case when people.plain = known_people.given[1] || ' ' || known_people.surname then 'initial' else 'run on' end
            as rule
    from people
    join known_people
        on known_people.surname = people.surname
        and (
            (
                people.plain = known_people.given[1] || ' ' || known_people.surname
                and known_people.article_count >= .9 * known_people.surname_count
            )
            or (
                people.plain like '% % %'
                and people.plain like '% ' || known_people.plain
                and people.plain = split_part(people.plain, ' ', 1) || ' ' || known_people.given || ' ' || known_people.surname
                and split_part(people.plain, ' ', 1) not in (select given from heard_givens)
            )
        )
    where people.origin = 'found'
        and people.entity_id <> known_people.entity_id
        and people.article_count * 20 <= known_people.article_count
)
select
    entity_id,
    arg_max(into_entity_id, (article_count, into_entity_id)) as into_entity_id,
    min(rule) as rule,
    case when count(*) = 1 then .8 else .5 end as confidence,
    count(*) = 1 as is_followed
from longer_names
anti join entity_links using (entity_id)
group by entity_id;
