-- The articles that the filters let pass, in the order in which their mentions are listed, and how many mentions of
-- what is asked for each has, those of other kinds and earlier revisions among them.
with
named as (
    select
        article_id,
        count(*) as mention_count
    from ({naming})
    group by article_id
)
select
    article_id,
    mention_count
from article_facts
join named using (article_id)
where {conditions}
order by
    published_day desc nulls last,
    article_id
limit $most
