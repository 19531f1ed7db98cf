-- Whom each open surname means in most articles; and the articles for whose open names anything of this is otherwise
-- than before: their own bearers, those of their stories, or whom a surname means in the corpus.
create or replace temp table new_corpus_surnames as
with
leading_counts as (
    select
        surname,
        entity_id,
        count(*) as leading_count
    from article_surnames
    where mention_count > next_count
    group by surname, entity_id
)
select
    surname,
    arg_max(entity_id, (leading_count, entity_id)) as entity_id,
    max(leading_count) as leading_count,
    cast(sum(leading_count) as bigint) as article_count
from leading_counts
group by surname;

insert into touched_stories
select story_id
from names_read
semi join touched_articles using (article_id)
where story_id is not null
except
from touched_stories;

-- Whom a surname means where an article names nobody of it, and whom of several bearers; null where that is open.
-- The counts alone change with every article.
create or replace temp macro meant_in_corpus(entity_id, leading_count, article_count) as [
    case when leading_count >= .95 * article_count and article_count >= 5 then entity_id end,
    case when leading_count >= .9 * article_count and article_count >= 10 then entity_id end
];

create or replace temp table open_articles as
with
changed_surnames as (
    select coalesce(former.surname, new_corpus_surnames.surname) as surname
    from corpus_surnames as former
    full join new_corpus_surnames on new_corpus_surnames.surname = former.surname
    where meant_in_corpus(former.entity_id, former.leading_count, former.article_count)
        is distinct from meant_in_corpus(
            new_corpus_surnames.entity_id, new_corpus_surnames.leading_count, new_corpus_surnames.article_count
        )
)
select article_id from open_names semi join changed_surnames using (surname)
union
select names_read.article_id from names_read semi join touched_stories using (story_id)
union
from touched_articles;

delete from corpus_surnames;
insert into corpus_surnames by name from new_corpus_surnames;
