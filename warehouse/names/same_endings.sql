-- A name that ends as that of a known person, in twenty articles at least, and is rarer.
-- "V. Putin" is Vladimir Putin, who alone is named so: of all with that surname in nearly all articles.
-- "Pinterest Paul Manafort" is Paul Manafort, twenty times as frequent, behind words that are nobody's given name.
-- "Blasey Ford" is Christine Blasey Ford, "de Blasio" Bill de Blasio, twice as frequent: nobody else is named so.
insert into entity_links by name
with
people as (
    select
        entity_keys.*,
        sum(article_count) over (partition by surname) as surname_count
    from entity_keys
    where kind = 'person'
),
-- What stands before full names alone is none: "Pinterest" is in a dozen names of three words.
heard_givens as (
    select
        given,
        count(distinct surname) as surname_count
    from people
    where given is not null
        and middle_words = ''
        and not is_run_on
        and given not in ('van', 'von', 'der', 'den', 'de', 'del', 'di', 'da', 'du', 'dos', 'al', 'el', 'bin', 'ibn', 'la', 'le')
    group by given
    having count(distinct surname) > 1
),
given_lists as (
    select
        coalesce(list(given), []) as heard,
        coalesce(list(given) filter (surname_count > 5), []) as common
    from heard_givens
),
known_people as (
    select *
    from people
    anti join entity_links on entity_links.entity_id = people.entity_id and entity_links.is_followed
    where given is not null and article_count >= 20
),
other_names as (
    select
        people.entity_id,
        known_people.entity_id as into_entity_id,
        known_people.article_count,
        case
            when people.plain = known_people.given[1] || ' ' || known_people.surname
                and known_people.article_count >= .9 * known_people.surname_count
                and people.article_count * 20 <= known_people.article_count
                then 'initial'
            -- "USS George H.W. Bush" is a ship. A word that few surnames follow ("Getty", "Inside") asks for a hundred
            -- times as many articles.
            when ends_with(people.plain, ' ' || known_people.plain)
                and not starts_with(people.plain, 'uss ')
                -- An acronym is nobody's given name ("DACA Ilhan Omar").
                and people.article_count * case when regexp_matches(people.name, '^\p{Lu}{3,} \p{Lu}\p{Ll}') then 4 else 20 end
                    <= known_people.article_count
                and not list_has_any(
                    string_split(left(people.plain, length(people.plain) - length(known_people.plain) - 1), ' '),
                    case
                        when people.article_count * 100 > known_people.article_count then given_lists.heard
                        else given_lists.common
                    end
                )
                then 'run on'
            when ends_with(known_people.plain, ' ' || people.plain)
                and people.plain like '% %'
                and people.article_count * 2 <= known_people.article_count
                and (
                    people.surname is null -- "Trump Jr."
                    or split_part(people.plain, ' ', 1) not in (select given from heard_givens)
                )
                then 'ending'
        end as rule
    from people
    join known_people
        on split_part(known_people.plain, ' ', -1) = split_part(people.plain, ' ', -1)
        and (
            ends_with(people.plain, ' ' || known_people.plain)
            or ends_with(known_people.plain, ' ' || people.plain)
            or people.plain = known_people.given[1] || ' ' || known_people.surname
        )
    cross join given_lists
    where people.origin = 'found' and people.entity_id <> known_people.entity_id
)
select
    entity_id,
    arg_max(into_entity_id, (article_count, into_entity_id)) as into_entity_id,
    min(rule) as rule,
    case when count(*) = 1 then .8 else .5 end as confidence,
    count(*) = 1 as is_followed
from other_names
anti join entity_links using (entity_id)
where rule is not null
group by entity_id;
