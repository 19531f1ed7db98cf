-- One row per decision of people about two statements of these stories.
select
    one.story_id,
    statement_decisions.decision,
    statement_decisions.kind,
    statement_decisions.statement_a,
    statement_decisions.value_key_a,
    statement_decisions.counted_a,
    statement_decisions.statement_b,
    statement_decisions.value_key_b,
    statement_decisions.counted_b,
    statement_decisions.reason
from statement_decisions
join story_members as one on one.article_id = statement_decisions.article_a
join story_members as other
    on other.article_id = statement_decisions.article_b and other.story_id = one.story_id
where one.story_id in (select unnest($stories))
order by
    one.story_id,
    statement_decisions.decision_id
