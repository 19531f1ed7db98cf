-- What a pinned copy is of: its last run that did anything, how much it holds, and the days that it covers.
with
last_run as (
    select
        run_id,
        started_at,
        code_version,
        config_hash
    from runs
    where outcome is distinct from 'skipped'
    order by run_number desc nulls last
    limit 1
)
select
    (select run_id from last_run) as run_id,
    (select strftime(timezone('UTC', started_at), '%Y-%m-%dT%H:%M:%S+00:00') from last_run) as run_began_at,
    (select code_version from last_run) as run_code_version,
    (select config_hash from last_run) as settings_hash,
    {
        'articles': (select count(*) from articles),
        'outlets': (select count(distinct outlet_id) from articles),
        'distinct texts': (select count(*) from texts),
        'stories': (select count(*) from stories),
        'mentions': (select count(*) from mentions),
        'quotes': (select count(*) from quotes),
        'statements': (select count(*) from statements)
    } as counts,
    (select min(published_date)::varchar from base_articles) as first_day,
    (select max(published_date)::varchar from base_articles) as last_day
