-- One row per article shown of the given stories, in order of publication.
select
    story_id,
    article_id,
    article_label,
    title,
    canonical_url,
    coalesce(outlet_name, 'unknown') as outlet_name,
    published_day,
    published_at,
    reuse,
    is_central,
    word_count
from base_story_articles
where story_id in (select unnest($story_ids))
qualify row_number() over (
    partition by story_id
    order by published_day nulls last, published_at nulls last, article_label, article_id
) <= $limit
order by
    story_id,
    published_day nulls last,
    published_at nulls last,
    article_label,
    article_id
