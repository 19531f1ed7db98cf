-- The articles of a story by day; copies say of which text they are.
select
    article_id,
    published_day,
    article_label,
    outlet_id,
    outlet_name,
    reuse,
    is_central,
    word_count,
    canonical_url
from base_story_articles
where story_id = $id
order by
    published_day nulls last,
    published_at nulls last,
    article_id
limit $limit
