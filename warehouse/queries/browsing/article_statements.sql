-- What an article states.
select
    surface,
    kind,
    counted,
    qualifier,
    sentence
from base_statements
where article_id = $id
order by
    field desc,
    span_start
limit $limit
