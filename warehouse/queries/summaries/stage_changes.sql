-- Stage facts as they are now, the entities that count otherwise than before, and the articles concerned.
insert into wanted_articles
select article_id from mentions semi join changed_entities using (entity_id)
union
select article_id from name_meanings semi join changed_entities using (entity_id)
union
select article_id from quotes semi join changed_entities on quotes.speaker_entity_id = entity_id
except
from wanted_articles
