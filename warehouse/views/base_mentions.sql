-- One row per mention in the accepted revision of an article, with its sentence and the entity that it counts for.
create or replace view base_mentions as
select
    mentions.mention_id,
    mentions.article_id,
    base_articles.story_id,
    base_articles.text_id,
    base_articles.outlet_id,
    base_articles.outlet_name,
    base_articles.published_day,
    base_articles.label as article_label,
    mentions.kind,
    coalesce(base_entities.resolved_entity_id, mentions.entity_id) as entity_id,
    coalesce(base_entities.entity_name, mentions.entity_id) as entity_name,
    coalesce(base_entities.entity_kind, mentions.kind) as entity_kind,
    base_entities.entity_origin,
    mentions.entity_id as stated_entity_id,
    name_meanings.rule as meant_by,
    name_meanings.confidence as meant_confidence,
    mentions.form,
    mentions.surface,
    mentions.field,
    mentions.zone,
    mentions.span_start,
    mentions.span_end,
    mentions.sentence_index,
    mentions.sentence_start,
    mentions.sentence_end,
    -- A "sentence" may be a line of five million characters; no more than 1,000 on either side are given.
    substring(
        case mentions.field when 'title' then base_articles.title else base_articles.text end,
        greatest(mentions.sentence_start, mentions.span_start - 1000) + 1,
        least(mentions.sentence_end, mentions.span_end + 1000)
            - greatest(mentions.sentence_start, mentions.span_start - 1000)
    ) as sentence,
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
    mentions.confidence
from mentions
join base_articles on base_articles.revision_id = mentions.revision_id
left join name_meanings
    on mentions.entity_id is null
    and mentions.kind = 'person'
    and name_meanings.article_id = mentions.article_id
    and name_meanings.name = mentions.surface
left join base_entities on base_entities.entity_id = coalesce(mentions.entity_id, name_meanings.entity_id);

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
comment on column base_mentions.zone is 'headline, standfirst, heading or body';
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
