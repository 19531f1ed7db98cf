-- One row per two values of one measure, roles of one person, spellings of one name, or a time told by what went before and a date, in a story that are not plainly equal, those that differ first.
-- Only the statements that are contrasted are read with their texts: over base_statements, which reads all texts,
-- a few hundred contrasts of 11,256 articles took 3.2 s of CPU, so .16 s (2026-11-27).
create or replace view report_conflicts as
with
contrasted_groups as (
    select distinct group_id
    from statement_contrasts
),
values_stated as (
    select
        statement_members.group_id,
        statement_members.value_key,
        count(distinct article_facts.article_id) as article_count,
        count(distinct article_facts.text_id) as text_count,
        count(distinct article_facts.outlet_id) as outlet_count
    from statement_members
    semi join contrasted_groups on contrasted_groups.group_id = statement_members.group_id
    join base_compared on base_compared.statement_id = statement_members.statement_id
    join article_facts
        on article_facts.revision_id = base_compared.revision_id
        and article_facts.story_id = statement_members.story_id
    group by
        statement_members.story_id,
        statement_members.group_id,
        statement_members.value_key
),
sides as (
    select statement_a as statement_id
    from statement_contrasts
    union
    select statement_b as statement_id
    from statement_contrasts
),
contrasted as (
    select
        base_compared.statement_id,
        base_compared.kind,
        base_compared.surface,
        article_facts.article_id,
        article_facts.label as article_label,
        article_facts.published_day,
        cut_sentence(
            case base_compared.field when 'title' then article_facts.title else revisions.text end,
            base_compared.sentence_start,
            base_compared.sentence_end,
            base_compared.span_start,
            base_compared.span_end
        ) as sentence
    from base_compared
    semi join sides on sides.statement_id = base_compared.statement_id
    join article_facts on article_facts.revision_id = base_compared.revision_id
    join revisions on revisions.revision_id = article_facts.revision_id
)
select
    statement_contrasts.contrast_id,
    statement_contrasts.story_id,
    stories.title as story_title,
    statement_contrasts.group_id,
    statement_contrasts.verdict,
    statement_contrasts.reason,
    statement_contrasts.confidence,
    one.kind,
    one.surface as value_a,
    other.surface as value_b,
    one.sentence as sentence_a,
    other.sentence as sentence_b,
    one.article_id as article_a,
    other.article_id as article_b,
    one.article_label as article_label_a,
    other.article_label as article_label_b,
    one.published_day as published_day_a,
    other.published_day as published_day_b,
    stated_a.article_count as article_count_a,
    stated_b.article_count as article_count_b,
    stated_a.text_count as text_count_a,
    stated_b.text_count as text_count_b,
    stated_a.outlet_count as outlet_count_a,
    stated_b.outlet_count as outlet_count_b,
    statement_contrasts.decided_by,
    statement_contrasts.method_version
from statement_contrasts
join stories on stories.story_id = statement_contrasts.story_id
join contrasted as one on one.statement_id = statement_contrasts.statement_a
join contrasted as other on other.statement_id = statement_contrasts.statement_b
join values_stated as stated_a
    on stated_a.group_id = statement_contrasts.group_id
    and stated_a.value_key = statement_contrasts.value_key_a
join values_stated as stated_b
    on stated_b.group_id = statement_contrasts.group_id
    and stated_b.value_key = statement_contrasts.value_key_b
order by
    list_position(
        ['conflict', 'differs', 'stale', 'other_scope_or_time', 'rounding', 'compatible', 'agree'],
        statement_contrasts.verdict
    ),
    one.kind = 'spelling',
    least(stated_a.text_count, stated_b.text_count) desc,
    statement_contrasts.contrast_id;

comment on view report_conflicts is 'One row per two values of one measure, roles of one person, spellings of one name, or a time told by what went before and a date, in a story that are not plainly equal, those that differ first. A conflict is what a person called one, or what differs with the confidence that the settings ask for.';
comment on column report_conflicts.contrast_id is 'Derived from the group and both values';
comment on column report_conflicts.story_id is 'Story';
comment on column report_conflicts.story_title is 'Title of the story';
comment on column report_conflicts.group_id is 'Group of statements that measure the same';
comment on column report_conflicts.verdict is 'conflict, differs, stale, other_scope_or_time, rounding or compatible (two roles that may both hold); agree where a person decided so';
comment on column report_conflicts.reason is 'What the verdict rests on, in words';
comment on column report_conflicts.confidence is 'How often the rule is right, 0 to 1';
comment on column report_conflicts.kind is 'money, percent, quantity, duration, age, role, lapse or spelling';
comment on column report_conflicts.value_a is 'First value as written in its sentence';
comment on column report_conflicts.value_b is 'Second value as written in its sentence';
comment on column report_conflicts.sentence_a is 'Sentence that states the first value';
comment on column report_conflicts.sentence_b is 'Sentence that states the second value';
comment on column report_conflicts.article_a is 'Article of the first sentence';
comment on column report_conflicts.article_b is 'Article of the second sentence';
comment on column report_conflicts.article_label_a is 'What to call the first article';
comment on column report_conflicts.article_label_b is 'What to call the second article';
comment on column report_conflicts.published_day_a is 'Day of publication of the first article; null where unknown';
comment on column report_conflicts.published_day_b is 'Day of publication of the second article; null where unknown';
comment on column report_conflicts.article_count_a is 'Compared articles that state the first value, one of each text';
comment on column report_conflicts.article_count_b is 'Compared articles that state the second value, one of each text';
comment on column report_conflicts.text_count_a is 'Distinct texts that state the first value: copies count once';
comment on column report_conflicts.text_count_b is 'Distinct texts that state the second value';
comment on column report_conflicts.outlet_count_a is 'Known outlets of the texts that state the first value';
comment on column report_conflicts.outlet_count_b is 'Known outlets of the texts that state the second value';
comment on column report_conflicts.decided_by is 'rules or person';
comment on column report_conflicts.method_version is 'Version of the rules';
