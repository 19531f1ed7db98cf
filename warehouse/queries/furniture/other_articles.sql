-- Revisions that speak for those of the given articles in which other mentions than the stored ones are furniture, and
-- whether all of these are names.
with
stored as (
    from furniture_mentions
    where article_id in (select unnest($1))
),
differing as (
    select mention_id, article_id from (from stored except from placed_mentions)
    union
    select mention_id, article_id from (from placed_mentions except from stored)
),
told as (
    select
        mention_id,
        kind
    from mentions
    where article_id in (select unnest($1))
)
select
    articles.revision_id,
    bool_and(coalesce(told.kind not in ('money', 'percent', 'quantity'), false)) as are_names_alone
from articles
join differing on differing.article_id = articles.article_id
left join told on told.mention_id = differing.mention_id
group by articles.revision_id
