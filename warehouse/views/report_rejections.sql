-- One row per stage and reason that something was dropped for.
create or replace view report_rejections as
select
    case stage
        when 'discover' then 1
        when 'fetch' then 2
        when 'read' then 3
        when 'extract' then 4
        when 'mentions' then 5
        when 'match' then 6
        when 'load' then 7
        else 8
    end as stage_number,
    stage,
    reason,
    count(*) as rejection_count,
    count(distinct source_id) as source_count,
    count(*) / sum(count(*)) over () as share,
    min(first_seen_at) as first_seen_at,
    max(first_seen_at) as last_seen_at,
    first(location order by first_seen_at desc, rejection_id) as latest_location,
    first(detail order by first_seen_at desc, rejection_id) as latest_detail
from rejections
group by stage, reason;

comment on view report_rejections is 'One row per stage and reason that something was dropped for.';
comment on column report_rejections.stage_number is 'Order of the stages, from 1';
comment on column report_rejections.stage is 'discover, fetch, read, extract, mentions, match or load';
comment on column report_rejections.reason is 'Why it was dropped';
comment on column report_rejections.rejection_count is 'Things dropped';
comment on column report_rejections.source_count is 'Sources that they came from, where known';
comment on column report_rejections.share is 'Part of all things dropped, 0 to 1';
comment on column report_rejections.first_seen_at is 'When the first was dropped';
comment on column report_rejections.last_seen_at is 'When the latest was dropped';
comment on column report_rejections.latest_location is 'URL or path of the latest';
comment on column report_rejections.latest_detail is 'What else is known of the latest';
