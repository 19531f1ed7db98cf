-- Articles whose facts may be others than before: those in buckets of ids that changed.
create or replace temp table candidate_articles as
select article_id
from articles
where hash(article_id) >> 48 in (select bucket from changed_buckets where kind = 'article')
    or hash(outlet_id) >> 48 in (select bucket from changed_buckets where kind = 'outlet')
union
select article_id
from article_facts
where hash(article_id) >> 48 in (select bucket from changed_buckets where kind = 'article')
union
select revisions.article_id
from revisions
where hash(revisions.raw_id) >> 48 in (select bucket from changed_buckets where kind = 'body')
union
select article_id
from story_members
where hash(story_id) >> 48 in (select bucket from changed_buckets where kind = 'story')
