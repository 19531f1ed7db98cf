-- Of each source that is a sitemap, the addresses asked for it and when each last answered.
select
    source_id,
    url,
    max(requested_at)
from fetches
where source_id in (select unnest(?))
    and entry_id is null
    and outcome = 'ok'
group by all
