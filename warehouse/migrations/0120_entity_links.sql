create table entity_links (
    entity_id varchar not null,
    into_entity_id varchar not null,
    rule varchar not null,
    confidence double not null,
    is_followed boolean not null
);

comment on table entity_links is 'One row per entity that the names of the corpus say, or may say, to be another one. Derived from entities and mentions as a whole; decisions of people (entity_merges) win.';
comment on column entity_links.entity_id is 'Entity';
comment on column entity_links.into_entity_id is 'Entity that it counts as, the better known one';
comment on column entity_links.rule is 'What says so: writing (case, accents, marks, article), company form, middle name, suffix, nickname, acronym, kind';
comment on column entity_links.confidence is '0 to 1';
comment on column entity_links.is_followed is 'Whether it counts as the other one; where not, it is doubtful and stands in report_entity_review';

create table name_meanings (
    article_id varchar not null,
    name varchar not null,
    entity_id varchar not null,
    rule varchar not null,
    confidence double not null
);

comment on table name_meanings is 'One row per surname in an article that its mentions leave open and that names of the corpus explain. Derived from mentions, entity links and stories as a whole.';
comment on column name_meanings.article_id is 'Article';
comment on column name_meanings.name is 'The words of the mentions';
comment on column name_meanings.entity_id is 'Person that they mean, links followed';
comment on column name_meanings.rule is 'What says so: article (its one bearer, or by far its first), story (its one bearer), corpus (nearly always)';
comment on column name_meanings.confidence is '0 to 1';
