create table statement_contrasts (
    contrast_id varchar not null,
    group_id varchar not null,
    story_id varchar not null,
    value_key_a varchar not null,
    value_key_b varchar not null,
    statement_a varchar not null,
    statement_b varchar not null,
    verdict varchar not null,
    reason varchar not null,
    confidence double not null,
    method_version varchar not null
);

comment on table statement_contrasts is 'One row per two values of a group of statements that a rule says something of.';
comment on column statement_contrasts.contrast_id is 'Derived from the group and both values';
comment on column statement_contrasts.group_id is 'Group of statements that measure the same';
comment on column statement_contrasts.story_id is 'Story';
comment on column statement_contrasts.value_key_a is 'First value, as in statement_members';
comment on column statement_contrasts.value_key_b is 'Second value';
comment on column statement_contrasts.statement_a is 'Statement that shows the first value best';
comment on column statement_contrasts.statement_b is 'Statement of another article that shows the second value best';
comment on column statement_contrasts.verdict is 'rounding, other_scope_or_time, stale or differs';
comment on column statement_contrasts.reason is 'What the verdict rests on, in words';
comment on column statement_contrasts.confidence is 'How often the rule is right, 0 to 1, as measured or, for other verdicts than differs, estimated';
comment on column statement_contrasts.method_version is 'Version of the rules';
