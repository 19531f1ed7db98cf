-- Title, text and quotations of the wanted revisions, by number.
select
    wanted_revisions.number,
    revisions.revision_id,
    revisions.title,
    revisions.text,
    quoted.quotes
from wanted_revisions
join revisions on revisions.revision_id = wanted_revisions.revision_id
left join (
    select revision_id, list(surface order by field desc, span_start) as quotes
    from quotes
    where revision_id in (select revision_id from wanted_revisions)
    group by revision_id
) as quoted on quoted.revision_id = wanted_revisions.revision_id
order by wanted_revisions.number
