-- One row per stage and reason shown.
select
    report_rejections.*,
    count(*) over () as reason_total
from report_rejections
order by
    stage_number,
    rejection_count desc,
    reason
limit $limit
