-- "Mitch McConnell Addison", "Nancy Pelosi Hide": the name of a known person, in twenty articles at least, that ran on
-- into what stands behind it. Whoever has a longer name of his own ("John Lewis Gaddis") is not named beside him in nine
-- of ten articles. Some outlets put a name in full behind the usual one, and cut it: what begins again with the given name
-- ("Rex Tillerson Rex Wayne", "Rand Paul Randal") is one, and so is a common given name ("Mick Mulvaney John"), and a word
-- that is nobody's surname, in five articles or of a person of fifty times as many ("Paul Ryan Shifts", a headline). Of two
-- known people the one of the longer name is meant. Read by eye in 11,256 articles (2026-11-28): of 190 followed two were
-- none ("Jim Crow Laws", "Jim Crow Zoning"), of the 17 that given names and fifty times as many added none was wrong;
-- "George Washington Carver" is not followed.
insert into entity_links by name
with
known_people as (
    select *
    from entity_keys
    anti join entity_links on entity_links.entity_id = entity_keys.entity_id and entity_links.is_followed
    where kind = 'person' and surname is not null and article_count >= 20 and plain like '% %'
),
heard_surnames as (
    select distinct surname
    from entity_keys
    where kind = 'person' and middle_words = '' and given is not null and surname is not null and article_count > 1
),
common_givens as (
    select given
    from entity_keys
    where kind = 'person' and middle_words = '' and not is_run_on and given is not null and surname is not null
    group by given
    having count(distinct surname) > 5
),
longer_names as (
    select
        people.entity_id,
        known_people.entity_id as into_entity_id,
        known_people.given,
        known_people.article_count as known_count,
        string_split(substr(people.plain, length(known_people.plain) + 2), ' ') as further_words
    from entity_keys as people
    join known_people
        on split_part(known_people.plain, ' ', 1) = split_part(people.plain, ' ', 1)
        and starts_with(people.plain, known_people.plain || ' ')
    anti join entity_links on entity_links.entity_id = people.entity_id
    where people.kind = 'person'
        and people.origin = 'found'
        and people.article_count * 5 <= known_people.article_count
        -- A son is another, and what bears a person's name is none.
        and further_words[1] not in ('jr', 'sr', 'ii', 'iii', 'iv')
        and further_words[-1] not in (
            'administration', 'airport', 'avenue', 'boulevard', 'bridge', 'building', 'center', 'centre', 'day', 'foundation',
            'hospital', 'house', 'institute', 'library', 'memorial', 'museum', 'park', 'plaza', 'school', 'stadium', 'street'
        )
    qualify row_number() over (
        partition by people.entity_id
        order by length(known_people.plain) desc, known_people.article_count desc, known_people.entity_id
    ) = 1
),
counted_names as (
    select
        longer_names.*,
        count(*) as article_count,
        count(others.article_id) as beside_count
    from longer_names
    join article_names as own on own.entity_id = longer_names.entity_id
    left join article_names as others
        on others.entity_id = longer_names.into_entity_id and others.article_id = own.article_id
    group by all
),
judged_names as (
    select
        entity_id,
        into_entity_id,
        beside_count >= .9 * article_count
        -- "Hide caption", "Replay", "More" and "Read more" stand behind pictures and links.
        or further_words[1] in ('hide', 'replay', 'more', 'read')
        or coalesce(starts_with(further_words[1], left(given, 4)), false)
        or (given, further_words[1]) in (select (nickname, given) from nicknames)
        or (
            len(further_words) = 1
            and (
                further_words[1] in (from common_givens)
                or (
                    (article_count >= 5 or article_count * 50 <= known_count)
                    and further_words[1] not in (from heard_surnames)
                )
            )
        ) as is_followed
    from counted_names
)
select
    entity_id,
    into_entity_id,
    'run on' as rule,
    case when is_followed then .8 else .5 end as confidence,
    is_followed
from judged_names;
