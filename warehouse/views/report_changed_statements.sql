-- One row per value that came or went between two revisions of an article, with its sentence.
-- A value counts once a revision and kind, however often and however it is written there.
create or replace view report_changed_statements as
with
ordered_revisions as (
    select
        revision_id,
        article_id,
        raw_id,
        first_seen_at,
        lag(revision_id) over by_time as previous_revision_id,
        lag(raw_id) over by_time as previous_raw_id
    from revisions
    window by_time as (partition by article_id order by first_seen_at, revision_id)
),
steps as (
    select *
    from ordered_revisions
    where previous_revision_id is not null
),
revised as (
    select revision_id
    from steps
    union
    select previous_revision_id
    from steps
),
stated as (
    select
        statements.revision_id,
        statements.kind,
        coalesce(statements.amount::varchar, statements.value_text, lower(statements.surface)) as amount_key,
        coalesce(statements.amount_high::varchar, '') as high_key,
        case statements.kind
            when 'role' then concat_ws(' ', statements.entity_ids[1], statements.qualifier)
            else coalesce(statements.unit, statements.counted, '')
        end as unit_key,
        count(*) as mention_count,
        arg_min(statements, (statements.field, statements.span_start)) as first
    from statements
    semi join revised on revised.revision_id = statements.revision_id
    where statements.zone in ('headline', 'standfirst', 'body')
    group by all
),
changed as (
    select
        steps.revision_id as step_id,
        'came' as change,
        stated.*
    from steps
    join stated on stated.revision_id = steps.revision_id
    anti join stated as before
        on before.revision_id = steps.previous_revision_id
        and before.kind = stated.kind
        and before.amount_key = stated.amount_key
        and before.high_key = stated.high_key
        and before.unit_key = stated.unit_key
    union all
    select
        steps.revision_id as step_id,
        'went' as change,
        stated.*
    from steps
    join stated on stated.revision_id = steps.previous_revision_id
    anti join stated as after
        on after.revision_id = steps.revision_id
        and after.kind = stated.kind
        and after.amount_key = stated.amount_key
        and after.high_key = stated.high_key
        and after.unit_key = stated.unit_key
)
select
    article_facts.story_id,
    steps.article_id,
    article_facts.label as article_label,
    article_facts.outlet_id,
    steps.revision_id,
    steps.previous_revision_id,
    case when steps.raw_id = steps.previous_raw_id then 'extractor' else 'page' end as changed_by,
    steps.first_seen_at,
    changed.change,
    changed.kind,
    changed.first.surface as value,
    changed.first.counted as counted,
    changed.mention_count,
    cut_sentence(
        case changed.first.field when 'title' then revisions.title else revisions.text end,
        changed.first.sentence_start,
        changed.first.sentence_end,
        changed.first.span_start,
        changed.first.span_end
    ) as sentence
from changed
join steps on steps.revision_id = changed.step_id
join article_facts on article_facts.article_id = steps.article_id
join revisions on revisions.revision_id = changed.revision_id;

comment on view report_changed_statements is 'One row per value that came or went between two revisions of an article, with its sentence.';
comment on column report_changed_statements.story_id is 'Story of the article as it stands today; null where it has none';
comment on column report_changed_statements.article_id is 'Article';
comment on column report_changed_statements.article_label is 'What to call the article';
comment on column report_changed_statements.outlet_id is 'Publisher; null where unknown';
comment on column report_changed_statements.revision_id is 'Revision that brought the change';
comment on column report_changed_statements.previous_revision_id is 'Revision seen before it';
comment on column report_changed_statements.changed_by is 'page (another body) or extractor (the same body, read anew)';
comment on column report_changed_statements.first_seen_at is 'When the revision that brought the change was first seen';
comment on column report_changed_statements.change is 'came (in this revision, not in the one before) or went (in the one before, not in this)';
comment on column report_changed_statements.kind is 'money, percent, quantity, duration, age, ordinal, score, time, date, role or lapse';
comment on column report_changed_statements.value is 'The value as written where it stands first';
comment on column report_changed_statements.counted is 'Stem of the noun that is counted, else the unit; null where none follows';
comment on column report_changed_statements.mention_count is 'Places of the revision that state it';
comment on column report_changed_statements.sentence is 'Sentence that states it: of this revision where it came, of the one before where it went';
