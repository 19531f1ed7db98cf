-- At most five names of the watchlist that are most like the words.
select entity_name
from entity_facts
where entity_origin = 'watchlist'
group by entity_name
order by
    max(jaro_winkler_similarity(strip_accents(lower(entity_name)), strip_accents(lower($words)))) desc,
    entity_name
limit 5
