-- One row per mention in the accepted revision of an article, with the entity that it counts for, without its sentence.
create or replace view base_mention_facts as
select
    mentions.mention_id,
    mentions.article_id,
    mentions.revision_id,
    article_facts.story_id,
    article_facts.text_id,
    article_facts.outlet_id,
    article_facts.outlet_name,
    article_facts.published_day,
    article_facts.label as article_label,
    mentions.kind,
    coalesce(entity_facts.resolved_entity_id, mentions.entity_id) as entity_id,
    coalesce(entity_facts.entity_name, mentions.entity_id) as entity_name,
    coalesce(entity_facts.entity_kind, mentions.kind) as entity_kind,
    entity_facts.entity_origin,
    mentions.entity_id as stated_entity_id,
    name_meanings.rule as meant_by,
    name_meanings.confidence as meant_confidence,
    mentions.form,
    mentions.surface,
    mentions.field,
    case when furniture_mentions.mention_id is null then mentions.zone else 'furniture' end as zone,
    furniture_mentions.mention_id is null
    and mentions.zone not in ('heading', 'caption', 'credit', 'furniture') as is_coverage,
    mentions.span_start,
    mentions.span_end,
    mentions.sentence_index,
    mentions.sentence_start,
    mentions.sentence_end,
    least(mentions.span_start - mentions.sentence_start, 1000) as start_in_sentence,
    mentions.amount,
    mentions.amount_high,
    mentions.unit,
    mentions.is_unit_assumed,
    mentions.qualifier,
    mentions.scale_word,
    mentions.date_start,
    mentions.date_end,
    mentions.grain,
    mentions.timex,
    mentions.value_text,
    mentions.method,
    mentions.method_version,
    mentions.rule_id,
    mentions.confidence,
    mentions.rowid as mention_row
from mentions
join article_facts on article_facts.revision_id = mentions.revision_id
left join furniture_mentions
    on furniture_mentions.article_id = mentions.article_id
    and furniture_mentions.mention_id = mentions.mention_id
left join name_meanings
    on mentions.entity_id is null
    and mentions.kind = 'person'
    and name_meanings.article_id = mentions.article_id
    and name_meanings.name = mentions.surface
left join entity_facts on entity_facts.entity_id = coalesce(mentions.entity_id, name_meanings.entity_id);

comment on view base_mention_facts is 'One row per mention in the accepted revision of an article, without its sentence.';
comment on column base_mention_facts.mention_id is 'Mention';
comment on column base_mention_facts.article_id is 'Article';
comment on column base_mention_facts.revision_id is 'Accepted revision';
comment on column base_mention_facts.story_id is 'Story of the article as it stands today';
comment on column base_mention_facts.text_id is 'Group of near copies that the article is in';
comment on column base_mention_facts.outlet_id is 'Publisher; null where unknown';
comment on column base_mention_facts.outlet_name is 'Name of the publisher; null where unknown';
comment on column base_mention_facts.published_day is 'Day of publication; null where unknown';
comment on column base_mention_facts.article_label is 'What to call the article';
comment on column base_mention_facts.kind is 'person, organization, place, product, event, topic, money, percent, quantity, date, ticker or credit';
comment on column base_mention_facts.entity_id is 'Entity that the mention counts for, merges followed; null where unresolved';
comment on column base_mention_facts.entity_name is 'Canonical name of that entity';
comment on column base_mention_facts.entity_kind is 'Kind of that entity; of a value, the kind of the mention';
comment on column base_mention_facts.entity_origin is 'watchlist, gazetteer or found; null where unresolved';
comment on column base_mention_facts.stated_entity_id is 'Entity as found, before merges';
comment on column base_mention_facts.meant_by is 'For a name that its article leaves open: what tells whom it means, article, story or corpus; null where it is not open or stays so';
comment on column base_mention_facts.meant_confidence is 'How sure that is, 0 to 1';
comment on column base_mention_facts.form is 'full, alias, short, acronym or nominal';
comment on column base_mention_facts.surface is 'The words';
comment on column base_mention_facts.field is 'title or text';
comment on column base_mention_facts.zone is 'headline, standfirst, heading, body, caption, credit or furniture';
comment on column base_mention_facts.is_coverage is 'It stands in headline, standfirst or body: what reports count';
comment on column base_mention_facts.span_start is 'First code point in the field, from 0';
comment on column base_mention_facts.span_end is 'Code point behind the last in the field';
comment on column base_mention_facts.sentence_index is 'Sentence of the field, from 0';
comment on column base_mention_facts.sentence_start is 'First code point of the sentence in the field';
comment on column base_mention_facts.sentence_end is 'Code point behind the sentence in the field';
comment on column base_mention_facts.start_in_sentence is 'First code point of the words in the sentence as given, from 0';
comment on column base_mention_facts.amount is 'Amount in whole units; null where none';
comment on column base_mention_facts.amount_high is 'Upper end of a range';
comment on column base_mention_facts.unit is 'ISO 4217 code for money, percent, or the unit of a quantity';
comment on column base_mention_facts.is_unit_assumed is 'The unit is assumed, not written';
comment on column base_mention_facts.qualifier is 'about, up_to, more_than, less_than, ...';
comment on column base_mention_facts.scale_word is 'Scale as written';
comment on column base_mention_facts.date_start is 'First day of the interval; null where it cannot be resolved';
comment on column base_mention_facts.date_end is 'Last day of the interval';
comment on column base_mention_facts.grain is 'day, week, month, quarter, year, decade, ...';
comment on column base_mention_facts.timex is 'TIMEX3 value';
comment on column base_mention_facts.value_text is 'Normalized value of other kinds';
comment on column base_mention_facts.method is 'watchlist, gazetteer, rule, model or acronym';
comment on column base_mention_facts.method_version is 'Version of the rules or model';
comment on column base_mention_facts.rule_id is 'Rule of the watchlist';
comment on column base_mention_facts.confidence is '0 to 1';
comment on column base_mention_facts.mention_row is 'Where it lies in its table, by which few mentions are read fast; another one after each run';
