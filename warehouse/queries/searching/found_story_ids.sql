-- The stories of the found articles that the filters let pass.
select distinct story_id
from article_facts
where revision_id in (select revision_id from found) and story_id is not null and ({conditions})
