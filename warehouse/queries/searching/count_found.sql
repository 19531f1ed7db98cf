-- How many articles were found and pass the filters, and in how many stories they are.
select count(*) as article_count, count(distinct story_id) as story_count
from article_facts
where revision_id in (select revision_id from found) and ({conditions})
