-- The texts of the revisions that are shown, with the spans of their quotations. They are asked for by a list of rows, as
-- only then DuckDB 2.0 leaves the blocks of 2,048 texts packed that hold none of them: of 39 texts among 101,304 it
-- read .12 s of CPU instead of .7, by a join of rows as by one of ids.
select
    revisions.revision_id,
    revisions.title,
    revisions.text,
    quoted.title_quotes,
    quoted.text_quotes
from revisions
left join (
    select
        revision_id,
        list({'span_start': span_start, 'span_end': span_end}) filter (field = 'title') as title_quotes,
        list({'span_start': span_start, 'span_end': span_end}) filter (field = 'text') as text_quotes
    from quotes
    where revision_id in (select revision_id from shown)
    group by revision_id
) as quoted on quoted.revision_id = revisions.revision_id
where revisions.rowid in (select unnest((select list(rowid) from revisions where revision_id in (select revision_id from shown))))
