-- One row: what passes in the window and in the one before it.
select
    count(*) filter (where is_now) as article_count,
    count(distinct text_id) filter (where is_now) as text_count,
    count(distinct outlet_id) filter (where is_now) as outlet_count,
    count(distinct story_id) filter (where is_now) as story_count,
    count(*) filter (where is_now and outlet_id is null) as articles_without_outlet_count,
    count(*) filter (where not is_now) as earlier_article_count,
    count(distinct text_id) filter (where not is_now) as earlier_text_count,
    count(distinct outlet_id) filter (where not is_now) as earlier_outlet_count,
    count(distinct story_id) filter (where not is_now) as earlier_story_count
from digest_articles
where is_asked
