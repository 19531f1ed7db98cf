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
),
told_quotes as (
    select
        quotes.*,
        wanted_revisions.story_id,
        wanted_revisions.label,
        wanted_revisions.text_id,
        wanted_revisions.outlet_name,
        wanted_revisions.published_day,
        least(quotes.span_start - quotes.sentence_start, 1000) as quote_start,
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
)
select
    told_quotes.quote_id,
    told_quotes.story_id,
    told_quotes.article_id,
    told_quotes.label as article_label,
    told_quotes.text_id,
    coalesce(told_quotes.outlet_name, 'unknown') as outlet_name,
    told_quotes.published_day,
    told_quotes.quote_start,
    len(told_quotes.surface) as quote_length,
    case
        when substring(told_quotes.sentence, told_quotes.quote_start + 1, len(told_quotes.surface))
            is distinct from told_quotes.surface
            then told_quotes.surface
    end as lone_quote,
    told_quotes.form,
    coalesce(
        entity_facts.entity_name,
        open_speakers.surface,
        case when not ends_with(told_quotes.method, 'pronoun') then told_quotes.speaker_surface end,
        'unknown'
    ) as speaker,
    coalesce(entity_facts.resolved_entity_id, told_quotes.speaker_entity_id) as speaker_entity_id,
    told_quotes.speaker_surface,
    told_quotes.cue,
    told_quotes.zone,
    told_quotes.sentence,
    told_quotes.words_id
from told_quotes
left join open_speakers
    on open_speakers.mention_id = told_quotes.speaker_mention_id
    and told_quotes.speaker_entity_id is null
left join entity_facts
    on entity_facts.entity_id = coalesce(told_quotes.speaker_entity_id, open_speakers.entity_id)
