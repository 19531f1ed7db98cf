-- One row per mention in the accepted revision of an article, with its sentence and the entity that it counts for.
create or replace view base_mentions as
select
    base_mention_facts.mention_id,
    base_mention_facts.article_id,
    base_mention_facts.story_id,
    base_mention_facts.text_id,
    base_mention_facts.outlet_id,
    base_mention_facts.outlet_name,
    base_mention_facts.published_day,
    base_mention_facts.article_label,
    base_mention_facts.kind,
    base_mention_facts.entity_id,
    base_mention_facts.entity_name,
    base_mention_facts.entity_kind,
    base_mention_facts.entity_origin,
    base_mention_facts.stated_entity_id,
    base_mention_facts.meant_by,
    base_mention_facts.meant_confidence,
    base_mention_facts.form,
    base_mention_facts.surface,
    base_mention_facts.field,
    base_mention_facts.zone,
    base_mention_facts.is_coverage,
    base_mention_facts.span_start,
    base_mention_facts.span_end,
    base_mention_facts.sentence_index,
    base_mention_facts.sentence_start,
    base_mention_facts.sentence_end,
    cut_sentence(
        case base_mention_facts.field when 'title' then revisions.title else revisions.text end,
        base_mention_facts.sentence_start,
        base_mention_facts.sentence_end,
        base_mention_facts.span_start,
        base_mention_facts.span_end
    ) as sentence,
    base_mention_facts.start_in_sentence,
    base_mention_facts.amount,
    base_mention_facts.amount_high,
    base_mention_facts.unit,
    base_mention_facts.is_unit_assumed,
    base_mention_facts.qualifier,
    base_mention_facts.scale_word,
    base_mention_facts.date_start,
    base_mention_facts.date_end,
    base_mention_facts.grain,
    base_mention_facts.timex,
    base_mention_facts.value_text,
    base_mention_facts.method,
    base_mention_facts.method_version,
    base_mention_facts.rule_id,
    base_mention_facts.confidence
from base_mention_facts
join revisions on revisions.revision_id = base_mention_facts.revision_id;

comment on view base_mentions is 'One row per mention in the accepted revision of an article, with its sentence.';
comment on column base_mentions.mention_id is 'Mention';
comment on column base_mentions.article_id is 'Article';
comment on column base_mentions.story_id is 'Story of the article as it stands today';
comment on column base_mentions.text_id is 'Group of near copies that the article is in';
comment on column base_mentions.outlet_id is 'Publisher; null where unknown';
comment on column base_mentions.outlet_name is 'Name of the publisher; null where unknown';
comment on column base_mentions.published_day is 'Day of publication; null where unknown';
comment on column base_mentions.article_label is 'What to call the article';
comment on column base_mentions.kind is 'person, organization, place, product, event or topic of a name, else the kind of the finder: money, date, ...';
comment on column base_mentions.entity_id is 'Entity that the mention counts for, merges followed; null where unresolved';
comment on column base_mentions.entity_name is 'Canonical name of that entity';
comment on column base_mentions.entity_kind is 'Kind of that entity; of a value, the kind of the mention';
comment on column base_mentions.entity_origin is 'watchlist, gazetteer or found; null where unresolved';
comment on column base_mentions.stated_entity_id is 'Entity as found, before merges';
comment on column base_mentions.meant_by is 'For a name that its article leaves open: what tells whom it means, article, story or corpus; null where it is not open or stays so';
comment on column base_mentions.meant_confidence is 'How sure that is, 0 to 1';
comment on column base_mentions.form is 'full, alias, short, acronym or nominal';
comment on column base_mentions.surface is 'The words';
comment on column base_mentions.field is 'title or text';
comment on column base_mentions.zone is 'headline, standfirst, heading, body, caption, credit or furniture';
comment on column base_mentions.is_coverage is 'It stands in headline, standfirst or body: what reports count';
comment on column base_mentions.span_start is 'First code point in the field, from 0';
comment on column base_mentions.span_end is 'Code point behind the last in the field';
comment on column base_mentions.sentence_index is 'Sentence of the field, from 0';
comment on column base_mentions.sentence_start is 'First code point of the sentence in the field';
comment on column base_mentions.sentence_end is 'Code point behind the sentence in the field';
comment on column base_mentions.sentence is 'The sentence that the mention stands in; of a very long one at most 1,000 characters on either side';
comment on column base_mentions.start_in_sentence is 'First code point of the words in the sentence as given, from 0';
comment on column base_mentions.amount is 'Amount in whole units; null where none';
comment on column base_mentions.amount_high is 'Upper end of a range';
comment on column base_mentions.unit is 'ISO 4217 code for money, percent, or the unit of a quantity';
comment on column base_mentions.is_unit_assumed is 'The unit is assumed, not written';
comment on column base_mentions.qualifier is 'about, up_to, more_than, less_than, ...';
comment on column base_mentions.scale_word is 'Scale as written';
comment on column base_mentions.date_start is 'First day of the interval; null where it cannot be resolved';
comment on column base_mentions.date_end is 'Last day of the interval';
comment on column base_mentions.grain is 'day, week, month, quarter, year, decade, ...';
comment on column base_mentions.timex is 'TIMEX3 value';
comment on column base_mentions.value_text is 'Normalized value of other kinds';
comment on column base_mentions.method is 'watchlist, gazetteer, rule, model or acronym';
comment on column base_mentions.method_version is 'Version of the rules or model';
comment on column base_mentions.rule_id is 'Rule of the watchlist';
comment on column base_mentions.confidence is '0 to 1';
