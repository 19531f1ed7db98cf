-- What was cut out of the current revision of an article.
select
    removed_spans.reason,
    removed_spans.surface
from articles
join removed_spans on removed_spans.revision_id = articles.revision_id
where articles.article_id = $id
order by removed_spans.position
limit $limit
