-- One row per story and value that two texts or more state of the same thing. Copies are one text. The commonest wording
-- is taken from a sorted list: the aggregate mode() keeps DuckDB 2.0 from asking one story only, 14 s of CPU, not .5.
create or replace view report_agreement as
with
stated as (
    select *
    from base_statements
    where group_id is not null
)
select
    stated.story_id,
    any_value(stories.title) as story_title,
    stated.group_id,
    any_value(stated.kind) as kind,
    list_aggregate(list(stated.counted order by stated.counted), 'mode') as counted,
    stated.value_key,
    list_aggregate(list(stated.surface order by stated.surface), 'mode') as value,
    count(distinct stated.text_id) as text_count,
    count(distinct stated.outlet_id) as outlet_count,
    min(stated.published_day) as first_known_day,
    max(stated.published_day) as last_known_day,
    list_sort(list(distinct stated.surface)) as surfaces,
    list_sort(coalesce(list(distinct stated.qualifier) filter (where stated.qualifier is not null), [])) as qualifiers,
    list(
        {
            'article_id': stated.article_id,
            'article_label': stated.article_label,
            'sentence': stated.sentence
        }
        order by stated.article_label, stated.article_id, stated.sentence_index, stated.span_start
    ) as sentences
from stated
join stories on stories.story_id = stated.story_id
group by
    stated.story_id,
    stated.group_id,
    stated.value_key
having count(distinct stated.text_id) > 1;

comment on view report_agreement is 'One row per story and value that two texts or more state of the same thing; copies are one text.';
comment on column report_agreement.story_id is 'Story';
comment on column report_agreement.story_title is 'Title of the story';
comment on column report_agreement.group_id is 'Group of statements that measure the same';
comment on column report_agreement.kind is 'money, percent, quantity, duration, age, ordinal, score, time, date, role or lapse';
comment on column report_agreement.counted is 'Stem of the noun that is counted, as most of them have it, else the unit';
comment on column report_agreement.value_key is 'What equal values share: the number in its base unit, else the text of the value';
comment on column report_agreement.value is 'The value as most of them write it';
comment on column report_agreement.text_count is 'Distinct texts that state the value: copies count once';
comment on column report_agreement.outlet_count is 'Known outlets of these texts';
comment on column report_agreement.first_known_day is 'First known day of publication of a text that states it; null where none is known';
comment on column report_agreement.last_known_day is 'Last known day of publication of a text that states it; null where none is known';
comment on column report_agreement.surfaces is 'Ways that it is written';
comment on column report_agreement.qualifiers is 'about, up_to, more_than, ... as stated somewhere; empty where none';
comment on column report_agreement.sentences is 'Sentences that state it, each with its article';
