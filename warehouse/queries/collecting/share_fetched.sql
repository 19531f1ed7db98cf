-- Let entries have the body that another source's entry of the same location has.
update entries
set
    state = 'fetched',
    raw_id = fetched.raw_id,
    loaded_article_id = fetched.loaded_article_id,
    reason = 'fetched for another source'
from (
    select
        location,
        max(raw_id) as raw_id,
        arg_max(loaded_article_id, raw_id) as loaded_article_id
    from entries
    where state = 'fetched'
        and raw_id is not null
    group by location
) as fetched
where entries.location = fetched.location
    and entries.state in ('due', 'failed')
    and entries.raw_id is null
