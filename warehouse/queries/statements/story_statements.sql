-- One row per statement in the running text of the compared revisions.
-- Headings and headlines are left out, as for figures.
select
    compared_revisions.story_id,
    compared_statements.*
from compared_revisions
join compared_statements using (revision_id)
