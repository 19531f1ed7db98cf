-- The articles that the filters let pass, in the order in which their mentions are listed.
select article_id
from article_facts
where {naming} and {conditions}
order by
    published_day desc nulls last,
    article_id
limit $most
