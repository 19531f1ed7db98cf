-- Values that came or went between two revisions of an article of a story, the latest change first.
select
    change,
    value,
    kind,
    first_seen_at,
    changed_by,
    article_id,
    article_label,
    sentence
from report_changed_statements
where story_id = $id
order by
    first_seen_at desc,
    article_label,
    change,
    value
limit $limit
