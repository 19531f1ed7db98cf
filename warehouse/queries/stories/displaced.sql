-- Pairs that are nearest to neither end, of those of which the nearest of an end changed.
create or replace temp table story_displaced as
with left_by_one as (
    select article_a, article_b, date_a, date_b, nearness, article_b as other_id
    from story_pairs
    join story_nearer on article_a = article_id
    where nearness < least and {near_a}
    union
    select article_a, article_b, date_a, date_b, nearness, article_a as other_id
    from story_pairs
    join story_nearer on article_b = article_id
    where nearness < least and {near_b}
)
select distinct article_a, article_b, date_a, date_b
from left_by_one
join story_nearest on other_id = article_id
where nearness < least
