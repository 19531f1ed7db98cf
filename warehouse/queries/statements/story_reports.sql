-- One row per sentence without quotation that names somebody whom the story quotes, in the compared revisions.
with
quoted as materialized (
    select
        compared_revisions.story_id,
        quotes.revision_id,
        quotes.speaker_entity_id,
        quotes.sentence_start,
        quotes.sentence_end
    from compared_revisions
    join compared_quotes as quotes using (revision_id)
),
speakers as (
    select distinct
        story_id,
        speaker_entity_id as entity_id
    from quoted
    where speaker_entity_id is not null
),
named as (
    select distinct
        compared_revisions.story_id,
        mentions.entity_id,
        mentions.article_id,
        mentions.revision_id,
        mentions.sentence_start,
        mentions.sentence_end
    from compared_revisions
    join compared_mentions as mentions using (revision_id)
    join speakers on speakers.story_id = compared_revisions.story_id and speakers.entity_id = mentions.entity_id
),
unquoted as (
    select named.*
    from named
    anti join quoted
        on quoted.revision_id = named.revision_id
        and quoted.sentence_start < named.sentence_end
        and quoted.sentence_end > named.sentence_start
)
select
    unquoted.story_id,
    unquoted.entity_id,
    unquoted.article_id,
    unquoted.revision_id,
    unquoted.sentence_start,
    unquoted.sentence_end,
    substring(
        compared_texts.text,
        unquoted.sentence_start + 1,
        unquoted.sentence_end - unquoted.sentence_start
    ) as sentence
from unquoted
join compared_texts on compared_texts.revision_id = unquoted.revision_id
where unquoted.sentence_end - unquoted.sentence_start between 40 and 600
order by all
