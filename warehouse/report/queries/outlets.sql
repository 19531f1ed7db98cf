-- One row per article shown of each outlet shown, the latest first; articles without a known outlet come last.
with
ranked_outlets as (
    select
        *,
        max(article_count) over () as top_article_count,
        count(*) over () as outlet_total,
        row_number() over (order by outlet_id is null, article_count desc, outlet_name, outlet_id) as outlet_number
    from report_reuse_by_outlet
    qualify outlet_number <= $limit or outlet_id is null
)
select
    ranked_outlets.*,
    base_articles.label as article_label,
    base_articles.canonical_url,
    base_articles.published_day,
    base_articles.reuse
from ranked_outlets
join base_articles on base_articles.outlet_id is not distinct from ranked_outlets.outlet_id
qualify row_number() over (
    partition by ranked_outlets.outlet_number
    order by base_articles.published_day desc nulls last, base_articles.label, base_articles.article_id
) <= $articles
order by
    ranked_outlets.outlet_number,
    base_articles.published_day desc nulls last,
    base_articles.label,
    base_articles.article_id
