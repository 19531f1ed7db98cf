-- Sentences that name an entity, one an article, the latest articles first; their texts only are read.
with
naming as (
    select article_facts.article_id
    from article_entities
    join article_facts on article_facts.article_id = article_entities.article_id
    where article_entities.entity_id = $id
    order by
        article_facts.published_day desc nulls last,
        article_facts.article_id
    limit $limit
),
named as (
    select *
    from base_mention_facts
    where article_id in (select article_id from naming) and entity_id = $id and is_coverage
    qualify row_number() over (partition by article_id order by field, span_start) = 1
),
texts as (
    select
        revision_id,
        title,
        text
    from revisions
    where rowid in (select unnest((select list(rowid) from revisions where revision_id in (select revision_id from named))))
)
select
    named.article_id,
    named.published_day,
    named.article_label,
    named.outlet_name,
    named.surface,
    cut_sentence(
        case named.field when 'title' then texts.title else texts.text end,
        named.sentence_start,
        named.sentence_end,
        named.span_start,
        named.span_end
    ) as sentence
from named
join texts on texts.revision_id = named.revision_id
order by
    named.published_day desc nulls last,
    named.article_id
