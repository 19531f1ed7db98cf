-- Values that came or went in a page that was read again since then, of stories with an article that passes.
select
    story_id,
    article_id,
    article_label,
    revision_id,
    change,
    value,
    sentence
from report_changed_statements
where changed_by = 'page'
    and first_seen_at >= $first_seen_since
    and story_id in (select story_id from article_facts where {passing})
order by
    first_seen_at,
    revision_id,
    change desc,
    value
