-- Revisions that speak for those of the given articles in which other mentions than the stored ones are furniture.
with
stored as (
    from furniture_mentions
    where article_id in (select unnest($1))
),
differing as (
    select article_id from (from stored except from placed_mentions)
    union
    select article_id from (from placed_mentions except from stored)
)
select articles.revision_id
from articles
semi join differing using (article_id)
