create table spelled_names (
    statement_id varchar not null,
    story_id varchar not null,
    article_id varchar not null,
    revision_id varchar not null,
    kind varchar not null,
    field varchar not null,
    span_start integer not null,
    span_end integer not null,
    surface varchar not null,
    sentence_start integer not null,
    sentence_end integer not null,
    value_key varchar not null,
    method_version varchar not null
);

comment on table spelled_names is 'One row per spelling of a name and article of a story in which another text spells the name otherwise.';
comment on column spelled_names.statement_id is 'Mention of the name, the first one of the article';
comment on column spelled_names.story_id is 'Story';
comment on column spelled_names.article_id is 'Article';
comment on column spelled_names.revision_id is 'Revision that spells it so';
comment on column spelled_names.kind is 'spelling, as in statement_groups';
comment on column spelled_names.field is 'title or text';
comment on column spelled_names.span_start is 'Start of the name in the field, in code points';
comment on column spelled_names.span_end is 'End of the name in the field, exclusive';
comment on column spelled_names.surface is 'The name as written';
comment on column spelled_names.sentence_start is 'Start of the sentence in the field';
comment on column spelled_names.sentence_end is 'End of the sentence in the field, exclusive';
comment on column spelled_names.value_key is 'Its words without accents, initials and marks';
comment on column spelled_names.method_version is 'Version of the comparison of spellings';

comment on column statement_groups.kind is 'Kind of its statements; role for those of one person, spelling for the ways to write one name';
comment on column statement_members.statement_id is 'Statement; of a spelling the mention, see spelled_names';
comment on column statement_contrasts.statement_a is 'Statement, or mention of a spelling, that shows the first value best';
comment on column statement_contrasts.statement_b is 'Statement of another article that shows the second value best';
