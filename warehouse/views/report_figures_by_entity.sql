-- One row per entity, story and value of a figure whose sentence names the entity: what it is of, who said it first,
-- and which values of the same measure contradict it. Roles, dates, times and ordinals are left out.
-- What is asked of an entity is asked of the lists of names before anything is joined, and only the sentence of the
-- first article is cut, behind all that is asked: few rows are joined and few texts are read. count(distinct) is
-- planned as a pass over all entities each, which no filter reaches: 1.3 s of CPU for one of them at 11,256 articles,
-- lists take .27 s (2026-11-27).
create or replace view report_figures_by_entity as
with
named as (
    select
        entity_facts.resolved_entity_id as entity_id,
        entity_facts.entity_name,
        entity_facts.entity_kind,
        bool_or(naming.named_id = naming.nearest_id) as is_nearest,
        naming.statement_id
    from (
        select
            statement_id,
            unnest(entity_ids) as named_id,
            entity_ids[1] as nearest_id
        from statements
        where kind in ('money', 'percent', 'quantity', 'duration', 'age', 'score') and zone in ('headline', 'standfirst', 'body')
    ) as naming
    join entity_facts on entity_facts.entity_id = naming.named_id
    group by
        entity_facts.resolved_entity_id,
        entity_facts.entity_name,
        entity_facts.entity_kind,
        naming.statement_id
),
-- Of copies one article is compared: the figures of the others are in the group that equal figures are in.
measured as (
    select
        statement_members.story_id,
        figure_key(
            statements.kind, statements.amount, statements.amount_high,
            statements.unit, statements.value_text, statements.counted
        ) as figure,
        min({'group_id': statement_members.group_id, 'value_key': statement_members.value_key}) as measure
    from statement_members
    join statements on statements.statement_id = statement_members.statement_id
    group by
        statement_members.story_id,
        figure
),
stated as (
    select
        named.*,
        statements.* exclude (statement_id, article_id),
        article_facts.article_id,
        article_facts.story_id,
        article_facts.text_id,
        article_facts.outlet_id,
        article_facts.published_day,
        measured.measure,
        figure_key(
            statements.kind, statements.amount, statements.amount_high,
            statements.unit, statements.value_text, statements.counted
        ) as figure
    from named
    join statements on statements.statement_id = named.statement_id
    join article_facts on article_facts.revision_id = statements.revision_id
    left join measured on measured.story_id = article_facts.story_id and measured.figure = figure_key(
        statements.kind, statements.amount, statements.amount_high,
        statements.unit, statements.value_text, statements.counted
    )
),
figures as (
    select
        entity_id,
        any_value(entity_name) as entity_name,
        any_value(entity_kind) as entity_kind,
        story_id,
        bool_or(is_nearest) as is_nearest,
        len(list_distinct(list(article_id))) as article_count,
        len(list_distinct(list(text_id))) as text_count,
        len(list_distinct(list(outlet_id))) as outlet_count,
        coalesce(len(list_distinct(list(article_id) filter (where published_day is null))), 0) as articles_without_date_count,
        arg_min(statement_id, (published_day is null, published_day, article_id, field, span_start)) as first_id,
        any_value(measure.group_id) as group_id,
        any_value(measure.value_key) as value_key
    from stated
    group by
        entity_id,
        story_id,
        coalesce(story_id, article_id),
        coalesce(measure.group_id || measure.value_key, figure::varchar)
),
contradictions as (
    select
        sided.group_id,
        sided.value_key,
        list(
            {
                'value': other.surface,
                'verdict': sided.verdict,
                'article_id': other.article_id,
                'contrast_id': sided.contrast_id
            }
            order by sided.contrast_id
        ) as others
    from (
        select contrast_id, group_id, verdict, value_key_a as value_key, statement_b as other_id
        from statement_contrasts
        where verdict in ('conflict', 'differs', 'stale')
        union all
        select contrast_id, group_id, verdict, value_key_b as value_key, statement_a as other_id
        from statement_contrasts
        where verdict in ('conflict', 'differs', 'stale')
    ) as sided
    join statements as other on other.statement_id = sided.other_id
    group by
        sided.group_id,
        sided.value_key
)
select
    figures.entity_id,
    figures.entity_name,
    figures.entity_kind,
    figures.story_id,
    stories.title as story_title,
    first.kind,
    first.surface as value,
    first.amount,
    first.amount_high,
    first.unit,
    first.counted,
    first.cues,
    figures.is_nearest,
    figures.article_count,
    figures.text_count,
    figures.outlet_count,
    figures.articles_without_date_count,
    article_facts.published_day as first_known_day,
    figures.first_id as first_statement_id,
    first.article_id as first_article_id,
    article_facts.label as first_article_label,
    coalesce(article_facts.outlet_name, 'unknown') as first_outlet_name,
    cut_sentence(
        case first.field when 'title' then revisions.title else revisions.text end,
        first.sentence_start,
        first.sentence_end,
        first.span_start,
        first.span_end
    ) as sentence,
    coalesce(contradictions.others, []) as contradicted_by,
    figures.group_id
from figures
join statements as first on first.statement_id = figures.first_id
join article_facts on article_facts.article_id = first.article_id
join revisions on revisions.revision_id = first.revision_id
left join stories on stories.story_id = figures.story_id
left join contradictions
    on contradictions.group_id = figures.group_id
    and contradictions.value_key = figures.value_key;

comment on view report_figures_by_entity is 'One row per entity, story and value of a figure whose sentence names the entity: what it is of, who said it first, what contradicts it. Roles, dates, times and ordinals are left out.';
comment on column report_figures_by_entity.entity_id is 'Entity, merges followed';
comment on column report_figures_by_entity.entity_name is 'Its name';
comment on column report_figures_by_entity.entity_kind is 'person, organization, place, topic, ...';
comment on column report_figures_by_entity.story_id is 'Story as it stands today; null where the article has none';
comment on column report_figures_by_entity.story_title is 'Title of the story';
comment on column report_figures_by_entity.kind is 'money, percent, quantity, duration, age or score';
comment on column report_figures_by_entity.value is 'The figure as the first article writes it';
comment on column report_figures_by_entity.amount is 'Amount in its unit; null where the value is no number';
comment on column report_figures_by_entity.amount_high is 'Upper end of a range; null where there is one value';
comment on column report_figures_by_entity.unit is 'ISO 4217 code, percent, or unit of a measure; null for counts';
comment on column report_figures_by_entity.counted is 'What it is of: stem of the noun that is counted, else the unit; null where none follows';
comment on column report_figures_by_entity.cues is 'How it holds, as the first sentence says: planned, former, denied, ...';
comment on column report_figures_by_entity.is_nearest is 'Of the names about the figure this one stands nearest to it somewhere; else it is of another more likely';
comment on column report_figures_by_entity.article_count is 'Articles that state it beside the name';
comment on column report_figures_by_entity.text_count is 'Distinct texts of these: copies count once';
comment on column report_figures_by_entity.outlet_count is 'Known outlets of these';
comment on column report_figures_by_entity.articles_without_date_count is 'Articles of unknown date among these: one of them may be the first';
comment on column report_figures_by_entity.first_known_day is 'Earliest known day of publication of these; null where none is known';
comment on column report_figures_by_entity.first_statement_id is 'Statement of that day, as in base_statements';
comment on column report_figures_by_entity.first_article_id is 'Its article';
comment on column report_figures_by_entity.first_article_label is 'What to call it';
comment on column report_figures_by_entity.first_outlet_name is 'Its outlet, or unknown';
comment on column report_figures_by_entity.sentence is 'Its sentence that states the figure';
comment on column report_figures_by_entity.contradicted_by is 'Other values of the same measure in the story that differ, conflict or are newer: value, verdict, article, and the contrast as in report_conflicts';
comment on column report_figures_by_entity.group_id is 'Group of statements that measure the same; null where no other text has one';
