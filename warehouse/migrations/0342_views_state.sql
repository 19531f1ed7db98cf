create table views_state (
    definitions_sha256 varchar not null
);

comment on table views_state is 'One row: what the views were made by; where it is otherwise they are made anew';
comment on column views_state.definitions_sha256 is 'SHA-256 of the statements of macros and views, and of the migrations in force';
