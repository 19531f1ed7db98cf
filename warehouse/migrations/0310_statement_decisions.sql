create table statement_decisions (
    decision_id varchar not null,
    statement_a varchar not null,
    statement_b varchar not null,
    article_a varchar not null,
    article_b varchar not null,
    kind varchar not null,
    value_key_a varchar not null,
    value_key_b varchar not null,
    counted_a varchar,
    counted_b varchar,
    surface_a varchar not null,
    surface_b varchar not null,
    decision varchar not null,
    reason varchar,
    decided_at timestamptz not null
);

comment on table statement_decisions is 'One row per pair of statements that a person decided about; it wins over the rules and survives every later run. It speaks for its two values: of the same nouns, wherever the texts of the story state them.';
comment on column statement_decisions.decision_id is 'Derived from both statements';
comment on column statement_decisions.statement_a is 'First statement, by id';
comment on column statement_decisions.statement_b is 'Second statement';
comment on column statement_decisions.article_a is 'Article of the first statement; the decision holds in the story that both articles are in';
comment on column statement_decisions.article_b is 'Article of the second statement';
comment on column statement_decisions.kind is 'money, percent, quantity, duration, age, ordinal, score, time or date';
comment on column statement_decisions.value_key_a is 'Value of the first statement in its base unit, else its text';
comment on column statement_decisions.value_key_b is 'Value of the second statement';
comment on column statement_decisions.counted_a is 'Stem of the noun that the first one counts, else its unit; null where none follows';
comment on column statement_decisions.counted_b is 'The same of the second one';
comment on column statement_decisions.surface_a is 'First value as written';
comment on column statement_decisions.surface_b is 'Second value as written';
comment on column statement_decisions.decision is 'conflict (of one thing, and they contradict), agree (of one thing, and both are right) or apart (not of one thing)';
comment on column statement_decisions.reason is 'Why; null where none was given';
comment on column statement_decisions.decided_at is 'When it was decided';

alter table statement_contrasts add column decided_by varchar default 'rules';
comment on column statement_contrasts.decided_by is 'rules or person';
