select
    article_id,
    story_members.story_id,
    story_members.score,
    coalesce(story_members.decided_by = 'person', false) as is_pinned,
    text_members.text_id,
    signatures.published_date - date '1970-01-01' as published_day,
    signatures.seen_date - date '1970-01-01' as seen_day
from (
    select article_id from story_near
    union
    select article_id from story_homed
)
join (
    select article_id, published_date, seen_date from story_signatures
    where {near_signed} and is_roundup is not true
) as signatures using (article_id)
left join story_homed as story_members using (article_id)
left join (
    select article_id, text_id from text_members where {near_text}
) as text_members using (article_id)
order by article_id
