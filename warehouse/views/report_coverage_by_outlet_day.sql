-- One row per outlet and day of publication (UTC); unknown outlets and unknown days are rows of their own.
create or replace view report_coverage_by_outlet_day as
select
    outlet_id,
    coalesce(any_value(outlet_name), 'unknown') as outlet_name,
    published_day,
    coalesce(cast(published_day as varchar), 'unknown') as day_name,
    count(*) as article_count,
    count(distinct text_id) as text_count,
    count(distinct story_id) as story_count,
    count(*) filter (where reuse <> 'own') as reused_article_count,
    count(*) filter (where verdict = 'partial') as partial_article_count,
    cast(sum(word_count) as bigint) as word_count
from article_facts
group by outlet_id, published_day;

comment on view report_coverage_by_outlet_day is 'One row per outlet and day of publication (UTC).';
comment on column report_coverage_by_outlet_day.outlet_id is 'Publisher; null where unknown';
comment on column report_coverage_by_outlet_day.outlet_name is 'Name of the publisher, or unknown';
comment on column report_coverage_by_outlet_day.published_day is 'Day of publication; null where unknown';
comment on column report_coverage_by_outlet_day.day_name is 'Day of publication in words: 2025-06-13, or unknown';
comment on column report_coverage_by_outlet_day.article_count is 'Articles';
comment on column report_coverage_by_outlet_day.text_count is 'Distinct texts: copies count once';
comment on column report_coverage_by_outlet_day.story_count is 'Stories covered';
comment on column report_coverage_by_outlet_day.reused_article_count is 'Articles that are verbatim, edited or partial copies';
comment on column report_coverage_by_outlet_day.partial_article_count is 'Articles of which only a part was open to read';
comment on column report_coverage_by_outlet_day.word_count is 'Words of the articles';
