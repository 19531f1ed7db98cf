-- What figures sentences about an entity state: contradicted ones first, then those of most texts, money before counts.
-- The rows are those of report_figures_by_entity, which looks into the figures of all entities whichever is asked for:
-- 1.7 s of CPU for one of 27 figures at 101,340 articles; this takes .16, as one pass finds the entity's statements and
-- all else is read of them alone.
with
own as (
    select entity_id
    from entity_facts
    where resolved_entity_id = $id
),
naming as materialized (
    select
        statements.rowid as place,
        bool_or(statements.entity_ids[1] = own.entity_id) as is_nearest
    from statements
    cross join own
    where
        list_contains(statements.entity_ids, own.entity_id)
        and statements.kind in ('money', 'percent', 'quantity', 'duration', 'age', 'score')
        and statements.zone in ('headline', 'standfirst', 'body')
    group by statements.rowid
),
stated as materialized (
    select
        statements.statement_id,
        statements.revision_id,
        article_facts.article_id,
        article_facts.story_id,
        article_facts.text_id,
        article_facts.published_day,
        article_facts.outlet_name,
        article_facts.label,
        statements.kind,
        statements.surface,
        statements.counted,
        statements.field,
        statements.span_start,
        statements.span_end,
        statements.sentence_start,
        statements.sentence_end,
        naming.is_nearest,
        figure_key(
            statements.kind, statements.amount, statements.amount_high,
            statements.unit, statements.value_text, statements.counted
        ) as figure
    from statements
    join naming on naming.place = statements.rowid
    join article_facts on article_facts.revision_id = statements.revision_id
    where statements.rowid in (select unnest((select list(place) from naming)))
),
members as materialized (
    select story_id, statement_id, group_id, value_key
    from statement_members
    where story_id in (select story_id from stated)
),
measured as (
    select
        members.story_id,
        figure_key(
            statements.kind, statements.amount, statements.amount_high,
            statements.unit, statements.value_text, statements.counted
        ) as figure,
        min({'group_id': members.group_id, 'value_key': members.value_key}) as measure
    from members
    join statements on statements.statement_id = members.statement_id
    group by
        members.story_id,
        figure
),
figures as materialized (
    select
        stated.story_id,
        bool_or(stated.is_nearest) as is_nearest,
        count(distinct stated.text_id) as text_count,
        arg_min(stated.statement_id, (stated.published_day is null, stated.published_day, stated.article_id, stated.field, stated.span_start)) as first_id,
        any_value(measured.measure.group_id) as group_id,
        any_value(measured.measure.value_key) as value_key
    from stated
    left join measured on measured.story_id = stated.story_id and measured.figure = stated.figure
    group by
        stated.story_id,
        coalesce(stated.story_id, stated.article_id),
        coalesce(measured.measure.group_id || measured.measure.value_key, stated.figure::varchar)
),
sided as materialized (
    select
        figures.first_id,
        contrasts.contrast_id,
        contrasts.verdict,
        if(contrasts.value_key_a = figures.value_key, contrasts.statement_b, contrasts.statement_a) as other_id
    from figures
    join statement_contrasts as contrasts
        on contrasts.group_id = figures.group_id
        and figures.value_key in (contrasts.value_key_a, contrasts.value_key_b)
    where contrasts.verdict in ('conflict', 'differs', 'stale')
),
contradicted as (
    select
        sided.first_id,
        list(other.surface || ' (' || sided.verdict || ')' order by sided.contrast_id) as others
    from sided
    join statements as other on other.statement_id = sided.other_id
    group by sided.first_id
),
shown as materialized (
    select
        figures.text_count,
        figures.is_nearest,
        first.* exclude (is_nearest),
        coalesce(contradicted.others, []) as contradicted_by
    from figures
    join stated as first on first.statement_id = figures.first_id
    left join contradicted on contradicted.first_id = figures.first_id
    order by
        len(contradicted_by) = 0,
        figures.text_count desc,
        figures.is_nearest desc,
        list_position(['money', 'percent'], first.kind) nulls last,
        first.published_day desc nulls last,
        first.article_id,
        first.surface
    limit $limit
),
texts as (
    select
        revision_id,
        title,
        text
    from revisions
    where rowid in (select unnest((select list(rowid) from revisions where revision_id in (select revision_id from shown))))
)
select
    shown.surface as value,
    shown.counted,
    shown.published_day as first_known_day,
    coalesce(shown.outlet_name, 'unknown') as first_outlet_name,
    shown.article_id as first_article_id,
    shown.label as first_article_label,
    cut_sentence(
        case shown.field when 'title' then texts.title else texts.text end,
        shown.sentence_start,
        shown.sentence_end,
        shown.span_start,
        shown.span_end
    ) as sentence,
    shown.contradicted_by,
    shown.text_count
from shown
join texts on texts.revision_id = shown.revision_id
order by
    len(shown.contradicted_by) = 0,
    shown.text_count desc,
    shown.is_nearest desc,
    list_position(['money', 'percent'], shown.kind) nulls last,
    shown.published_day desc nulls last,
    shown.article_id,
    shown.surface
