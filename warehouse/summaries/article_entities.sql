-- One row per article of wanted_articles and entity that its headline, standfirst or body names, merges followed.
select
    article_id,
    entity_id,
    any_value(entity_kind) as entity_kind,
    count(*) as mention_count,
    count(*) filter (where zone = 'headline') as headline_mention_count
from base_mention_facts
join wanted_articles using (article_id)
where entity_id is not null
    and is_coverage
    -- Said again of the stored columns, which keeps figures and dates from the joins.
    and (stated_entity_id is not null or kind = 'person')
group by article_id, entity_id
