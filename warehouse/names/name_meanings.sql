-- One row per open_articles and surname that its own finder left open: of several bearers, or of none in the article.
delete from name_meanings where article_id in (from open_articles);

insert into name_meanings by name
with
placed_names as (
    select
        open_names.*,
        names_read.story_id
    from open_names
    semi join open_articles using (article_id)
    join names_read using (article_id)
),
story_counts as (
    select
        names_read.story_id,
        article_surnames.surname,
        article_surnames.entity_id,
        count(*) as article_count
    from article_surnames
    join names_read using (article_id)
    semi join placed_names
        on placed_names.story_id = names_read.story_id
        and placed_names.surname = article_surnames.surname
    group by names_read.story_id, article_surnames.surname, article_surnames.entity_id
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
corpus_bearers as (
    select
        surname,
        meant_in_corpus(entity_id, leading_count, article_count) as meant
    from corpus_surnames
    semi join placed_names using (surname)
),
article_bearers as (
    select distinct
        article_names.article_id,
        name_bearers.person_id
    from article_names
    semi join placed_names using (article_id)
    join name_bearers using (entity_id)
),
meant_people as (
    select
        placed_names.article_id,
        placed_names.name,
        case
            when article_surnames.bearer_count = 1 or article_surnames.mention_count >= 3 * article_surnames.next_count
                then {'entity_id': article_surnames.entity_id, 'rule': 'article'}
            when article_bearers.person_id is not null
                then {'entity_id': article_bearers.person_id, 'rule': 'corpus'}
            when article_surnames.bearer_count is null and story_bearers.share >= .9
                then {'entity_id': story_bearers.entity_id, 'rule': 'story'}
            when article_surnames.bearer_count is null and corpus_bearers.meant[1] is not null
                then {'entity_id': corpus_bearers.meant[1], 'rule': 'corpus'}
        end as meant
    from placed_names
    left join article_surnames using (article_id, surname)
    left join story_bearers
        on story_bearers.story_id = placed_names.story_id and story_bearers.surname = placed_names.surname
    left join corpus_bearers on corpus_bearers.surname = placed_names.surname
    left join article_bearers
        on article_bearers.article_id = placed_names.article_id
        and article_bearers.person_id = corpus_bearers.meant[2]
)
select
    article_id,
    name,
    meant.entity_id as entity_id,
    meant.rule as rule,
    case meant.rule when 'article' then .9 when 'story' then .85 else .75 end as confidence
from meant_people
where meant is not null;
