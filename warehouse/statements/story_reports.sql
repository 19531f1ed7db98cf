-- One row per sentence without quotation that names somebody whom the story quotes, in one article of each text.
with
chosen as (
    select
        story_members.story_id,
        articles.revision_id
    from story_members
    join articles on articles.article_id = story_members.article_id
    join text_members on text_members.article_id = story_members.article_id
    join texts on texts.text_id = text_members.text_id
    where story_members.story_id in (select unnest($stories))
    qualify row_number() over (
        partition by story_members.story_id, text_members.text_id
        order by
            story_members.article_id = texts.representative_article_id desc,
            story_members.article_id
    ) = 1
),
quoted as materialized (
    select
        chosen.story_id,
        quotes.revision_id,
        quotes.speaker_entity_id,
        quotes.sentence_start,
        quotes.sentence_end
    from chosen
    join quotes using (revision_id)
    where quotes.field = 'text'
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
        chosen.story_id,
        mentions.entity_id,
        mentions.article_id,
        mentions.revision_id,
        mentions.sentence_start,
        mentions.sentence_end
    from chosen
    join mentions using (revision_id)
    join speakers on speakers.story_id = chosen.story_id and speakers.entity_id = mentions.entity_id
    where mentions.field = 'text' and mentions.zone in ('standfirst', 'body')
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
        revisions.text,
        unquoted.sentence_start + 1,
        unquoted.sentence_end - unquoted.sentence_start
    ) as sentence
from unquoted
join revisions on revisions.revision_id = unquoted.revision_id
where unquoted.sentence_end - unquoted.sentence_start between 40 and 600
order by all
