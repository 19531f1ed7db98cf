-- One row per statement in the running text of the compared revisions.
-- Headings and headlines are left out, as for figures.
select
    compared_revisions.story_id,
    statements.*
from compared_revisions
join statements using (revision_id)
where statements.field = 'text' and statements.zone in ('standfirst', 'body')
