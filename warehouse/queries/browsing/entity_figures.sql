-- What figures sentences about an entity state: contradicted ones first, then those of most texts, money before counts.
-- The rows are those of report_figures_by_entity for the articles that name the entity, of at most 25 stories: those in
-- which texts differ, then those of most texts. Whichever is asked for, the view looks into the figures of all entities
-- (1.7 s of CPU for one of 27 figures at 101,340 articles), and all stories of the commonest name took 3.7 s.
with
own as materialized (
    select list(entity_id) as ids
    from entity_facts
    where resolved_entity_id = $id
),
differing as materialized (
    select distinct story_id
    from statement_contrasts
    where verdict in ('conflict', 'differs', 'stale')
),
chosen as materialized (
    select
        coalesce(naming_articles.story_id, naming_articles.article_id) as story_key
    from naming_articles
    left join story_summaries on story_summaries.story_id = naming_articles.story_id
    group by story_key
    order by
        any_value(naming_articles.story_id) in (from differing) desc,
        coalesce(any_value(story_summaries.text_count), 1) desc,
        max(naming_articles.published_day) desc nulls last,
        story_key
    limit 25
),
told as materialized (
    select naming_articles.*
    from naming_articles
    join chosen on chosen.story_key = coalesce(naming_articles.story_id, naming_articles.article_id)
),
-- All statements of these stories, in one pass by row: what is joined with the table brings conditions of its own into
-- each pass over it, .1 s of CPU every time.
held as materialized (
    select
        statement_id,
        article_id,
        revision_id,
        entity_ids,
        kind,
        zone,
        surface,
        counted,
        amount,
        amount_high,
        unit,
        value_text,
        field,
        span_start,
        span_end,
        sentence_start,
        sentence_end
    from statements
    where rowid in (
        select unnest((
            select list(rowid)
            from statements
            where article_id in (
                select article_id from told
                union
                select article_id from article_facts where story_id in (select story_id from told)
            )
        ))
    )
),
stated as materialized (
    select
        held.statement_id,
        held.revision_id,
        told.article_id,
        told.story_id,
        told.text_id,
        told.published_day,
        told.outlet_name,
        told.label,
        held.kind,
        held.surface,
        held.counted,
        held.amount,
        held.amount_high,
        held.unit,
        held.field,
        held.span_start,
        held.span_end,
        held.sentence_start,
        held.sentence_end,
        list_contains(own.ids, held.entity_ids[1]) as is_nearest,
        figure_key(held.kind, held.amount, held.amount_high, held.unit, held.value_text, held.counted) as figure
    from held
    cross join own
    join told on told.revision_id = held.revision_id
    where
        list_has_any(held.entity_ids, own.ids)
        and held.kind in ('money', 'percent', 'quantity', 'duration', 'age', 'score')
        and held.zone in ('headline', 'standfirst', 'body')
),
members as materialized (
    select story_id, statement_id, group_id, value_key
    from statement_members
    where story_id in (select story_id from stated)
),
measured as (
    select
        members.story_id,
        figure_key(held.kind, held.amount, held.amount_high, held.unit, held.value_text, held.counted) as figure,
        min({'group_id': members.group_id, 'value_key': members.value_key}) as measure
    from members
    join held on held.statement_id = members.statement_id
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
    join held as other on other.statement_id = sided.other_id
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
)
select
    shown.surface as value,
    shown.counted,
    shown.published_day as first_known_day,
    coalesce(shown.outlet_name, 'unknown') as first_outlet_name,
    shown.article_id as first_article_id,
    shown.label as first_article_label,
    {
        'kept': null::varchar,
        'revision_id': shown.revision_id,
        'field': shown.field,
        'begin': greatest(shown.sentence_start, shown.span_start - 1000),
        'end': least(shown.sentence_end, shown.span_end + 1000)
    } as sentence,
    shown.contradicted_by,
    shown.text_count
from shown
order by
    len(shown.contradicted_by) = 0,
    shown.text_count desc,
    shown.is_nearest desc,
    list_position(['money', 'percent'], shown.kind) nulls last,
    shown.published_day desc nulls last,
    shown.article_id,
    shown.surface
