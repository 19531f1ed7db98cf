-- One row per pair of entities named in one sentence of headline, standfirst or body; entity_a sorts before entity_b.
-- Sentences are cut for the shortest one of each pair only. One entity took 4.2 s of CPU at 11,260 articles with all of
-- them cut, so 1.0 s; all pairs of 101,304 articles still take some 40 s.
create or replace view report_entity_pairs as
with
sentence_entities as (
    select
        article_id,
        text_id,
        revision_id,
        field,
        sentence_index,
        entity_id,
        any_value(entity_name) as entity_name,
        any_value(entity_kind) as entity_kind,
        min(sentence_start) as sentence_start,
        min(sentence_end) as sentence_end,
        min(span_start) as span_start,
        min(span_end) as span_end
    from base_mention_facts
    where entity_id is not null and is_coverage
    group by
        article_id,
        text_id,
        revision_id,
        field,
        sentence_index,
        entity_id
),
-- A "sentence" with more names than this is a table or a list; its pairs would grow with the square.
lists as (
    select
        article_id,
        field,
        sentence_index
    from sentence_entities
    group by
        article_id,
        field,
        sentence_index
    having count(*) > 30
),
pairs as (
    select
        first_entities.entity_id as entity_a,
        any_value(first_entities.entity_name) as name_a,
        any_value(first_entities.entity_kind) as kind_a,
        second_entities.entity_id as entity_b,
        any_value(second_entities.entity_name) as name_b,
        any_value(second_entities.entity_kind) as kind_b,
        count(distinct first_entities.article_id) as article_count,
        count(distinct first_entities.text_id) as text_count,
        count(*) as sentence_count,
        arg_min(first_entities, (
            first_entities.sentence_end - first_entities.sentence_start,
            first_entities.article_id,
            first_entities.field,
            first_entities.sentence_index
        )) as shortest
    from sentence_entities as first_entities
    join sentence_entities as second_entities
        on second_entities.article_id = first_entities.article_id
        and second_entities.field = first_entities.field
        and second_entities.sentence_index = first_entities.sentence_index
        and second_entities.entity_id > first_entities.entity_id
    anti join lists
        on lists.article_id = first_entities.article_id
        and lists.field = first_entities.field
        and lists.sentence_index = first_entities.sentence_index
    group by
        first_entities.entity_id,
        second_entities.entity_id
)
select
    pairs.* exclude (shortest),
    cut_sentence(
        case pairs.shortest.field when 'title' then revisions.title else revisions.text end,
        pairs.shortest.sentence_start,
        pairs.shortest.sentence_end,
        pairs.shortest.span_start,
        pairs.shortest.span_end
    ) as shortest_sentence,
    pairs.shortest.article_id as shortest_sentence_article_id
from pairs
join revisions on revisions.revision_id = pairs.shortest.revision_id;

comment on view report_entity_pairs is 'One row per pair of entities named in one sentence; entity_a sorts before entity_b.';
comment on column report_entity_pairs.entity_a is 'First entity, merges followed';
comment on column report_entity_pairs.name_a is 'Canonical name of the first';
comment on column report_entity_pairs.kind_a is 'Kind of the first';
comment on column report_entity_pairs.entity_b is 'Second entity, merges followed';
comment on column report_entity_pairs.name_b is 'Canonical name of the second';
comment on column report_entity_pairs.kind_b is 'Kind of the second';
comment on column report_entity_pairs.article_count is 'Articles with a sentence that names both';
comment on column report_entity_pairs.text_count is 'Distinct texts with such a sentence: copies count once';
comment on column report_entity_pairs.sentence_count is 'Sentences that name both; those with more than 30 entities are left out';
comment on column report_entity_pairs.shortest_sentence is 'The shortest of these sentences';
comment on column report_entity_pairs.shortest_sentence_article_id is 'Article that it stands in';
