create table entity_relations (
    entity_id varchar not null,
    relation varchar not null,
    related_entity_id varchar not null,
    origin varchar not null
);

comment on table entity_relations is 'One row per relation of an entity to another one, as stated of an entity that some article names.';
comment on column entity_relations.entity_id is 'Entity';
comment on column entity_relations.relation is 'What it is to the other one, in the words of who stated it, such as owns';
comment on column entity_relations.related_entity_id is 'The other entity';
comment on column entity_relations.origin is 'Who stated it: watchlist';
