-- One row per article and surname that its own finder left open: of several bearers, or of none in the article.
insert into name_meanings by name
with
open_names as (
    select distinct
        mentions.article_id,
        mentions.surface as name,
        regexp_extract(
            trim(regexp_replace(lower(strip_accents(mentions.surface)), '[^\p{L}\p{N}]+', ' ', 'g')),
            '((?:(?:van|von|der|den|de|del|di|da|du|dos|bin|ibn|la|le) )*\S+)$'
        ) as surname,
        story_members.story_id
    from mentions
    semi join articles using (revision_id)
    left join story_members using (article_id)
    where mentions.entity_id is null
        and mentions.kind = 'person'
        and not regexp_matches(mentions.surface, '\S+ [^a-z]')
),
open_surnames as (
    select distinct surname
    from open_names
),
article_people as (
    select
        article_names.article_id,
        base_entities.resolved_entity_id as entity_id,
        cast(sum(article_names.mention_count) as bigint) as mention_count
    from article_names
    join base_entities using (entity_id)
    where base_entities.entity_kind = 'person'
    group by article_names.article_id, base_entities.resolved_entity_id
),
article_bearers as (
    -- A name alone is a surname; a given name only where nobody of the article has it for a surname.
    select
        article_people.article_id,
        entity_keys.surname,
        article_people.entity_id,
        article_people.mention_count
    from article_people
    join entity_keys using (entity_id)
    where entity_keys.surname is not null
    union all
    select
        article_people.article_id,
        entity_keys.given as surname,
        article_people.entity_id,
        article_people.mention_count
    from article_people
    join entity_keys using (entity_id)
    where entity_keys.given is not null
        and entity_keys.given not in (select surname from entity_keys where surname is not null and article_count > 1)
),
-- Of an article's bearers of one surname that is open somewhere the one named most, with how much more than the next.
first_bearers as materialized (
    select
        article_id,
        surname,
        max(mention_count) as mention_count,
        arg_max(entity_id, (mention_count, entity_id)) as entity_id,
        count(*) as bearer_count,
        coalesce(max(mention_count, 2)[2], 0) as next_count
    from article_bearers
    semi join open_surnames using (surname)
    group by article_id, surname
),
corpus_counts as (
    select
        surname,
        entity_id,
        count(*) as article_count
    from first_bearers
    where mention_count > next_count
    group by surname, entity_id
),
corpus_bearers as (
    select
        surname,
        arg_max(entity_id, (article_count, entity_id)) as entity_id,
        max(article_count) / sum(article_count) as share,
        sum(article_count) as article_count
    from corpus_counts
    group by surname
),
story_counts as (
    select
        story_members.story_id,
        first_bearers.surname,
        first_bearers.entity_id,
        count(*) as article_count
    from first_bearers
    join story_members using (article_id)
    semi join open_names
        on open_names.story_id = story_members.story_id
        and open_names.surname = first_bearers.surname
    group by story_members.story_id, first_bearers.surname, first_bearers.entity_id
),
story_bearers as (
    select
        story_id,
        surname,
        arg_max(entity_id, (article_count, entity_id)) as entity_id,
        max(article_count) / sum(article_count) as share
    from story_counts
    group by story_id, surname
),
meant_people as (
    select
        open_names.article_id,
        open_names.name,
        case
            when first_bearers.bearer_count = 1 or first_bearers.mention_count >= 3 * first_bearers.next_count
                then {'entity_id': first_bearers.entity_id, 'rule': 'article'}
            when article_bearers.entity_id is not null
                then {'entity_id': article_bearers.entity_id, 'rule': 'corpus'}
            when first_bearers.bearer_count is null and story_bearers.share >= .9
                then {'entity_id': story_bearers.entity_id, 'rule': 'story'}
            when first_bearers.bearer_count is null
                and corpus_bearers.share >= .95
                and corpus_bearers.article_count >= 5
                then {'entity_id': corpus_bearers.entity_id, 'rule': 'corpus'}
        end as meant
    from open_names
    left join first_bearers using (article_id, surname)
    left join story_bearers
        on story_bearers.story_id = open_names.story_id and story_bearers.surname = open_names.surname
    left join corpus_bearers on corpus_bearers.surname = open_names.surname
    left join article_bearers
        on article_bearers.article_id = open_names.article_id
        and article_bearers.surname = open_names.surname
        and article_bearers.entity_id = corpus_bearers.entity_id
        and corpus_bearers.share >= .9
        and corpus_bearers.article_count >= 10
)
select
    article_id,
    name,
    meant.entity_id as entity_id,
    meant.rule as rule,
    case meant.rule when 'article' then .9 when 'story' then .85 else .75 end as confidence
from meant_people
where meant is not null;
