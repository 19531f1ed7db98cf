-- One row per direct quotation in the accepted revision of an article, with its sentence and its speaker.
create or replace view base_quotes as
select
    quotes.quote_id,
    quotes.article_id,
    article_facts.story_id,
    article_facts.text_id,
    article_facts.outlet_id,
    article_facts.outlet_name,
    article_facts.published_day,
    article_facts.label as article_label,
    quotes.surface as quote,
    quotes.form,
    coalesce(entity_facts.resolved_entity_id, quotes.speaker_entity_id) as speaker_entity_id,
    -- A pronoun that stands for nobody known names no speaker; its words stay in speaker_surface.
    coalesce(
        entity_facts.entity_name,
        speakers.surface,
        case when not ends_with(quotes.method, 'pronoun') then quotes.speaker_surface end
    ) as speaker,
    quotes.speaker_surface,
    quotes.cue,
    quotes.field,
    quotes.zone,
    quotes.span_start,
    quotes.span_end,
    quotes.sentence_index,
    cut_sentence(
        case quotes.field when 'title' then revisions.title else revisions.text end,
        quotes.sentence_start,
        quotes.sentence_end,
        quotes.span_start,
        quotes.span_end
    ) as sentence,
    least(quotes.span_start - quotes.sentence_start, 1000) as start_in_sentence,
    words_key(quotes.surface) as words_key,
    quotes.method,
    quotes.method_version,
    quotes.confidence
from quotes
join article_facts on article_facts.revision_id = quotes.revision_id
join revisions on revisions.revision_id = quotes.revision_id
left join mentions as speakers on speakers.mention_id = quotes.speaker_mention_id and quotes.speaker_entity_id is null
left join name_meanings
    on speakers.kind = 'person'
    and name_meanings.article_id = speakers.article_id
    and name_meanings.name = speakers.surface
left join entity_facts
    on entity_facts.entity_id = coalesce(quotes.speaker_entity_id, name_meanings.entity_id);

comment on view base_quotes is 'One row per direct quotation in the accepted revision of an article.';
comment on column base_quotes.quote_id is 'Quotation';
comment on column base_quotes.article_id is 'Article';
comment on column base_quotes.story_id is 'Story of the article as it stands today';
comment on column base_quotes.text_id is 'Group of near copies that the article is in';
comment on column base_quotes.outlet_id is 'Publisher; null where unknown';
comment on column base_quotes.outlet_name is 'Name of the publisher; null where unknown';
comment on column base_quotes.published_day is 'Day of publication; null where unknown';
comment on column base_quotes.article_label is 'What to call the article';
comment on column base_quotes.quote is 'The quoted words, without their marks';
comment on column base_quotes.form is 'full (a sentence or more) or fragment';
comment on column base_quotes.speaker_entity_id is 'Entity that speaks, merges followed; null where unknown';
comment on column base_quotes.speaker is 'Canonical name of the speaker, else the words that name it; null where unknown or but a pronoun';
comment on column base_quotes.speaker_surface is 'The words that name the speaker, a pronoun too';
comment on column base_quotes.cue is 'Verb or phrase that introduces the quotation';
comment on column base_quotes.field is 'title or text';
comment on column base_quotes.zone is 'headline, standfirst, heading, body, caption, credit or furniture';
comment on column base_quotes.span_start is 'First code point in the field, from 0';
comment on column base_quotes.span_end is 'Code point behind the last in the field';
comment on column base_quotes.sentence_index is 'Sentence of the field, from 0';
comment on column base_quotes.sentence is 'The sentence that the quotation begins in; of a very long one at most 1,000 characters on either side';
comment on column base_quotes.start_in_sentence is 'First code point of the words in the sentence as given, from 0';
comment on column base_quotes.words_key is 'The words in lower case without marks: equal where the same words are quoted';
comment on column base_quotes.method is 'Rule that found it';
comment on column base_quotes.method_version is 'Version of the rules';
comment on column base_quotes.confidence is '0 to 1';
