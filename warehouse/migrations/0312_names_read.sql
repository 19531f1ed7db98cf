-- What names are resolved by is kept, so that each run reads the names of new articles only (warehouse/names).
create table names_read (
    article_id varchar not null,
    revision_id varchar not null,
    story_id varchar
);

comment on table names_read is 'One row per article whose names were read, as it stood then.';
comment on column names_read.article_id is 'Article';
comment on column names_read.revision_id is 'Accepted revision';
comment on column names_read.story_id is 'Story; null where it was in none';

create table names_due (
    article_id varchar not null
);

comment on table names_due is 'One row per article whose findings were replaced: its names are to be read again';
comment on column names_due.article_id is 'Article';

create table names_state (
    definitions_sha256 varchar not null,
    merges_hash hugeint not null
);

comment on table names_state is 'One row per database: what names were last resolved by.';
comment on column names_state.definitions_sha256 is 'SHA-256 of the statements; where others are in use now, all is read anew';
comment on column names_state.merges_hash is 'Sum of the hashes of the decisions of people';

create table article_names (
    article_id varchar not null,
    entity_id varchar not null,
    mention_count bigint not null
);

comment on table article_names is 'One row per article and entity that its accepted revision names, before merges and links.';
comment on column article_names.article_id is 'Article';
comment on column article_names.entity_id is 'Entity, as mentions name it';
comment on column article_names.mention_count is 'Mentions in every zone';

create table article_acronyms (
    article_id varchar not null,
    acronym varchar not null,
    entity_id varchar not null
);

comment on table article_acronyms is 'One row per article, acronym and entity that it is short for there, before merges and links.';
comment on column article_acronyms.article_id is 'Article';
comment on column article_acronyms.acronym is 'The acronym as written';
comment on column article_acronyms.entity_id is 'Entity, as mentions name it';

create table open_names (
    article_id varchar not null,
    name varchar not null,
    surname varchar not null
);

comment on table open_names is 'One row per article and name of a person alone that its own finder left open.';
comment on column open_names.article_id is 'Article';
comment on column open_names.name is 'The words of the mentions';
comment on column open_names.surname is 'The name in lower case without accents and marks, with particles';

create table entity_names (
    entity_id varchar not null,
    name varchar not null,
    kind varchar not null,
    origin varchar not null,
    plain varchar not null,
    name_key varchar not null,
    middle_words varchar not null,
    middle varchar not null,
    suffix varchar not null,
    is_run_on boolean not null,
    surname varchar,
    given varchar
);

comment on table entity_names is 'One row per entity that is no topic, with the parts of its name.';
comment on column entity_names.entity_id is 'Entity';
comment on column entity_names.name is 'Its own name';
comment on column entity_names.kind is 'person, organization, place, product or event';
comment on column entity_names.origin is 'watchlist, gazetteer or found';
comment on column entity_names.plain is 'Name in lower case without accents, marks and titles';
comment on column entity_names.name_key is 'What equal names share: of a person given name, surname and suffix, of a company its name without its form';
comment on column entity_names.middle_words is 'Middle names; empty where none';
comment on column entity_names.middle is 'Their initials';
comment on column entity_names.suffix is 'jr, sr, ii, iii or iv; empty where none';
comment on column entity_names.is_run_on is 'The name ran on into the next line';
comment on column entity_names.surname is 'Surname of a person; null where unknown';
comment on column entity_names.given is 'Given name of a person; null where unknown';

create table name_bearers (
    entity_id varchar not null,
    person_id varchar not null,
    surname varchar,
    given varchar
);

comment on table name_bearers is 'One row per entity that counts as a person who bears a name that some article leaves open.';
comment on column name_bearers.entity_id is 'Entity, as mentions name it';
comment on column name_bearers.person_id is 'Person that it counts as';
comment on column name_bearers.surname is 'Surname of the person, where it is open somewhere';
comment on column name_bearers.given is 'Given name of the person, where it is open somewhere and nobody has it for a surname';

create table article_surnames (
    article_id varchar not null,
    surname varchar not null,
    entity_id varchar not null,
    mention_count bigint not null,
    next_count bigint not null,
    bearer_count bigint not null
);

comment on table article_surnames is 'One row per article and open surname that somebody in it bears.';
comment on column article_surnames.article_id is 'Article';
comment on column article_surnames.surname is 'Surname, or given name that nobody has for a surname';
comment on column article_surnames.entity_id is 'Its bearer who is named most there';
comment on column article_surnames.mention_count is 'Mentions of this bearer';
comment on column article_surnames.next_count is 'Mentions of the next one; 0 where there is none';
comment on column article_surnames.bearer_count is 'Its bearers in the article';

create table corpus_surnames (
    surname varchar not null,
    entity_id varchar not null,
    leading_count bigint not null,
    article_count bigint not null
);

comment on table corpus_surnames is 'One row per open surname, with its bearer who is named most in most articles.';
comment on column corpus_surnames.surname is 'Surname, or given name that nobody has for a surname';
comment on column corpus_surnames.entity_id is 'Its bearer who leads in most articles';
comment on column corpus_surnames.leading_count is 'Articles where this bearer leads';
comment on column corpus_surnames.article_count is 'Articles where some bearer leads';
