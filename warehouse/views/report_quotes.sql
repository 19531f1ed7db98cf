-- One row per direct quotation, with its speaker and who else carries the same words.
create or replace view report_quotes as
select
    quote_facts.quote_id,
    quote_facts.story_id,
    stories.title as story_title,
    quote_facts.article_id,
    quote_facts.article_label,
    quote_facts.text_id,
    quote_facts.outlet_name,
    quote_facts.published_day,
    words_quoted(
        quote_facts.lone_quote,
        quote_facts.sentence,
        quote_facts.quote_start,
        quote_facts.quote_length
    ) as quote,
    quote_facts.form,
    quote_facts.speaker,
    quote_facts.speaker_entity_id,
    quote_facts.speaker_surface,
    quote_facts.cue,
    quote_facts.zone,
    quote_facts.sentence,
    coalesce(shared_quotes.article_count, 1) as article_count,
    coalesce(shared_quotes.text_count, 1) as text_count,
    list_filter(
        coalesce(shared_quotes.article_ids, []),
        lambda other_id: other_id <> quote_facts.article_id
    )[1:20] as other_article_ids
from quote_facts
left join shared_quotes on shared_quotes.words_id = quote_facts.words_id
left join stories on stories.story_id = quote_facts.story_id;

comment on view report_quotes is 'One row per direct quotation, with its speaker and who else carries the same words.';
comment on column report_quotes.quote_id is 'Quotation';
comment on column report_quotes.story_id is 'Story of the article; null until stories are joined';
comment on column report_quotes.story_title is 'Title of the story';
comment on column report_quotes.article_id is 'Article';
comment on column report_quotes.article_label is 'What to call the article';
comment on column report_quotes.text_id is 'Group of near copies that the article is in';
comment on column report_quotes.outlet_name is 'Name of the publisher, or unknown';
comment on column report_quotes.published_day is 'Day of publication; null where unknown';
comment on column report_quotes.quote is 'The quoted words, without their marks';
comment on column report_quotes.form is 'full (a sentence or more) or fragment';
comment on column report_quotes.speaker is 'Canonical name of the speaker, else the words that name it, or unknown';
comment on column report_quotes.speaker_entity_id is 'Entity that speaks; null where unknown';
comment on column report_quotes.speaker_surface is 'The words that name the speaker';
comment on column report_quotes.cue is 'Verb or phrase that introduces the quotation';
comment on column report_quotes.zone is 'headline, standfirst, heading, body, caption, credit or furniture';
comment on column report_quotes.sentence is 'The sentence that the quotation stands in';
comment on column report_quotes.article_count is 'Articles that quote the same words, this one included';
comment on column report_quotes.text_count is 'Distinct texts that quote the same words: copies count once';
comment on column report_quotes.other_article_ids is 'Other articles that quote the same words, at most 20';
