-- One row per direct quotation in the text of the compared revisions.
select
    compared_revisions.story_id,
    quotes.quote_id,
    quotes.article_id,
    quotes.revision_id,
    quotes.span_start,
    quotes.span_end,
    quotes.surface,
    quotes.speaker_entity_id
from compared_revisions
join compared_quotes as quotes using (revision_id)
where quotes.zone in ('standfirst', 'body')
order by
    compared_revisions.story_id,
    quotes.quote_id
