-- Articles that name an entity which counts otherwise than before. Who counted for itself stands in the summaries
-- themselves; who counted as another, whose rows stay, is looked for where it was found.
create or replace temp table former_heads as
select distinct resolved_entity_id as entity_id
from entity_facts
semi join changed_entities using (entity_id)
where resolved_entity_id in (from changed_entities);

create or replace temp table former_others as
select entity_id
from entity_facts
semi join changed_entities using (entity_id)
where resolved_entity_id not in (from changed_entities);

insert into quoting_articles
select article_id from quote_facts semi join former_heads on quote_facts.speaker_entity_id = former_heads.entity_id
union
select article_id from quotes semi join former_others on quotes.speaker_entity_id = former_others.entity_id
union
select article_id from name_meanings semi join changed_entities using (entity_id)
except
from quoting_articles;

insert into wanted_articles
select article_id from article_entities semi join former_heads using (entity_id)
union
select article_id from mentions semi join former_others using (entity_id)
union
from quoting_articles
except
from wanted_articles
