-- One row per value that most texts of a story state and text that does not, with a sentence of those that do.
create or replace view report_missing_from as
with
stated as (
    select
        statement_members.story_id,
        statement_members.group_id,
        statement_members.value_key,
        article_facts.text_id,
        article_facts.article_id,
        article_facts.revision_id,
        article_facts.label,
        statements.kind,
        statements.surface,
        statements.counted,
        statements.field,
        statements.sentence_start,
        statements.sentence_end,
        statements.span_start,
        statements.span_end
    from statement_members
    join statements on statements.statement_id = statement_members.statement_id
    join article_facts on article_facts.revision_id = statements.revision_id
        and article_facts.story_id = statement_members.story_id
),
usual as (
    select
        stated.story_id,
        stated.group_id,
        stated.value_key,
        list_aggregate(list(stated.kind order by stated.kind), 'mode') as kind,
        list_aggregate(list(stated.surface order by stated.surface), 'mode') as value,
        list_aggregate(list(stated.counted order by stated.counted), 'mode') as counted,
        count(distinct stated.text_id) as text_count,
        any_value(story_summaries.text_count) as story_text_count,
        list(distinct stated.text_id) as text_ids,
        arg_min(stated, (label, article_id, span_start)) as first
    from stated
    join story_summaries on story_summaries.story_id = stated.story_id
    group by
        stated.story_id,
        stated.group_id,
        stated.value_key
    having count(distinct stated.text_id) > 1
        and 2 * count(distinct stated.text_id) > any_value(story_summaries.text_count)
        and count(distinct stated.text_id) < any_value(story_summaries.text_count)
),
texts_of_stories as (
    select
        story_id,
        text_id,
        arg_min(article_facts, (published_day is null, published_day, article_id)) as first,
        count(*) as article_count
    from article_facts
    where story_id is not null
    group by
        story_id,
        text_id
)
select
    usual.story_id,
    stories.title as story_title,
    usual.group_id,
    usual.kind,
    usual.value,
    usual.counted,
    usual.text_count,
    usual.story_text_count,
    usual.text_count / usual.story_text_count as text_share,
    texts_of_stories.text_id,
    texts_of_stories.first.article_id as article_id,
    texts_of_stories.first.label as article_label,
    texts_of_stories.first.outlet_id as outlet_id,
    coalesce(texts_of_stories.first.outlet_name, 'unknown') as outlet_name,
    texts_of_stories.first.published_day as published_day,
    texts_of_stories.article_count,
    usual.first.article_id as stating_article_id,
    usual.first.label as stating_article_label,
    cut_sentence(
        case usual.first.field when 'title' then revisions.title else revisions.text end,
        usual.first.sentence_start,
        usual.first.sentence_end,
        usual.first.span_start,
        usual.first.span_end
    ) as sentence
from usual
join texts_of_stories
    on texts_of_stories.story_id = usual.story_id
    and not list_contains(usual.text_ids, texts_of_stories.text_id)
join stories on stories.story_id = usual.story_id
join revisions on revisions.revision_id = usual.first.revision_id;

comment on view report_missing_from is 'One row per value that most texts of a story state and text of the story that does not.';
comment on column report_missing_from.story_id is 'Story';
comment on column report_missing_from.story_title is 'Its title';
comment on column report_missing_from.group_id is 'Group of statements that measure the same thing';
comment on column report_missing_from.kind is 'money, percent, quantity, duration, age, ordinal, score, time, date, role or lapse';
comment on column report_missing_from.value is 'The value as it is written most often';
comment on column report_missing_from.counted is 'What is counted: the stem of a noun; null where nothing is';
comment on column report_missing_from.text_count is 'Distinct texts that state it';
comment on column report_missing_from.story_text_count is 'Distinct texts of the story';
comment on column report_missing_from.text_share is 'Share of the story''s texts that state it: more than half, less than all';
comment on column report_missing_from.text_id is 'Text (group of copies) that does not state it; it may say so in words that were not read';
comment on column report_missing_from.article_id is 'Earliest article of that text';
comment on column report_missing_from.article_label is 'Title of that article, or where it was found';
comment on column report_missing_from.outlet_id is 'Its outlet; null where unknown';
comment on column report_missing_from.outlet_name is 'Name of the outlet, or unknown';
comment on column report_missing_from.published_day is 'Its day of publication; null where unknown';
comment on column report_missing_from.article_count is 'Articles of that text';
comment on column report_missing_from.stating_article_id is 'An article that states it';
comment on column report_missing_from.stating_article_label is 'Title of the article that states it';
comment on column report_missing_from.sentence is 'Its sentence';
