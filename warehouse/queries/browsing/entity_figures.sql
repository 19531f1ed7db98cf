-- What figures sentences about an entity state: contradicted ones first, then those of most texts, money before counts.
with
shown as materialized (
    select *
    from report_figures_by_entity
    where entity_id = $id
    order by
        len(contradicted_by) = 0,
        text_count desc,
        is_nearest desc,
        list_position(['money', 'percent'], kind) nulls last,
        first_known_day desc nulls last,
        first_article_id,
        value
    limit $limit
),
first as materialized (
    select *
    from statements
    where statement_id in (select first_statement_id from shown)
),
texts as (
    select
        revision_id,
        title,
        text
    from revisions
    where rowid in (select unnest((select list(rowid) from revisions where revision_id in (select revision_id from first))))
)
select
    shown.value,
    shown.counted,
    shown.first_known_day,
    shown.first_outlet_name,
    shown.first_article_id,
    shown.first_article_label,
    cut_sentence(
        case first.field when 'title' then texts.title else texts.text end,
        first.sentence_start,
        first.sentence_end,
        first.span_start,
        first.span_end
    ) as sentence,
    list_transform(shown.contradicted_by, lambda each: each.value || ' (' || each.verdict || ')') as contradicted_by,
    shown.text_count
from shown
join first on first.statement_id = shown.first_statement_id
join texts on texts.revision_id = first.revision_id
order by
    len(shown.contradicted_by) = 0,
    shown.text_count desc,
    shown.is_nearest desc,
    list_position(['money', 'percent'], shown.kind) nulls last,
    shown.first_known_day desc nulls last,
    shown.first_article_id,
    shown.value
