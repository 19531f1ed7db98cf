create table entities (
    entity_id varchar not null,
    name varchar not null,
    kind varchar not null,
    origin varchar not null,
    ticker varchar,
    domain varchar
);

comment on table entities is 'One row per real-world thing.';
comment on column entities.entity_id is 'Id of the watchlist or gazetteer; for found ones, kind and name';
comment on column entities.name is 'Canonical name';
comment on column entities.kind is 'person, organization, place, product, event or topic';
comment on column entities.origin is 'watchlist, gazetteer or found';
comment on column entities.ticker is 'Exchange and symbol, where known';
comment on column entities.domain is 'Web domain, where known';

create table entity_aliases (
    entity_id varchar not null,
    alias varchar not null,
    origin varchar not null
);

comment on table entity_aliases is 'One row per name of an entity.';
comment on column entity_aliases.entity_id is 'Entity';
comment on column entity_aliases.alias is 'Name';
comment on column entity_aliases.origin is 'watchlist, gazetteer or found';

create table entity_merges (
    entity_id varchar not null,
    into_entity_id varchar not null,
    reason varchar,
    decided_by varchar not null,
    decided_at timestamptz not null,
    is_active boolean not null
);

comment on table entity_merges is 'One row per decision that two entities are one; taken back by setting is_active to false.';
comment on column entity_merges.entity_id is 'Entity that is merged away';
comment on column entity_merges.into_entity_id is 'Entity that it counts as';
comment on column entity_merges.reason is 'Why';
comment on column entity_merges.decided_by is 'Who decided';
comment on column entity_merges.decided_at is 'When (UTC)';
comment on column entity_merges.is_active is 'In force';

create table mentions (
    mention_id varchar not null,
    article_id varchar not null,
    revision_id varchar not null,
    kind varchar not null,
    field varchar not null,
    span_start integer not null,
    span_end integer not null,
    surface varchar not null,
    zone varchar not null,
    sentence_index integer not null,
    sentence_start integer not null,
    sentence_end integer not null,
    entity_id varchar,
    form varchar,
    amount decimal(38, 6),
    amount_high decimal(38, 6),
    unit varchar,
    is_unit_assumed boolean,
    qualifier varchar,
    scale_word varchar,
    date_start date,
    date_end date,
    grain varchar,
    timex varchar,
    value_text varchar,
    method varchar not null,
    method_version varchar not null,
    rule_id varchar,
    confidence double not null
);

comment on table mentions is 'One row per place in a revision that names or states something.';
comment on column mentions.mention_id is 'Derived from revision, kind and span';
comment on column mentions.article_id is 'Article';
comment on column mentions.revision_id is 'Revision';
comment on column mentions.kind is 'person, organization, place, product, event, topic, money, percent, quantity, date, ticker or credit';
comment on column mentions.field is 'title or text';
comment on column mentions.span_start is 'First code point in the field';
comment on column mentions.span_end is 'Code point behind the last in the field';
comment on column mentions.surface is 'The words: field[span_start:span_end]';
comment on column mentions.zone is 'headline, standfirst, heading or body';
comment on column mentions.sentence_index is 'Sentence of the field, from 0';
comment on column mentions.sentence_start is 'First code point of that sentence in the field';
comment on column mentions.sentence_end is 'Code point behind that sentence in the field';
comment on column mentions.entity_id is 'Entity that is named; null where unresolved';
comment on column mentions.form is 'full, alias, short, acronym or nominal';
comment on column mentions.amount is 'Amount in whole units, not in the scale word; null where none';
comment on column mentions.amount_high is 'Upper end of a range';
comment on column mentions.unit is 'ISO 4217 code for money, percent, or the unit of a quantity';
comment on column mentions.is_unit_assumed is 'The unit is assumed, not written (a bare dollar sign)';
comment on column mentions.qualifier is 'about, up_to, more_than, less_than, ...';
comment on column mentions.scale_word is 'Scale as written: billion, crore, Mrd.';
comment on column mentions.date_start is 'First day of the interval; null where it cannot be resolved';
comment on column mentions.date_end is 'Last day of the interval';
comment on column mentions.grain is 'day, week, month, quarter, year, decade, ...';
comment on column mentions.timex is 'TIMEX3 value';
comment on column mentions.value_text is 'Normalized value of other kinds: symbol of a ticker, kind of a credit';
comment on column mentions.method is 'watchlist, gazetteer, rule, model or acronym';
comment on column mentions.method_version is 'Version of the rules or model';
comment on column mentions.rule_id is 'Rule of the watchlist';
comment on column mentions.confidence is '0 to 1';

create table quotes (
    quote_id varchar not null,
    article_id varchar not null,
    revision_id varchar not null,
    field varchar not null,
    span_start integer not null,
    span_end integer not null,
    surface varchar not null,
    zone varchar not null,
    sentence_index integer not null,
    sentence_start integer not null,
    sentence_end integer not null,
    form varchar not null,
    speaker_mention_id varchar,
    speaker_entity_id varchar,
    speaker_start integer,
    speaker_end integer,
    speaker_surface varchar,
    cue varchar,
    cue_start integer,
    cue_end integer,
    method varchar not null,
    method_version varchar not null,
    confidence double not null
);

comment on table quotes is 'One row per direct quotation.';
comment on column quotes.quote_id is 'Derived from revision and span';
comment on column quotes.article_id is 'Article';
comment on column quotes.revision_id is 'Revision';
comment on column quotes.field is 'title or text';
comment on column quotes.span_start is 'First code point in the field';
comment on column quotes.span_end is 'Code point behind the last in the field';
comment on column quotes.surface is 'The words: field[span_start:span_end]';
comment on column quotes.zone is 'headline, standfirst, heading or body';
comment on column quotes.sentence_index is 'Sentence of the field, from 0';
comment on column quotes.sentence_start is 'First code point of that sentence in the field';
comment on column quotes.sentence_end is 'Code point behind that sentence in the field';
comment on column quotes.form is 'full (a sentence or more) or fragment';
comment on column quotes.speaker_mention_id is 'Mention that names the speaker';
comment on column quotes.speaker_entity_id is 'Entity that speaks; null where unknown';
comment on column quotes.speaker_start is 'First code point of the speaker''s words in the field';
comment on column quotes.speaker_end is 'Code point behind them';
comment on column quotes.speaker_surface is 'The speaker''s words';
comment on column quotes.cue is 'Verb or phrase that introduces the quotation';
comment on column quotes.cue_start is 'First code point of the cue in the field';
comment on column quotes.cue_end is 'Code point behind it';
comment on column quotes.method is 'Rule that found it';
comment on column quotes.method_version is 'Version of the rules';
comment on column quotes.confidence is '0 to 1';
