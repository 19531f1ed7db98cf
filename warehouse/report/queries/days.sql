-- One row per day of publication.
select
    published_day,
    count(*) as article_count,
    count(*) filter (where reuse <> 'own') as reused_article_count
from base_articles
group by published_day
order by published_day nulls last
