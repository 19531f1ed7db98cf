-- Of an article's bearers of one open surname the one named most, with how much more than the next.
delete from article_surnames where article_id in (from touched_articles);

insert into article_surnames by name
with
article_people as (
    select
        article_names.article_id,
        name_bearers.person_id,
        name_bearers.surname,
        name_bearers.given,
        cast(sum(article_names.mention_count) as bigint) as mention_count
    from article_names
    semi join touched_articles using (article_id)
    join name_bearers using (entity_id)
    group by all
),
article_bearers as (
    select article_id, surname, person_id as entity_id, mention_count from article_people where surname is not null
    union all
    select article_id, given as surname, person_id as entity_id, mention_count from article_people where given is not null
)
select
    article_id,
    surname,
    arg_max(entity_id, (mention_count, entity_id)) as entity_id,
    max(mention_count) as mention_count,
    coalesce(max(mention_count, 2)[2], 0) as next_count,
    count(*) as bearer_count
from article_bearers
group by article_id, surname;
