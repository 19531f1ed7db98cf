-- What the texts of given stories state as they stand now, in a table of this connection: found by one pass over the ids
-- of the statements' revisions, all else is read of those rows alone. At 101,340 articles (2.5 million statements) it
-- takes .04 s of CPU, where each list that is made of it took .15 to .4 by a join of its own.
create or replace temp table told as
with
own as materialized (
    select
        story_id,
        article_id,
        text_id,
        revision_id,
        label,
        outlet_id,
        outlet_name,
        published_day
    from article_facts
    where story_id in (select unnest($story_ids))
),
found as materialized (
    select
        statement_id,
        revision_id,
        kind,
        zone,
        amount,
        amount_high,
        unit,
        value_text,
        surface,
        counted,
        qualifier,
        entity_ids,
        field,
        sentence_start,
        sentence_end,
        span_start,
        span_end
    from statements
    where rowid in (
        select unnest((select list(rowid) from statements where revision_id in (select revision_id from own)))
    )
    union all by name
    select
        statement_id,
        revision_id,
        kind,
        surface,
        field,
        sentence_start,
        sentence_end,
        span_start,
        span_end
    from spelled_names
    where revision_id in (select revision_id from own)
)
select
    own.*,
    found.* exclude (revision_id)
from found
join own on own.revision_id = found.revision_id
