-- What an article states, with where the sentences stand: its text is read once for all parts of the page.
select
    statements.surface,
    statements.kind,
    statements.counted,
    statements.qualifier,
    {
        'kept': null::varchar,
        'revision_id': statements.revision_id,
        'field': statements.field,
        'begin': greatest(statements.sentence_start, statements.span_start - 1000),
        'end': least(statements.sentence_end, statements.span_end + 1000)
    } as sentence
from statements
where
    statements.article_id = $id
    and statements.revision_id in (select revision_id from article_facts where article_id = $id)
order by
    statements.field desc,
    statements.span_start
limit $limit
