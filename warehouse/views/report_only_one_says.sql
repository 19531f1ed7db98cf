-- One row per value that one text only of a story states, with its sentence and the share of the story's texts.
create or replace view report_only_one_says as
with
stated as (
    select
        article_facts.story_id,
        article_facts.text_id,
        article_facts.article_id,
        article_facts.revision_id,
        article_facts.label,
        article_facts.outlet_id,
        article_facts.outlet_name,
        article_facts.published_day,
        statements.statement_id,
        statements.kind,
        coalesce(statements.amount::varchar, statements.value_text, lower(statements.surface)) as amount_key,
        statements.amount_high,
        statements.unit,
        statements.surface,
        case statements.kind when 'role' then statements.entity_ids[1] end as holder_id,
        statements.counted,
        statements.qualifier,
        statements.field,
        statements.sentence_start,
        statements.sentence_end,
        statements.span_start,
        statements.span_end
    from statements
    join article_facts on article_facts.revision_id = statements.revision_id
    where article_facts.story_id is not null and statements.zone in ('headline', 'standfirst', 'body')
),
single as (
    select
        story_id,
        kind,
        count(*) as mention_count,
        count(distinct outlet_id) as outlet_count,
        arg_min(stated, (published_day is null, published_day, article_id, field, span_start)) as first
    from stated
    group by
        story_id,
        kind,
        amount_key,
        amount_high,
        unit,
        holder_id
    having count(distinct text_id) = 1
)
select
    single.story_id,
    stories.title as story_title,
    single.kind,
    single.first.surface as value,
    single.first.counted as counted,
    single.first.qualifier as qualifier,
    single.first.text_id as text_id,
    single.first.article_id as article_id,
    single.first.label as article_label,
    single.first.outlet_id as outlet_id,
    coalesce(single.first.outlet_name, 'unknown') as outlet_name,
    single.first.published_day as published_day,
    single.mention_count,
    single.outlet_count,
    story_summaries.text_count as story_text_count,
    1 / story_summaries.text_count as text_share,
    cut_sentence(
        case single.first.field when 'title' then revisions.title else revisions.text end,
        single.first.sentence_start,
        single.first.sentence_end,
        single.first.span_start,
        single.first.span_end
    ) as sentence
from single
join story_summaries on story_summaries.story_id = single.story_id
join stories on stories.story_id = single.story_id
join revisions on revisions.revision_id = single.first.revision_id
where story_summaries.text_count > 1;

comment on view report_only_one_says is 'One row per value that one text only of a story states; stories of two texts or more.';
comment on column report_only_one_says.story_id is 'Story';
comment on column report_only_one_says.story_title is 'Its title';
comment on column report_only_one_says.kind is 'money, percent, quantity, duration, age, ordinal, score, time, date, role or lapse';
comment on column report_only_one_says.value is 'The value as the text writes it, where it does so first';
comment on column report_only_one_says.counted is 'What is counted: the stem of a noun; null where nothing is';
comment on column report_only_one_says.qualifier is 'about, more_than, ...; null without';
comment on column report_only_one_says.text_id is 'Text (group of copies) that states it';
comment on column report_only_one_says.article_id is 'Its earliest article that states it';
comment on column report_only_one_says.article_label is 'Title of the article, or where it was found';
comment on column report_only_one_says.outlet_id is 'Outlet of the article; null where unknown';
comment on column report_only_one_says.outlet_name is 'Name of the outlet, or unknown';
comment on column report_only_one_says.published_day is 'Day of publication; null where unknown';
comment on column report_only_one_says.mention_count is 'Places that state it, copies included';
comment on column report_only_one_says.outlet_count is 'Known outlets that ran the text with it';
comment on column report_only_one_says.story_text_count is 'Distinct texts of the story';
comment on column report_only_one_says.text_share is 'One text of so many, 0 to 1';
comment on column report_only_one_says.sentence is 'The sentence that states it';
