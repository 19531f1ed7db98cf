create or replace temp table story_step as
select
    article_id,
    any_value(date) as date
from (
    select article_b as article_id, date_b as date
    from story_pairs
    semi join story_step on article_a = story_step.article_id
    where score >= {tie_score} and not is_roundup and {near_a}
    union all
    select article_a, date_a
    from story_pairs
    semi join story_step on article_b = story_step.article_id
    where score >= {tie_score} and not is_roundup and {near_b}
)
anti join story_reach using (article_id)
group by article_id
