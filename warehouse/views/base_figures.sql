-- One row per figure (money, percent or quantity) in the accepted revision of an article, with its value as words.
create or replace view base_figures as
select
    base_mentions.mention_id,
    base_mentions.article_id,
    base_mentions.story_id,
    base_mentions.text_id,
    base_mentions.outlet_id,
    base_mentions.outlet_name,
    base_mentions.article_label,
    base_mentions.kind,
    base_mentions.amount,
    base_mentions.amount_high,
    base_mentions.unit,
    figure_words(base_mentions.kind, base_mentions.amount, base_mentions.amount_high, base_mentions.unit) as value,
    base_mentions.is_unit_assumed,
    base_mentions.qualifier,
    base_mentions.surface,
    base_mentions.field,
    base_mentions.zone,
    base_mentions.span_start,
    base_mentions.span_end,
    base_mentions.sentence_index,
    base_mentions.sentence,
    base_mentions.start_in_sentence,
    base_mentions.confidence
from base_mentions
where base_mentions.kind in ('money', 'percent', 'quantity') and base_mentions.amount is not null;

comment on view base_figures is 'One row per figure (money, percent or quantity) in the accepted revision of an article.';
comment on column base_figures.mention_id is 'Mention that states it';
comment on column base_figures.article_id is 'Article';
comment on column base_figures.story_id is 'Story of the article as it stands today';
comment on column base_figures.text_id is 'Group of near copies that the article is in';
comment on column base_figures.outlet_id is 'Publisher; null where unknown';
comment on column base_figures.outlet_name is 'Name of the publisher; null where unknown';
comment on column base_figures.article_label is 'What to call the article';
comment on column base_figures.kind is 'money, percent or quantity';
comment on column base_figures.amount is 'Amount in whole units';
comment on column base_figures.amount_high is 'Upper end of a range';
comment on column base_figures.unit is 'ISO 4217 code for money, percent, or the unit of a quantity';
comment on column base_figures.value is 'Amount and unit in words: 14.3 billion USD';
comment on column base_figures.is_unit_assumed is 'The unit is assumed, not written';
comment on column base_figures.qualifier is 'about, up_to, more_than, less_than, ...';
comment on column base_figures.surface is 'The words';
comment on column base_figures.field is 'title or text';
comment on column base_figures.zone is 'headline, standfirst, heading, body, caption, credit or furniture';
comment on column base_figures.span_start is 'First code point in the field, from 0';
comment on column base_figures.span_end is 'Code point behind the last in the field';
comment on column base_figures.sentence_index is 'Sentence of the field, from 0';
comment on column base_figures.sentence is 'The sentence that the figure stands in; of a very long one at most 1,000 characters on either side';
comment on column base_figures.start_in_sentence is 'First code point of the words in the sentence as given, from 0';
comment on column base_figures.confidence is '0 to 1';
