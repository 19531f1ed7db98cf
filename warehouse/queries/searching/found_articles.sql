-- The found articles that the filters let pass, those of the latest day first.
select
    article_id,
    title,
    outlet_name,
    published_day,
    first_seen_at,
    reuse,
    story_id,
    canonical_url,
    revision_id
from article_facts
where revision_id in (select revision_id from found) and ({conditions})
order by
    {order}
    published_day desc nulls last,
    first_seen_at desc,
    article_id
limit $limit
offset $skipped
