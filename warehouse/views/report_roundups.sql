-- One row per round-up and story that it mentions; a round-up that is found to mention none has one row.
create or replace view report_roundups as
with
pairs as (
    select
        article_a as article_id,
        article_b as other_id,
        score
    from story_pairs
    where is_roundup
    union all
    select
        article_b as article_id,
        article_a as other_id,
        score
    from story_pairs
    where is_roundup
),
mentions as (
    select
        pairs.article_id,
        story_members.story_id,
        max(pairs.score) as score
    from pairs
    join story_members on story_members.article_id = pairs.other_id
    where pairs.score >= 0.1
    group by pairs.article_id, story_members.story_id
)
select
    base_articles.article_id,
    base_articles.label as article_label,
    base_articles.outlet_id,
    base_articles.outlet_name,
    base_articles.published_day,
    story_roundups.reason,
    stories.story_id,
    stories.title as story_title,
    mentions.score
from story_roundups
join base_articles on base_articles.article_id = story_roundups.article_id
left join mentions on mentions.article_id = story_roundups.article_id
left join stories on stories.story_id = mentions.story_id;

comment on view report_roundups is 'One row per round-up and story that it mentions; one row where it is found to mention none.';
comment on column report_roundups.article_id is 'Article';
comment on column report_roundups.article_label is 'What to call the article';
comment on column report_roundups.outlet_id is 'Publisher; null where unknown';
comment on column report_roundups.outlet_name is 'Name of the publisher; null where unknown';
comment on column report_roundups.published_day is 'Day of publication; null where unknown';
comment on column report_roundups.reason is 'Why it is taken for a round-up';
comment on column report_roundups.story_id is 'Story that it mentions; null where none is found';
comment on column report_roundups.story_title is 'Title of the story';
comment on column report_roundups.score is 'How likely it tells of the story''s event, 0 to 1, by the article of it that is most alike';
