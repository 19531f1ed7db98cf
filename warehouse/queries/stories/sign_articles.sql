-- Store signature and key terms of the articles, all of them first seen since then.
create or replace temp table story_terms as
select
    term,
    bool_or(is_undated) as is_undated,
    cast(row_number() over (order by term) - 1 as integer) as place
from staged_terms
group by term
