-- One row per publisher and line that it prints above or below many articles.
create or replace view report_repeated_lines as
with cut_lines as (
    select
        articles.outlet_id,
        removed_spans.surface,
        count(distinct articles.article_id) as article_count
    from removed_spans
    join articles using (revision_id)
    where removed_spans.reason = 'repeated_line'
    group by articles.outlet_id, removed_spans.surface
)

select
    repeated_lines.outlet_id,
    outlets.name as outlet_name,
    repeated_lines.surface,
    repeated_lines.text_count,
    repeated_lines.day_count,
    coalesce(cut_lines.article_count, 0) as cut_article_count
from repeated_lines
left join outlets using (outlet_id)
left join cut_lines using (outlet_id, surface);

comment on view report_repeated_lines is 'One row per publisher and line that it prints above or below many articles.';
comment on column report_repeated_lines.outlet_id is 'Publisher';
comment on column report_repeated_lines.outlet_name is 'Its name';
comment on column report_repeated_lines.surface is 'The line';
comment on column report_repeated_lines.text_count is 'Different texts of the publisher''s sample that it stands in';
comment on column report_repeated_lines.day_count is 'Days that they are of';
comment on column report_repeated_lines.cut_article_count is 'Articles that it was cut from, in these very words';
