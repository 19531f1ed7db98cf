-- What most texts of a story state, and the texts that do not: the rows of report_missing_from for one story, read of what
-- its texts state (statements/told.sql).
with
stated as (
    select
        statement_members.group_id,
        statement_members.value_key,
        told.*
    from statement_members
    join told on told.statement_id = statement_members.statement_id and told.kind <> 'spelling'
    where statement_members.story_id = $id
),
usual as (
    select
        list_aggregate(list(surface order by surface), 'mode') as value,
        list_aggregate(list(counted order by counted), 'mode') as counted,
        count(distinct text_id) as text_count,
        any_value(story_summaries.text_count) as story_text_count,
        list(distinct text_id) as text_ids,
        arg_min(stated, (label, article_id, span_start)) as first
    from stated
    join story_summaries on story_summaries.story_id = $id
    group by
        group_id,
        value_key
    having count(distinct text_id) > 1
        and 2 * count(distinct text_id) > any_value(story_summaries.text_count)
        and count(distinct text_id) < any_value(story_summaries.text_count)
),
texts_of_story as (
    select
        text_id,
        arg_min(article_facts, (published_day is null, published_day, article_id)) as first
    from article_facts
    where story_id = $id
    group by text_id
)
select
    usual.value,
    usual.counted,
    usual.text_count,
    usual.story_text_count,
    texts_of_story.first.article_id as article_id,
    texts_of_story.first.label as article_label,
    texts_of_story.first.outlet_id as outlet_id,
    coalesce(texts_of_story.first.outlet_name, 'unknown') as outlet_name,
    cut_sentence(
        case usual.first.field when 'title' then told_texts.title else told_texts.text end,
        usual.first.sentence_start,
        usual.first.sentence_end,
        usual.first.span_start,
        usual.first.span_end
    ) as sentence
from usual
join texts_of_story on not list_contains(usual.text_ids, texts_of_story.text_id)
join told_texts on told_texts.revision_id = usual.first.revision_id
order by
    usual.text_count / usual.story_text_count desc,
    usual.value,
    article_label
limit $limit
