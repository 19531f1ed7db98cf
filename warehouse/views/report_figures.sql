-- One row per story and normalized figure (kind, amount, upper end, unit).
-- Figures that stand only in the title or in headings are left out; copies count once in text_count.
create or replace view report_figures as
with
figure_sentences as (
    -- One row per figure and sentence, so that a sentence that repeats a figure is shown once.
    select
        story_id,
        kind,
        amount,
        amount_high,
        unit,
        article_id,
        text_id,
        outlet_id,
        any_value(article_label) as article_label,
        any_value(value) as value,
        list(distinct surface order by surface) as surfaces,
        list(distinct qualifier order by qualifier) filter (where qualifier is not null) as qualifiers,
        bool_and(coalesce(is_unit_assumed, false)) as is_unit_assumed,
        count(*) as mention_count,
        any_value(sentence) as sentence,
        sentence_index
    from base_figures
    where story_id is not null and zone in ('standfirst', 'body')
    group by all
)
select
    figure_sentences.story_id,
    any_value(stories.title) as story_title,
    figure_sentences.kind,
    any_value(figure_sentences.value) as value,
    figure_sentences.amount,
    figure_sentences.amount_high,
    figure_sentences.unit,
    bool_and(figure_sentences.is_unit_assumed) as is_unit_assumed,
    count(distinct figure_sentences.article_id) as article_count,
    count(distinct figure_sentences.text_id) as text_count,
    count(distinct figure_sentences.outlet_id) as outlet_count,
    cast(sum(figure_sentences.mention_count) as bigint) as mention_count,
    list_sort(list_distinct(flatten(list(figure_sentences.surfaces)))) as surfaces,
    list_sort(list_distinct(flatten(coalesce(list(figure_sentences.qualifiers), [])))) as qualifiers,
    list(
        {
            'article_id': figure_sentences.article_id,
            'article_label': figure_sentences.article_label,
            'sentence': figure_sentences.sentence
        }
        order by figure_sentences.article_label, figure_sentences.article_id, figure_sentences.sentence_index
    ) as sentences
from figure_sentences
join stories on stories.story_id = figure_sentences.story_id
group by
    figure_sentences.story_id,
    figure_sentences.kind,
    figure_sentences.amount,
    figure_sentences.amount_high,
    figure_sentences.unit;

comment on view report_figures is 'One row per story and normalized figure; figures only in titles or headings are left out.';
comment on column report_figures.story_id is 'Story';
comment on column report_figures.story_title is 'Title of the story';
comment on column report_figures.kind is 'money, percent or quantity';
comment on column report_figures.value is 'Amount and unit in words: 14.3 billion USD';
comment on column report_figures.amount is 'Amount in whole units';
comment on column report_figures.amount_high is 'Upper end of a range';
comment on column report_figures.unit is 'ISO 4217 code for money, percent, or the unit of a quantity';
comment on column report_figures.is_unit_assumed is 'The unit is written nowhere in the story';
comment on column report_figures.article_count is 'Articles that state it';
comment on column report_figures.text_count is 'Distinct texts that state it: copies count once';
comment on column report_figures.outlet_count is 'Known outlets that state it';
comment on column report_figures.mention_count is 'Times that it is stated';
comment on column report_figures.surfaces is 'Ways that it is written';
comment on column report_figures.qualifiers is 'about, up_to, more_than, ... as stated somewhere; empty where none';
comment on column report_figures.sentences is 'Sentences that state it, each with its article';
