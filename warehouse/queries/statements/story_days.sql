-- One row per article of the stories with its day of publication; null where unknown.
select
    articles.article_id,
    revisions.published_date
from story_members
join articles on articles.article_id = story_members.article_id
join revisions on revisions.revision_id = articles.revision_id
where story_members.story_id in (select unnest($stories))
