-- One row per article and entity that its accepted revision names, before links: what the rules count by.
create or replace temp table article_names as
select
    mentions.article_id,
    mentions.entity_id,
    count(*) as mention_count
from mentions
semi join articles using (revision_id)
where mentions.entity_id is not null
group by
    mentions.article_id,
    mentions.entity_id
