-- Who bears a name that is open somewhere, and the articles whose bearers are others than before: those that were
-- read now, and those that name who counts as another, or bears a name that was not open before, or is not now.
create or replace temp table new_bearers as
with
open_surnames as (
    select distinct surname
    from open_names
),
people as (
    select
        base_entities.entity_id,
        base_entities.resolved_entity_id as person_id,
        entity_keys.surname,
        -- A name alone is a surname; a given name only where nobody of the corpus has it for a surname.
        case
            when entity_keys.given not in (select surname from entity_keys where surname is not null and article_count > 1)
                then entity_keys.given
        end as given
    from base_entities
    join entity_keys on entity_keys.entity_id = base_entities.resolved_entity_id
    where base_entities.entity_kind = 'person'
)
select
    people.entity_id,
    people.person_id,
    open_surnames.surname,
    open_given.surname as given
from people
left join open_surnames on open_surnames.surname = people.surname
left join open_surnames as open_given on open_given.surname = people.given
where open_surnames.surname is not null or open_given.surname is not null;

create or replace temp table touched_articles as
with
changed_bearers as (
    select entity_id from (from new_bearers except from name_bearers)
    union
    select entity_id from (from name_bearers except from new_bearers)
)
select article_id
from article_names
semi join changed_bearers using (entity_id)
union
from changed_articles;

delete from name_bearers where entity_id not in (select entity_id from (from name_bearers intersect from new_bearers));
insert into name_bearers from (from new_bearers except from name_bearers);
