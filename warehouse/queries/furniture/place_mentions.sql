-- Mentions of the given articles that lie wholly in a staged span, each with the piece that it lies in.
create or replace temp table placed_mentions as
select
    mentions.mention_id,
    mentions.article_id,
    min(furniture_spans.surface) as surface
from mentions
join furniture_spans
    on furniture_spans.revision_id = mentions.revision_id
    and mentions.span_start >= furniture_spans.span_start
    and mentions.span_end <= furniture_spans.span_end
where mentions.field = 'text'
    and mentions.article_id in (select unnest(?))
group by
    mentions.mention_id,
    mentions.article_id
