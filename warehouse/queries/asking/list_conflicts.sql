-- Two values of one measure in the stories that the filters let pass, in the order asked for; else those that differ
-- first, and among them those that most texts state.
select
    verdict,
    kind,
    reason,
    value_a,
    value_b,
    text_count_a,
    text_count_b,
    sentence_a,
    sentence_b,
    article_label_a,
    article_label_b,
    confidence,
    decided_by,
    contrast_id,
    story_id,
    story_title
from report_conflicts
where {conditions} and ($is_all or verdict in ('conflict', 'differs', 'stale'))
order by
    {order}
    list_position(['conflict', 'differs', 'stale', 'other_scope_or_time', 'rounding', 'compatible', 'agree'], verdict),
    kind = 'spelling',
    least(text_count_a, text_count_b) desc,
    contrast_id
limit $limit
