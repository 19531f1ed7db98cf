-- One row per direct quotation, with its speaker and who else carries the same words.
create or replace view report_quotes as
with
quoted_words as (
    select
        words_key,
        count(distinct article_id) as article_count,
        count(distinct text_id) as text_count,
        -- Bounded: a phrase that ten thousand articles carry must not make ten thousand lists of ten thousand.
        list(distinct article_id order by article_id)[1:21] as article_ids
    from base_quotes
    group by words_key
)
select
    base_quotes.quote_id,
    base_quotes.story_id,
    stories.title as story_title,
    base_quotes.article_id,
    base_quotes.article_label,
    base_quotes.text_id,
    coalesce(base_quotes.outlet_name, 'unknown') as outlet_name,
    base_quotes.published_day,
    base_quotes.quote,
    base_quotes.form,
    coalesce(base_quotes.speaker, 'unknown') as speaker,
    base_quotes.speaker_entity_id,
    base_quotes.speaker_surface,
    base_quotes.cue,
    base_quotes.zone,
    base_quotes.sentence,
    quoted_words.article_count,
    quoted_words.text_count,
    list_filter(
        quoted_words.article_ids,
        lambda other_id: other_id <> base_quotes.article_id
    )[1:20] as other_article_ids
from base_quotes
join quoted_words on quoted_words.words_key = base_quotes.words_key
left join stories on stories.story_id = base_quotes.story_id;

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
comment on column report_quotes.zone is 'headline, standfirst, heading or body';
comment on column report_quotes.sentence is 'The sentence that the quotation stands in';
comment on column report_quotes.article_count is 'Articles that quote the same words, this one included';
comment on column report_quotes.text_count is 'Distinct texts that quote the same words: copies count once';
comment on column report_quotes.other_article_ids is 'Other articles that quote the same words, at most 20';
