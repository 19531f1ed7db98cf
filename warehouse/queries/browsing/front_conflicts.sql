-- Values of one measure on which texts differ, those of the stories seen last first.
select
    statement_contrasts.story_id,
    stories.title as story_title,
    one.surface as value_a,
    other.surface as value_b,
    statement_contrasts.reason
from statement_contrasts
join story_summaries on story_summaries.story_id = statement_contrasts.story_id
join stories on stories.story_id = statement_contrasts.story_id
join base_compared as one on one.statement_id = statement_contrasts.statement_a
join base_compared as other on other.statement_id = statement_contrasts.statement_b
where statement_contrasts.verdict in ('conflict', 'differs', 'stale')
order by
    one.kind = 'spelling',
    story_summaries.last_seen_at desc,
    statement_contrasts.contrast_id
limit $limit
