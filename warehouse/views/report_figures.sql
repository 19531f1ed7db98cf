-- One row per story and normalized figure (kind, amount, upper end, unit).
-- Figures that stand only in the title or in headings are left out; copies count once in text_count.
create or replace view report_figures as
select
    story_figures.story_id,
    stories.title as story_title,
    story_figures.kind,
    story_figures.value,
    story_figures.amount,
    story_figures.amount_high,
    story_figures.unit,
    story_figures.is_unit_assumed,
    story_figures.article_count,
    story_figures.text_count,
    story_figures.outlet_count,
    story_figures.mention_count,
    story_figures.surfaces,
    story_figures.qualifiers,
    story_figures.sentences
from story_figures
join stories on stories.story_id = story_figures.story_id;

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
