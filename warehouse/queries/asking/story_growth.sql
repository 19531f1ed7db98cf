-- One row per story with an article in the window: its articles and outlets of the window and of the one before it,
-- and those of the window over those before, which count as one article of one outlet at least.
select
    story_id,
    count(*) filter (where {now}) as window_article_count,
    count(distinct outlet_id) filter (where {now}) as window_outlet_count,
    count(*) filter (where {before}) as earlier_article_count,
    count(distinct outlet_id) filter (where {before}) as earlier_outlet_count,
    (window_article_count + window_outlet_count)
        / greatest(earlier_article_count + earlier_outlet_count, 2) as growth
from article_facts
where story_id is not null and (({now}) or ({before}))
group by story_id
having window_article_count > 0
