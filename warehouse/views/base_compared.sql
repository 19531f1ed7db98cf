-- One row per statement, and per name that texts of a story spell differently: what groups and contrasts speak of.
create or replace view base_compared as
select
    statement_id,
    article_id,
    revision_id,
    kind,
    field,
    span_start,
    span_end,
    surface,
    sentence_start,
    sentence_end,
    qualifier,
    entity_ids
from statements
union all by name
select
    statement_id,
    article_id,
    revision_id,
    kind,
    field,
    span_start,
    span_end,
    surface,
    sentence_start,
    sentence_end
from spelled_names;

comment on view base_compared is 'One row per statement, and per name that texts of a story spell differently: what groups and contrasts speak of.';
comment on column base_compared.statement_id is 'Statement, or mention of the name';
comment on column base_compared.article_id is 'Article';
comment on column base_compared.revision_id is 'Revision that states it';
comment on column base_compared.kind is 'money, percent, quantity, duration, age, ordinal, score, time, date, role, lapse or spelling';
comment on column base_compared.field is 'title or text';
comment on column base_compared.span_start is 'Start of the value in the field, in code points';
comment on column base_compared.span_end is 'End of the value in the field, exclusive';
comment on column base_compared.surface is 'The value as written';
comment on column base_compared.sentence_start is 'Start of its sentence in the field';
comment on column base_compared.sentence_end is 'End of its sentence in the field, exclusive';
comment on column base_compared.qualifier is 'about, up_to, more_than, ...; of a role former, current, interim, ...; null where none';
comment on column base_compared.entity_ids is 'Entities of the statement; null of a spelling';
