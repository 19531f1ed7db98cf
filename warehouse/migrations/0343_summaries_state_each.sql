-- Each summary by what it is made by: a changed statement or view makes anew only what rests on it.
drop table summaries_state;

create table summaries_state (
    summary varchar not null,
    definitions_sha256 varchar not null
);

comment on table summaries_state is 'One row per summary: what the rows that it has were made by';
comment on column summaries_state.summary is 'Table of the summary';
comment on column summaries_state.definitions_sha256 is 'SHA-256 of its statement and of the views, macros and statements of other summaries that it rests on';
