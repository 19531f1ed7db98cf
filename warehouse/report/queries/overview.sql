-- One row: how much there is.
with
mention_counts as materialized (
    select
        count(*) as mention_count,
        count(distinct entity_id) as entity_count
    from base_mention_facts
)
select
    count(*) as article_count,
    count(distinct text_id) as text_count,
    count(distinct story_id) as story_count,
    count(distinct outlet_id) as outlet_count,
    count(*) filter (where outlet_id is null) as articles_without_outlet_count,
    count(*) filter (where published_day is null) as articles_without_date_count,
    min(published_day) as first_known_day,
    max(published_day) as last_known_day,
    (select mention_count from mention_counts) as mention_count,
    (select entity_count from mention_counts) as entity_count,
    (select count(*) from quote_facts) as quote_count,
    (select count(*) from report_copy_pairs) as copy_pair_count
from base_articles
