-- The articles that name an entity by day of publication.
select
    published_day,
    count(*) as article_count,
    count(*) filter (where reuse <> 'own') as reused_article_count
from naming_articles
group by published_day
