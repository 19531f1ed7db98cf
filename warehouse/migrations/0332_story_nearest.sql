-- Which articles are compared must not depend on the order in which they come: how near the nearest of each are is
-- kept, so that a later one is compared with it if it is nearer, and what is no more among the nearest of either goes.
-- Articles stored before have no row: pairs with them are added as before, and stay.

create table story_nearest (
    article_id varchar not null,
    published_date date,
    seen_date date not null,
    least bigint not null,
    nearest bigint[] not null
);

comment on table story_nearest is 'One row per article that others are compared with: how near the nearest of them are.';
comment on column story_nearest.article_id is 'The article';
comment on column story_nearest.published_date is 'Date of publication; null where unknown';
comment on column story_nearest.seen_date is 'Date when it was first seen (UTC)';
comment on column story_nearest.least is 'How near the last of them is; 0 where there is room for more';
comment on column story_nearest.nearest is 'How near each is, by the weights of key terms that both have; the lowest 12 bits decide between equals';

alter table story_pairs add column nearness bigint;
comment on column story_pairs.nearness is 'How near the two are, as in story_nearest; null where compared before it was kept';
