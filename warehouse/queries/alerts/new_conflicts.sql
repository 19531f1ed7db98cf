-- Two values each that differ, of measures of which an article that was first seen since then states one.
with
differing as (
    select *
    from report_conflicts
    where verdict = 'differs'
        and kind <> 'spelling'
        and story_id in (select story_id from article_facts where {passing})
),
recent as (
    select distinct differing.group_id
    from differing
    join article_facts on article_facts.article_id in (differing.article_a, differing.article_b)
    where article_facts.first_seen_at >= $first_seen_since
)
select
    group_id,
    story_id,
    story_title,
    reason,
    value_a,
    value_b,
    sentence_a,
    sentence_b,
    article_label_a,
    article_label_b
from differing
where group_id in (select group_id from recent)
order by
    group_id,
    contrast_id
