-- The quotations of an article.
select
    quote,
    speaker,
    speaker_entity_id,
    cue,
    form,
    article_count,
    text_count
from report_quotes
where article_id = $id
order by quote_id
limit $limit
