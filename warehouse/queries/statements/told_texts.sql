-- The texts of given stories as they stand now, in a table of this connection: each is unpacked once, for all sentences.
create or replace temp table told_texts as
select
    revision_id,
    title,
    text
from revisions
where rowid in (
    select unnest((
        select list(rowid)
        from revisions
        where revision_id in (select revision_id from article_facts where story_id in (select unnest($story_ids)))
    ))
)
