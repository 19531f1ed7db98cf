-- One row per statement in the accepted revision of an article, with its sentence and the group that it is in.
create or replace view base_statements as
select
    statements.statement_id,
    statements.article_id,
    base_articles.story_id,
    statement_members.group_id,
    statement_members.value_key,
    base_articles.text_id,
    base_articles.outlet_id,
    base_articles.outlet_name,
    base_articles.published_day,
    base_articles.label as article_label,
    statements.kind,
    statements.surface,
    statements.amount,
    statements.amount_high,
    statements.unit,
    statements.value_text,
    statements.qualifier,
    statements.counted,
    statements.entity_ids,
    statements.cues,
    statements.field,
    statements.zone,
    statements.span_start,
    statements.span_end,
    statements.sentence_index,
    cut_sentence(
        case statements.field when 'title' then base_articles.title else base_articles.text end,
        statements.sentence_start,
        statements.sentence_end,
        statements.span_start,
        statements.span_end
    ) as sentence,
    statements.method_version
from statements
join base_articles on base_articles.revision_id = statements.revision_id
-- DuckDB 1.5, which people may open the file with, has no subquery in the condition of a left join.
left join (
    select
        *,
        group_id in (select group_id from statement_groups where kind = 'lapse') as is_lapse
    from statement_members
) as statement_members on statement_members.statement_id = statements.statement_id
    and statement_members.story_id = base_articles.story_id
    -- The date that contradicts a lapse has a group of its own beside that of the dates.
    and not (statements.kind = 'date' and statement_members.is_lapse);

comment on view base_statements is 'One row per statement in the accepted revision of an article.';
comment on column base_statements.statement_id is 'Statement';
comment on column base_statements.article_id is 'Article';
comment on column base_statements.story_id is 'Story of the article as it stands today';
comment on column base_statements.group_id is 'Group of statements that measure the same; null where no other text has one';
comment on column base_statements.value_key is 'What equal values share; null outside a group';
comment on column base_statements.text_id is 'Group of near copies that the article is in';
comment on column base_statements.outlet_id is 'Publisher; null where unknown';
comment on column base_statements.outlet_name is 'Name of the publisher; null where unknown';
comment on column base_statements.published_day is 'Day of publication; null where unknown';
comment on column base_statements.article_label is 'What to call the article';
comment on column base_statements.kind is 'money, percent, quantity, duration, age, ordinal, score, time, date, role or lapse';
comment on column base_statements.surface is 'The figure or role as written';
comment on column base_statements.amount is 'Amount in its unit; null where the value is no number';
comment on column base_statements.amount_high is 'Upper end of a range; null where there is one value';
comment on column base_statements.unit is 'ISO 4217 code, percent, or unit of a measure; null for counts';
comment on column base_statements.value_text is 'Date, time of day, score or title of a role; null for amounts';
comment on column base_statements.qualifier is 'about, up_to, more_than, ...; of a role former, current, interim, ...; null where none';
comment on column base_statements.counted is 'Stem of the noun that is counted, else the unit; null where none follows';
comment on column base_statements.entity_ids is 'Entities named in its sentence, the nearest first; of a role its holder and the body that it is of';
comment on column base_statements.cues is 'How it holds, as its sentence says: planned, former, denied, ...';
comment on column base_statements.field is 'title or text';
comment on column base_statements.zone is 'headline, standfirst, heading, body, caption, credit or furniture';
comment on column base_statements.span_start is 'Start of the figure in the field, in code points';
comment on column base_statements.span_end is 'End of the figure in the field, exclusive';
comment on column base_statements.sentence_index is 'Number of the sentence in the field, from 0';
comment on column base_statements.sentence is 'Sentence that states it';
comment on column base_statements.method_version is 'Version of the method';
