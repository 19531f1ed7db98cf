-- "Hilary Clinton" is a slip for Hillary Clinton: one letter off a person twenty times as frequent, never beside her.
-- A given name that sounds alike ("Diane Feinstein" for Dianne Feinstein) is a slip beside her too, and up to a quarter as
-- frequent; one letter more ("Ivana", "Ivanka") may be another person, but for a given name that nobody else bears
-- ("Nacy", "Vlodymyr"): that is a slip beside her too, of two letters where it is long ("Tamarian" for Tamerlan). So is one
-- letter of whom alone the surname means ("Alexandra Ocasio-Cortez", "Mike Mulvaney"), the first too where nobody else bears
-- the given name ("Usama bin Laden").
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
        entity_keys.suffix,
        entity_keys.middle,
        replace(entity_keys.plain, ' ', '') as letters,
        entity_keys.given not in (select given from heard_givens) as is_unheard,
        entity_keys.origin,
        entity_keys.article_count,
        sum(entity_keys.article_count) over (partition by entity_keys.surname) as surname_count
    from entity_keys
    anti join entity_links on entity_links.entity_id = entity_keys.entity_id and entity_links.is_followed
    where entity_keys.kind = 'person' and length(entity_keys.given) > 2
),
sole_people as (
    select
        people.*,
        slips.entity_id as slip_id,
        slips.given as slip,
        slips.letters as slip_letters,
        slips.middle as slip_middle,
        slips.is_unheard as is_slip_unheard,
        slips.article_count as slip_count,
        slips.sound = people.sound as is_heard_alike,
        slips.middle <> '' and people.middle = '' and starts_with(people.given, slips.given) as is_split,
        -- Others of the surname have a tenth of the articles at most; "Erica" beside Eric Garner is his daughter.
        (people.surname_count - people.article_count - slips.article_count) * 10 <= people.article_count
        and not starts_with(slips.given, people.given)
        and not starts_with(people.given, slips.given) as is_sole
    from standing_people as people
    join standing_people as slips
        on slips.surname = people.surname
        and slips.suffix = people.suffix
        and slips.given <> people.given
    where slips.origin = 'found' and people.article_count > 4 and slips.article_count * 4 <= people.article_count
),
near_names as (
    select
        slip_id as entity_id,
        entity_id as into_entity_id,
        article_count,
        is_split,
        is_heard_alike or is_slip_unheard or is_split or is_sole as is_slip_beside
    from sole_people
    where case when is_heard_alike then true
            when is_sole and is_slip_unheard then article_count >= 20
            else article_count >= 20 and slip_count * 20 <= article_count end
        and (is_sole or least(length(given), length(slip)) > 3)
        and (slip[1] = given[1] or (is_sole and is_slip_unheard and length(slip) > 4))
        and (
            is_heard_alike
            or damerau_levenshtein(slip, given) = 1
            or (is_slip_unheard and damerau_levenshtein(slip_letters, letters) = 1)
            -- "Kelly Ann Conway" for Kellyanne
            or (is_split and damerau_levenshtein(slip_letters, letters) < 2)
            or (is_slip_unheard and length(slip) > 6 and damerau_levenshtein(slip, given) = 2)
        )
    -- "Geogre W. Bush" is one of two Georges by his middle name.
    qualify is_split or middle = slip_middle or not bool_or(middle = slip_middle) over (partition by slip_id)
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
