-- What each revision of an article changed.
select
    revision_number,
    first_seen_at,
    changed_by,
    is_accepted,
    title,
    added_sentences,
    removed_sentences
from report_revisions
where article_id = $id
order by revision_number
limit $limit
