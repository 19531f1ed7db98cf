-- Sources that a poll since then found silent: stale at their own rate, gone for good, or without an answer for too long.
select
    source_id,
    name,
    location,
    health,
    is_stale,
    silent_days,
    expected_per_day,
    latest_entry_at,
    last_succeeded_at,
    last_error
from report_source_health
where kind in ('feed', 'sitemap', 'urls', 'page')
    and health <> 'paused'
    and last_polled_at >= $polled_since
    and (
        is_stale
        or health = 'gone'
        or last_succeeded_at < last_polled_at - $stale_hours * interval 1 hour
    )
order by
    last_polled_at,
    source_id
