-- How each source stands in the published database, none where there is no database, by source id.
select
    source_id,
    count(*),
    count(*) filter (where state in ('due', 'failed'))
from entries
group by source_id
