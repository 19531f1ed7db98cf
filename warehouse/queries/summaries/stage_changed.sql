-- Articles whose facts are others than before or are due: all of them, those whose quotes may be others, and those
-- whose figures may, which do not rest on whom names mean. Those whose findings were replaced may quote other words.
create or replace temp table replaced_articles as
select distinct article_id
from summaries_due
where not are_names_alone;

create or replace temp table figured_articles as
with
former_facts as (
    select * exclude (meanings_key)
    from article_facts
    semi join candidate_articles using (article_id)
),
present_facts as (
    select * exclude (meanings_key)
    from new_article_facts
)
select article_id from (from former_facts except from present_facts)
union
select article_id from (from present_facts except from former_facts)
union
from replaced_articles;

create or replace temp table quoting_articles as
select new_article_facts.article_id
from new_article_facts
join article_facts on article_facts.article_id = new_article_facts.article_id
where article_facts.meanings_key is distinct from new_article_facts.meanings_key
union
from figured_articles;

create or replace temp table wanted_articles as
from quoting_articles
union
select article_id from summaries_due
