-- One row per step of the way and what became of things there; the rows of a step add up to its total.
create or replace view report_funnel as
with
entry_bodies as (
    -- The first entry of a body brings it; later ones with the same bytes are further sightings of it.
    select
        state,
        reason,
        raw_id,
        row_number() over (partition by raw_id order by first_seen_at, entry_id) as sighting_number
    from entries
),
entry_outcomes as (
    select
        case
            when state <> 'fetched' then state
            when raw_id is null then 'fetched, body unknown'
            when sighting_number = 1 then 'fetched'
            else 'fetched, body already seen'
        end as outcome,
        case when state in ('failed', 'given_up') then reason end as reason
    from entry_bodies
),
unread_rejections as (
    -- What was dropped before it became an entry or a body.
    select
        'rejected' as outcome,
        rejections.stage || ': ' || rejections.reason as reason
    from rejections
    anti join entries on entries.location = rejections.location
    anti join raw_documents on raw_documents.raw_id = rejections.raw_id
    where rejections.stage in ('discover', 'fetch', 'read')
),
raw_rejections as (
    select
        raw_id,
        min(stage || ': ' || reason) as reason
    from rejections
    where raw_id is not null
    group by raw_id
),
extracted_raws as (
    select distinct raw_id
    from revisions
),
body_outcomes as (
    select
        case
            when extracted_raws.raw_id is not null then 'extracted'
            when raw_rejections.raw_id is not null then 'rejected'
            else 'waiting'
        end as outcome,
        case when extracted_raws.raw_id is null then raw_rejections.reason end as reason
    from raw_documents
    left join extracted_raws on extracted_raws.raw_id = raw_documents.raw_id
    left join raw_rejections on raw_rejections.raw_id = raw_documents.raw_id
),
revision_outcomes as (
    select case when articles.revision_id is null then 'not accepted' else 'accepted' end as outcome
    from revisions
    left join articles on articles.revision_id = revisions.revision_id
),
article_outcomes as (
    select
        case
            when row_number() over (partition by text_id order by reuse = 'own' desc, article_id) = 1
                then 'distinct text'
            else 'further copy'
        end as outcome
    from article_facts
),
steps as (
    select 1 as step_number, 'documents found' as step, outcome, reason from entry_outcomes
    union all
    select 1, 'documents found', outcome, reason from unread_rejections
    union all
    select 2, 'bodies received', outcome, reason from body_outcomes
    union all
    select 3, 'revisions extracted', outcome, null from revision_outcomes
    union all
    select 4, 'articles', outcome, null from article_outcomes
)
select
    step_number,
    step,
    outcome,
    reason,
    count(*) as outcome_count,
    cast(sum(count(*)) over (partition by step_number) as bigint) as step_total,
    count(*) / sum(count(*)) over (partition by step_number) as share
from steps
group by step_number, step, outcome, reason;

comment on view report_funnel is 'One row per step of the way and what became of things there; the rows of a step add up.';
comment on column report_funnel.step_number is 'Order of the steps, from 1';
comment on column report_funnel.step is 'What is counted: documents found, bodies received, revisions extracted, articles';
comment on column report_funnel.outcome is 'What became of it';
comment on column report_funnel.reason is 'Why, where it was dropped';
comment on column report_funnel.outcome_count is 'How many';
comment on column report_funnel.step_total is 'How many there are at this step in all';
comment on column report_funnel.share is 'outcome_count / step_total';
