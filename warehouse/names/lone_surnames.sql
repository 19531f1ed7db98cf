-- A surname alone that is typed as an organization or a place ("the Assad government", "interested in Kasich") is whom it
-- means in nearly all articles, where these are forty and four times as many as take it for anything but a person. Read
-- by eye in 11,260 articles (2026-11-28): of 11 such names all mean him, in one article also a pub ("at O'Rourke's"); from
-- twenty on come the towns Upton and Woodward, the Goldwater Institute and the party Parnas: these are doubtful.
insert into entity_links by name
with
other_counts as (
    select
        plain,
        sum(article_count) as article_count
    from entity_keys
    where kind <> 'person'
    group by plain
),
usual_people as (
    select
        corpus_surnames.surname,
        corpus_surnames.entity_id as into_entity_id,
        corpus_surnames.leading_count >= 40
        and corpus_surnames.leading_count >= .95 * corpus_surnames.article_count as is_sure
    from corpus_surnames
    join other_counts on other_counts.plain = corpus_surnames.surname
    where corpus_surnames.leading_count >= 20
        and corpus_surnames.leading_count >= .8 * corpus_surnames.article_count
        and corpus_surnames.leading_count >= 4 * other_counts.article_count
)
select
    entity_keys.entity_id,
    usual_people.into_entity_id,
    'surname' as rule,
    case when usual_people.is_sure then .85 else .5 end as confidence,
    usual_people.is_sure as is_followed
from entity_keys
join usual_people on usual_people.surname = entity_keys.plain
anti join entity_links on entity_links.entity_id = entity_keys.entity_id and entity_links.is_followed
where entity_keys.origin = 'found' and entity_keys.kind in ('organization', 'place');
