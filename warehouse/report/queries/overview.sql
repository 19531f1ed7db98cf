-- One row: how much there is.
select
    count(*) as article_count,
    count(distinct text_id) as text_count,
    count(distinct story_id) as story_count,
    count(distinct outlet_id) as outlet_count,
    count(*) filter (where outlet_id is null) as articles_without_outlet_count,
    count(*) filter (where published_day is null) as articles_without_date_count,
    min(published_day) as first_known_day,
    max(published_day) as last_known_day,
    (select count(*) from base_mentions) as mention_count,
    (select count(distinct entity_id) from base_mentions where entity_id is not null) as entity_count,
    (select count(*) from base_quotes) as quote_count,
    (select count(*) from report_copy_pairs) as copy_pair_count
from base_articles
