-- What most texts of a story state, and the texts that do not: the rows of report_missing_from for one story, read of what
-- its texts state (statements/told.sql).
with
usual as (
    select
        list_aggregate(list(told.surface order by told.surface), 'mode') as value,
        list_aggregate(list(told.counted order by told.counted), 'mode') as counted,
        count(distinct told.text_id) as text_count,
        any_value(story_summaries.text_count) as story_text_count,
        list(distinct told.text_id) as text_ids,
        arg_min(told.statement_id, (told.label, told.article_id, told.span_start)) as first_id
    from statement_members
    join told on told.statement_id = statement_members.statement_id and told.kind <> 'spelling'
    join story_summaries on story_summaries.story_id = $id
    where statement_members.story_id = $id
    group by
        statement_members.group_id,
        statement_members.value_key
    having count(distinct told.text_id) > 1
        and 2 * count(distinct told.text_id) > any_value(story_summaries.text_count)
        and count(distinct told.text_id) < any_value(story_summaries.text_count)
),
texts_of_story as (
    select
        text_id,
        arg_min(article_id, (published_day is null, published_day, article_id)) as article_id
    from article_facts
    where story_id = $id
    group by text_id
)
select
    usual.value,
    usual.counted,
    usual.text_count,
    usual.story_text_count,
    texts_of_story.article_id,
    article_facts.label as article_label,
    article_facts.outlet_id,
    coalesce(article_facts.outlet_name, 'unknown') as outlet_name,
    cut_sentence(
        case told.field when 'title' then told_texts.title else told_texts.text end,
        told.sentence_start,
        told.sentence_end,
        told.span_start,
        told.span_end
    ) as sentence
from usual
join texts_of_story on not list_contains(usual.text_ids, texts_of_story.text_id)
join article_facts on article_facts.article_id = texts_of_story.article_id
join told on told.statement_id = usual.first_id
join told_texts on told_texts.revision_id = told.revision_id
order by
    usual.text_count / usual.story_text_count desc,
    usual.value,
    article_label
limit $limit
