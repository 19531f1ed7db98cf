-- The texts of the revisions that are shown, with the spans of their quotations.
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
where revisions.revision_id in (select revision_id from shown)
