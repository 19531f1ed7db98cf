-- One row per source: what it was expected to announce, what it did, and whether it fell silent.
-- A source is stale if more than 7 entries were due since its last new one at its own rate (by chance that happens
-- once in a thousand times) and the silence is longer than any in the five weeks before, so that a weekend does not count.
create or replace view report_source_health as
with
entry_times as (
    select
        source_id,
        first_seen_at,
        count(*) as entry_count,
        count(*) filter (where state = 'due') as due_count,
        count(*) filter (where state = 'failed') as failed_count,
        count(*) filter (where state = 'given_up') as given_up_count,
        epoch(first_seen_at)
            - epoch(lag(first_seen_at) over (partition by source_id order by first_seen_at)) as gap_seconds,
        max(first_seen_at) over (partition by source_id) as last_new_entry_at,
        min(first_seen_at) over (partition by source_id) as first_new_entry_at
    from entries
    group by source_id, first_seen_at
),
entry_counts as (
    select
        source_id,
        any_value(first_new_entry_at) as first_new_entry_at,
        any_value(last_new_entry_at) as last_new_entry_at,
        cast(sum(entry_count) as bigint) as entry_count,
        cast(sum(due_count) as bigint) as due_count,
        cast(sum(failed_count) as bigint) as failed_count,
        cast(sum(given_up_count) as bigint) as given_up_count,
        -- The first poll brings what had piled up before; only what came after it shows a rate.
        sum(entry_count) filter (
            where first_seen_at > first_new_entry_at and first_seen_at > last_new_entry_at - interval 35 days
        ) as rate_entry_count,
        max(gap_seconds) filter (where first_seen_at > last_new_entry_at - interval 35 days) as longest_gap_seconds
    from entry_times
    group by source_id
),
source_rates as (
    select
        sources.*,
        entry_counts.* exclude (source_id, last_new_entry_at),
        entry_counts.last_new_entry_at as latest_entry_at,
        case
            when entry_counts.rate_entry_count >= 10
                and entry_counts.last_new_entry_at >= entry_counts.first_new_entry_at + interval 2 days
                then entry_counts.rate_entry_count * 86400
                    / least(
                        epoch(entry_counts.last_new_entry_at) - epoch(entry_counts.first_new_entry_at),
                        35 * 86400
                    )
        end as expected_per_day,
        (epoch(sources.last_succeeded_at) - epoch(entry_counts.last_new_entry_at)) / 86400 as silent_days
    from sources
    left join entry_counts on entry_counts.source_id = sources.source_id
),
recent_entries as (
    select
        entries.source_id,
        count(*) as recent_entry_count
    from entries
    join sources on sources.source_id = entries.source_id
    where entries.first_seen_at > sources.last_succeeded_at - interval 7 days
    group by entries.source_id
),
judged_sources as (
    select
        source_rates.*,
        coalesce(recent_entries.recent_entry_count, 0) as recent_entry_count,
        coalesce(
            source_rates.kind in ('feed', 'sitemap', 'urls', 'page')
            and source_rates.silent_days >= 1
            and source_rates.silent_days * source_rates.expected_per_day > 7
            and source_rates.silent_days * 86400 > coalesce(source_rates.longest_gap_seconds, 0),
            false
        ) as is_stale
    from source_rates
    left join recent_entries on recent_entries.source_id = source_rates.source_id
)
select
    judged_sources.source_id,
    judged_sources.name,
    judged_sources.kind,
    judged_sources.location,
    coalesce(outlets.name, outlets.domain, judged_sources.outlet_id, 'unknown') as outlet_name,
    case
        when judged_sources.state <> 'active' then judged_sources.state
        when judged_sources.is_stale then 'stale'
        when judged_sources.kind in ('feed', 'sitemap', 'urls', 'page') and judged_sources.expected_per_day is null
            then 'unproven'
        else 'ok'
    end as health,
    judged_sources.is_stale,
    coalesce(judged_sources.entry_count, 0) as entry_count,
    judged_sources.recent_entry_count,
    round(judged_sources.recent_entry_count / 7, 2) as observed_per_day,
    round(judged_sources.expected_per_day, 2) as expected_per_day,
    round(judged_sources.silent_days, 2) as silent_days,
    coalesce(judged_sources.due_count, 0) as due_count,
    coalesce(judged_sources.failed_count, 0) as failed_count,
    coalesce(judged_sources.given_up_count, 0) as given_up_count,
    judged_sources.latest_entry_at,
    judged_sources.last_polled_at,
    judged_sources.last_succeeded_at,
    judged_sources.next_poll_at,
    judged_sources.failure_count,
    judged_sources.last_error
from judged_sources
left join outlets on outlets.outlet_id = judged_sources.outlet_id;

comment on view report_source_health is 'One row per source: what it was expected to announce, what it did, whether it fell silent.';
comment on column report_source_health.source_id is 'Source';
comment on column report_source_health.name is 'Name for people';
comment on column report_source_health.kind is 'feed, sitemap, urls, page, folder, warc, jsonl, csv or parquet';
comment on column report_source_health.location is 'URL or path';
comment on column report_source_health.outlet_name is 'Name of the publisher, or unknown';
comment on column report_source_health.health is 'ok, stale, unproven (too little seen to expect anything), failing, gone or paused';
comment on column report_source_health.is_stale is 'It fell silent: more was due at its own rate, and it was never silent for so long';
comment on column report_source_health.entry_count is 'Entries announced in all';
comment on column report_source_health.recent_entry_count is 'Entries new in the 7 days before it last answered';
comment on column report_source_health.observed_per_day is 'The same a day';
comment on column report_source_health.expected_per_day is 'New entries a day in the 5 weeks before its latest; null where fewer than 10 in 2 days were seen';
comment on column report_source_health.silent_days is 'Days from its latest new entry to its last answer';
comment on column report_source_health.due_count is 'Entries that wait to be fetched';
comment on column report_source_health.failed_count is 'Entries that failed and are tried again';
comment on column report_source_health.given_up_count is 'Entries given up';
comment on column report_source_health.latest_entry_at is 'When it last announced something new';
comment on column report_source_health.last_polled_at is 'When it was asked last';
comment on column report_source_health.last_succeeded_at is 'When it last answered';
comment on column report_source_health.next_poll_at is 'When it is due again';
comment on column report_source_health.failure_count is 'Failures since the last success';
comment on column report_source_health.last_error is 'What the last failure was';
