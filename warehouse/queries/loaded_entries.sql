-- The ids of those entries that are stored with the same body and became an article with it.
select
    wanted.entry_id
from (
    select
        unnest(?) as entry_id,
        unnest(?) as raw_id
) as wanted
semi join (
    select
        entry_id,
        raw_id
    from entries
    where loaded_article_id is not null
) as loaded using (entry_id, raw_id)
