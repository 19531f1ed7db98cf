-- What people decided of two statements, as lines of a list that brings it about in any database of the same articles.
select
    statement_decisions.decision,
    statement_decisions.statement_a as statement,
    statement_decisions.statement_b as other,
    statement_decisions.reason,
    statement_decisions.surface_a as value_a,
    statement_decisions.surface_b as value_b,
    statement_decisions.decision_id,
    statement_decisions.decided_at,
    one.label as article_label_a,
    other.label as article_label_b
from statement_decisions
left join article_facts as one on one.article_id = statement_decisions.article_a
left join article_facts as other on other.article_id = statement_decisions.article_b
order by
    statement_decisions.decided_at desc,
    statement_decisions.decision_id
