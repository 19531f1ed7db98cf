-- Mentions with their sentences, of one kind where given, those of the latest articles first. The texts of those
-- listed only are read, by row: see shown_texts.sql. Joined with base_mentions the list took 3.0 s at 11,256 articles.
with
listed as materialized (
    select
        *,
        row_number() over () as position
    from (
        select *
        from base_mention_facts
        where ($kind is null or kind = $kind) and {among} and {conditions}
        order by
            {order}
            published_day desc nulls last,
            article_id,
            field desc,
            span_start,
            mention_id
        limit $limit
    )
),
texts as (
    select
        revision_id,
        title,
        text
    from revisions
    where rowid in (select unnest((select list(rowid) from revisions where revision_id in (select revision_id from listed))))
)
select
    listed.kind,
    listed.entity_id,
    listed.entity_name,
    listed.surface,
    listed.amount,
    listed.amount_high,
    listed.unit,
    listed.date_start,
    listed.date_end,
    listed.value_text,
    listed.zone,
    listed.article_id,
    cut_sentence(
        case listed.field when 'title' then texts.title else texts.text end,
        listed.sentence_start,
        listed.sentence_end,
        listed.span_start,
        listed.span_end
    ) as sentence
from listed
join texts on texts.revision_id = listed.revision_id
order by listed.position
