-- One row per article shown of each text shown that has copies.
with
shown_texts as (
    select
        text_id,
        article_count,
        representative_label,
        origin_name,
        origin_reason,
        count(*) over () as text_total,
        row_number() over (order by article_count desc, last_known_day desc nulls last, text_id) as text_number
    from report_text_groups
    where article_count > 1
    qualify text_number <= $limit
)
select
    shown_texts.*,
    base_articles.article_id,
    base_articles.label as article_label,
    base_articles.canonical_url,
    coalesce(base_articles.outlet_name, 'unknown') as outlet_name,
    base_articles.published_day,
    base_articles.reuse
from shown_texts
join base_articles on base_articles.text_id = shown_texts.text_id
qualify row_number() over (
    partition by shown_texts.text_id
    order by
        base_articles.published_day nulls last,
        base_articles.published_at nulls last,
        base_articles.article_id
) <= $articles
order by
    shown_texts.text_number,
    base_articles.published_day nulls last,
    base_articles.published_at nulls last,
    base_articles.article_id
