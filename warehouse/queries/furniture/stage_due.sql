-- Articles of known outlets whose mentions have yet to be looked up; after a while all of their outlets' may follow.
create or replace temp table due_furniture as
select
    articles.article_id,
    articles.revision_id,
    articles.outlet_id
from articles
anti join expired_texts on expired_texts.revision_id = articles.revision_id
where articles.outlet_id is not null
    and articles.article_id in (select article_id from furniture_due)
