-- At most five outlets whose name, domain or id is most like the words.
select outlet_name
from (
    select distinct
        outlet_name,
        greatest(
            jaro_winkler_similarity(lower(outlet_name), lower($words)),
            jaro_winkler_similarity(lower(outlet_id), lower($words))
        ) as likeness
    from article_facts
    where outlet_id is not null
)
where likeness >= 0.6
order by
    likeness desc,
    outlet_name
limit 5
