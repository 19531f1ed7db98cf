-- Articles whose names are to be read: new ones, of another revision or in another story than when they were read,
-- with findings that were replaced, or gone; and the stories that these were in.
create or replace temp table changed_articles as
select coalesce(placed_articles.article_id, names_read.article_id) as article_id
from (
    select
        articles.article_id,
        articles.revision_id,
        story_members.story_id
    from articles
    left join story_members using (article_id)
) as placed_articles
full join names_read on names_read.article_id = placed_articles.article_id
where names_read.revision_id is distinct from placed_articles.revision_id
    or names_read.story_id is distinct from placed_articles.story_id
union
from names_due;

create or replace temp table touched_stories as
select distinct story_id
from names_read
semi join changed_articles using (article_id)
where story_id is not null;
