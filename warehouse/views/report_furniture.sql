-- One row per publisher and piece that it prints inside text after text, with the mentions that it takes out of counts.
create or replace view report_furniture as
with taken as (
    select
        articles.outlet_id,
        furniture_mentions.surface,
        count(*) as mention_count,
        count(distinct furniture_mentions.article_id) as article_count
    from furniture_mentions
    join articles on articles.article_id = furniture_mentions.article_id
    group by
        articles.outlet_id,
        furniture_mentions.surface
)
select
    repeated_pieces.outlet_id,
    outlets.name as outlet_name,
    repeated_pieces.place,
    repeated_pieces.surface,
    repeated_pieces.text_count,
    repeated_pieces.day_count,
    coalesce(taken.mention_count, 0) as mention_count,
    coalesce(taken.article_count, 0) as article_count
from repeated_pieces
left join outlets on outlets.outlet_id = repeated_pieces.outlet_id
left join taken
    on taken.outlet_id = repeated_pieces.outlet_id
    and taken.surface = repeated_pieces.surface;

comment on view report_furniture is 'One row per publisher and piece that it prints inside text after text: what it names there is no coverage.';
comment on column report_furniture.outlet_id is 'Publisher';
comment on column report_furniture.outlet_name is 'Name of the publisher; null where unknown';
comment on column report_furniture.place is 'line (a whole line), start or end (of a line)';
comment on column report_furniture.surface is 'The words';
comment on column report_furniture.text_count is 'Different texts of the publisher''s sample that it stands in';
comment on column report_furniture.day_count is 'Days that they are of';
comment on column report_furniture.mention_count is 'Mentions that stand in it, in all articles of the publisher';
comment on column report_furniture.article_count is 'Articles with such mentions';
