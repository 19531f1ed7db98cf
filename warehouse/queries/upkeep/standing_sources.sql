-- How each source that is asked or listed stands.
select
    name,
    state,
    last_succeeded_at,
    last_error,
    kind
from sources
where kind in ('feed', 'sitemap', 'page', 'urls')
order by name
