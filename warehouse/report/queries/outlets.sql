-- One row per outlet shown; the unknown ones are a row of their own.
select
    report_reuse_by_outlet.*,
    max(article_count) over () as top_article_count,
    count(*) over () as outlet_total
from report_reuse_by_outlet
order by
    article_count desc,
    outlet_name
limit $limit
