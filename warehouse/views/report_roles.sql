-- One row per role of a person that an article states in its accepted revision.
create or replace view report_roles as
select
    statements.statement_id,
    article_facts.story_id,
    statements.article_id,
    article_facts.label as article_label,
    article_facts.text_id,
    article_facts.outlet_id,
    coalesce(article_facts.outlet_name, 'unknown') as outlet_name,
    article_facts.published_day,
    coalesce(holders.entity_name, statements.entity_ids[1]) as person,
    coalesce(holders.resolved_entity_id, statements.entity_ids[1]) as person_entity_id,
    statements.surface as role,
    statements.value_text as title,
    statements.qualifier as phase,
    coalesce(bodies.entity_name, statements.entity_ids[2]) as organization,
    coalesce(bodies.resolved_entity_id, statements.entity_ids[2]) as organization_entity_id,
    statements.field,
    statements.zone,
    cut_sentence(
        case statements.field when 'title' then article_facts.title else revisions.text end,
        statements.sentence_start,
        statements.sentence_end,
        statements.span_start,
        statements.span_end
    ) as sentence,
    statements.method_version
from statements
join article_facts on article_facts.revision_id = statements.revision_id
join revisions on revisions.revision_id = statements.revision_id
left join entity_facts as holders on holders.entity_id = statements.entity_ids[1]
left join entity_facts as bodies on bodies.entity_id = statements.entity_ids[2]
where statements.kind = 'role'
order by
    person,
    title,
    published_day,
    statements.article_id,
    statements.span_start;

comment on view report_roles is 'One row per role of a person that an article states: who is what, of whom, and whether former, current or interim. English texts only.';
comment on column report_roles.statement_id is 'Statement';
comment on column report_roles.story_id is 'Story of the article as it stands today; null until stories are joined';
comment on column report_roles.article_id is 'Article';
comment on column report_roles.article_label is 'What to call the article';
comment on column report_roles.text_id is 'Group of near copies that the article is in';
comment on column report_roles.outlet_id is 'Publisher; null where unknown';
comment on column report_roles.outlet_name is 'Name of the publisher, or unknown';
comment on column report_roles.published_day is 'Day of publication; null where unknown';
comment on column report_roles.person is 'Name of the person that holds it, merges followed';
comment on column report_roles.person_entity_id is 'Entity of the person, merges followed';
comment on column report_roles.role is 'The role as written, with the words that say of what it is';
comment on column report_roles.title is 'Its title in usual words: chair for chairman and chairwoman, ceo for chief executive officer';
comment on column report_roles.phase is 'former, current, interim, incoming or outgoing; null where no word tells';
comment on column report_roles.organization is 'Organization or place that it is of; null where the words name none';
comment on column report_roles.organization_entity_id is 'Entity of the organization or place';
comment on column report_roles.field is 'title or text';
comment on column report_roles.zone is 'headline, standfirst, heading or body';
comment on column report_roles.sentence is 'Sentence that states it';
comment on column report_roles.method_version is 'Version of the method';
