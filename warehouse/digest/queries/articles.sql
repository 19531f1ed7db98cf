-- One row per article of a window, whoever it names; is_asked where the filters let it pass.
select
    article_id,
    revision_id,
    story_id,
    text_id,
    reuse,
    outlet_id,
    outlet_name,
    label as article_label,
    canonical_url,
    published_day,
    first_seen_at,
    coalesce({asked}, false) as is_asked,
    $is_now as is_now
from article_facts
where {heard}
