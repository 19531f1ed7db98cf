-- One row per direct quotation in the articles of quoting_articles; words_id is the same for the same words.
-- 64 bits of it, as Parquet has no integers of 128: of 14 million quotations two are mistaken for one in 1 of 200,000
-- databases.
with
wanted_revisions as (
    select
        article_facts.*,
        wanted_texts.text
    from article_facts
    join quoting_articles on quoting_articles.article_id = article_facts.article_id
    left join wanted_texts on wanted_texts.revision_id = article_facts.revision_id
),
open_speakers as (
    -- Speakers whose name the article leaves open, with whom the corpus says it means.
    select
        mentions.mention_id,
        mentions.surface,
        name_meanings.entity_id
    from mentions
    join quoting_articles on quoting_articles.article_id = mentions.article_id
    semi join quotes
        on quotes.speaker_mention_id = mentions.mention_id
        and quotes.speaker_entity_id is null
    left join name_meanings
        on mentions.kind = 'person'
        and name_meanings.article_id = mentions.article_id
        and name_meanings.name = mentions.surface
)
select
    quotes.quote_id,
    wanted_revisions.story_id,
    quotes.article_id,
    wanted_revisions.label as article_label,
    wanted_revisions.text_id,
    coalesce(wanted_revisions.outlet_name, 'unknown') as outlet_name,
    wanted_revisions.published_day,
    quotes.surface as quote,
    quotes.form,
    coalesce(
        entity_facts.entity_name,
        open_speakers.surface,
        case when not ends_with(quotes.method, 'pronoun') then quotes.speaker_surface end,
        'unknown'
    ) as speaker,
    coalesce(entity_facts.resolved_entity_id, quotes.speaker_entity_id) as speaker_entity_id,
    quotes.speaker_surface,
    quotes.cue,
    quotes.zone,
    case
        when kept_sentences.quote_id is not null then kept_sentences.sentence
        else cut_sentence(
            case quotes.field when 'title' then wanted_revisions.title else wanted_revisions.text end,
            quotes.sentence_start,
            quotes.sentence_end,
            quotes.span_start,
            quotes.span_end
        )
    end as sentence,
    case
        when kept_sentences.quote_id is not null then kept_sentences.words_id
        else md5_number_upper(words_key(quotes.surface))
    end as words_id
from quotes
join wanted_revisions on wanted_revisions.revision_id = quotes.revision_id
left join kept_sentences on kept_sentences.quote_id = quotes.quote_id
left join open_speakers
    on open_speakers.mention_id = quotes.speaker_mention_id
    and quotes.speaker_entity_id is null
left join entity_facts
    on entity_facts.entity_id = coalesce(quotes.speaker_entity_id, open_speakers.entity_id)
