-- Made anew rather than altered: in order of the days, DuckDB passes over what was stored for other days.
alter table story_members rename to undated_members;
alter table stories rename to undated_stories;

create table story_members (
    article_id varchar not null,
    story_id varchar not null,
    score double,
    method_version varchar not null,
    decided_by varchar not null,
    first_seen_date date not null
);

comment on table story_members is 'One row per article in its story.';
comment on column story_members.article_id is 'Article';
comment on column story_members.story_id is 'Story';
comment on column story_members.score is 'Score of the join; null for the founder';
comment on column story_members.method_version is 'Version of the join';
comment on column story_members.decided_by is 'machine or person';
comment on column story_members.first_seen_date is 'Day (UTC) when the article was first seen';

create table stories (
    story_id varchar not null,
    founding_article_id varchar not null,
    title varchar,
    title_origin varchar not null,
    central_article_id varchar not null,
    first_seen_date date not null,
    last_seen_date date not null
);

comment on table stories is 'One row per event covered.';
comment on column stories.story_id is 'Fixed when the story is founded';
comment on column stories.founding_article_id is 'Article that founded it';
comment on column stories.title is 'Title of its most central article, or derived';
comment on column stories.title_origin is 'article, derived (first words of the most central text) or person';
comment on column stories.central_article_id is 'Most central article';
comment on column stories.first_seen_date is 'First day (UTC) when an article was first seen that is or was in it';
comment on column stories.last_seen_date is 'Last day (UTC) when an article was first seen that is or was in it';

insert into story_members by name
select
    undated_members.*,
    coalesce(cast(articles.first_seen_at at time zone 'UTC' as date), date '1970-01-01') as first_seen_date
from undated_members
left join articles using (article_id)
order by
    first_seen_date,
    article_id;

insert into stories by name
with days as (
    select
        story_id,
        min(first_seen_date) as first_seen_date,
        max(first_seen_date) as last_seen_date
    from story_members
    group by story_id
),
founders as (
    select
        undated_stories.*,
        cast(articles.first_seen_at at time zone 'UTC' as date) as founded_date
    from undated_stories
    left join articles on articles.article_id = undated_stories.founding_article_id
)
select
    founders.* exclude (founded_date),
    coalesce(least(days.first_seen_date, founded_date), date '1970-01-01') as first_seen_date,
    coalesce(greatest(days.last_seen_date, founded_date), date '1970-01-01') as last_seen_date
from founders
left join days using (story_id)
order by
    last_seen_date,
    story_id;

drop table undated_members;
drop table undated_stories;
