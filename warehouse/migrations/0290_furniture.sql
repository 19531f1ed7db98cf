-- What outlets repeat inside their texts, and the mentions that it takes out of coverage.

create table repeated_pieces (
    outlet_id varchar not null,
    place varchar not null,
    surface varchar not null,
    text_count bigint not null,
    day_count bigint not null
);

comment on table repeated_pieces is 'One row per publisher and piece that it prints inside text after text: share bars, marks of pictures, invitations, notices.';
comment on column repeated_pieces.outlet_id is 'Publisher';
comment on column repeated_pieces.place is 'line (a whole line), start or end (of a line)';
comment on column repeated_pieces.surface is 'The words';
comment on column repeated_pieces.text_count is 'Different texts of the publisher''s sample that it stands in';
comment on column repeated_pieces.day_count is 'Days that they are of';

create table furniture_mentions (
    mention_id varchar not null,
    article_id varchar not null,
    surface varchar not null
);

comment on table furniture_mentions is 'One row per mention that stands in a piece that its publisher repeats: no coverage, whatever zone its rules gave it.';
comment on column furniture_mentions.mention_id is 'Mention';
comment on column furniture_mentions.article_id is 'Article';
comment on column furniture_mentions.surface is 'The piece that it stands in';

create table furniture_due (
    article_id varchar not null
);

comment on table furniture_due is 'One row per article whose mentions have yet to be looked up in what its publisher repeats.';
comment on column furniture_due.article_id is 'Article';

insert into furniture_due select article_id from articles;

comment on column mentions.zone is 'headline, standfirst, heading, body, caption, credit or furniture, as the rules see it';
comment on column quotes.zone is 'headline, standfirst, heading, body, caption, credit or furniture';
comment on column quote_facts.zone is 'headline, standfirst, heading, body, caption, credit or furniture';
comment on column statements.zone is 'headline, standfirst, heading, body, caption, credit or furniture';
comment on table article_entities is 'One row per article and entity that its headline, standfirst or body names, merges followed';
comment on column article_entities.mention_count is 'Mentions in headline, standfirst and body';
