create table statements (
    statement_id varchar not null,
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
    amount decimal(38, 6),
    amount_high decimal(38, 6),
    written_step decimal(38, 6),
    unit varchar,
    value_text varchar,
    qualifier varchar,
    counted varchar,
    before varchar[] not null,
    after varchar[] not null,
    words varchar[] not null,
    entity_ids varchar[] not null,
    cues varchar[] not null,
    method_version varchar not null
);

comment on table statements is 'One row per figure that a revision states, with what it is about.';
comment on column statements.statement_id is 'Derived from revision, field and span';
comment on column statements.article_id is 'Article';
comment on column statements.revision_id is 'Revision that states it';
comment on column statements.kind is 'money, percent, quantity, duration, age, ordinal, score, time or date';
comment on column statements.field is 'title or text';
comment on column statements.span_start is 'Start of the figure in the field, in code points';
comment on column statements.span_end is 'End of the figure in the field, exclusive';
comment on column statements.surface is 'The figure as written';
comment on column statements.zone is 'headline, standfirst, heading or body';
comment on column statements.sentence_index is 'Number of the sentence in the field, from 0';
comment on column statements.sentence_start is 'Start of the sentence in the field';
comment on column statements.sentence_end is 'End of the sentence in the field, exclusive';
comment on column statements.amount is 'Amount in `unit`; null where the value is no number';
comment on column statements.amount_high is 'Upper end of a range; null where there is one value';
comment on column statements.written_step is 'Least unit as written: 1 for 1,487, 100,000,000 for 14.3 billion';
comment on column statements.unit is 'ISO 4217 code, percent, or unit of a measure, a duration or an age; null for counts';
comment on column statements.value_text is 'Date as TIMEX3, time of day as THH:MM with its day where known, score as a-b; null for amounts';
comment on column statements.qualifier is 'about, up_to, more_than, ...; null where none';
comment on column statements.counted is 'Stem of the noun that is counted, else the unit; null where none follows';
comment on column statements.before is 'Words right before it, the nearest first';
comment on column statements.after is 'Words right behind it, the nearest first';
comment on column statements.words is 'Stems of the content words of its sentence, the nearest first';
comment on column statements.entity_ids is 'Entities named in its sentence, the nearest first; else those named last before';
comment on column statements.cues is 'How it holds, as its sentence says: planned, former, denied, negated, each, part, total, reported, risen, fallen';
comment on column statements.method_version is 'Version of the method';

create table statement_groups (
    group_id varchar not null,
    story_id varchar not null,
    kind varchar not null,
    value_count bigint not null,
    text_count bigint not null,
    method_version varchar not null
);

comment on table statement_groups is 'One row per thing that two texts of a story measure, found by comparing their statements.';
comment on column statement_groups.group_id is 'Derived from the story and the first of its statements';
comment on column statement_groups.story_id is 'Story';
comment on column statement_groups.kind is 'Kind of its statements';
comment on column statement_groups.value_count is 'Different values that are stated';
comment on column statement_groups.text_count is 'Distinct texts that state one: copies count once';
comment on column statement_groups.method_version is 'Version of the comparison';

create table statement_members (
    group_id varchar not null,
    story_id varchar not null,
    statement_id varchar not null,
    value_key varchar not null
);

comment on table statement_members is 'One row per statement in its group.';
comment on column statement_members.group_id is 'Group';
comment on column statement_members.story_id is 'Story';
comment on column statement_members.statement_id is 'Statement';
comment on column statement_members.value_key is 'What equal values share: the number in its base unit, else the text of the value';

create table statement_stories (
    story_id varchar not null,
    input_hash ubigint not null
);

comment on table statement_stories is 'One row per story whose statements were compared; equal inputs are not compared again.';
comment on column statement_stories.story_id is 'Story';
comment on column statement_stories.input_hash is 'Hash of its texts, their revisions and the method';
