-- What was dropped, and why.
select
    stage,
    reason,
    rejection_count,
    round(share, 3) as share,
    last_seen_at,
    latest_location,
    latest_detail
from report_rejections
order by rejection_count desc
limit $limit
