-- One row per two places of a story's texts that render one utterance in different words.
create or replace view report_quote_variants as
with
places as (
    select revision_a as revision_id
    from quote_variants
    union
    select revision_b as revision_id
    from quote_variants
),
shown as (
    select
        article_facts.revision_id,
        article_facts.label,
        coalesce(article_facts.outlet_name, 'unknown') as outlet_name,
        article_facts.published_day,
        revisions.text
    from article_facts
    semi join places on places.revision_id = article_facts.revision_id
    join revisions on revisions.revision_id = article_facts.revision_id
),
speakers as (
    select
        quotes.quote_id,
        coalesce(entity_facts.entity_name, quotes.speaker_surface) as speaker
    from quotes
    left join entity_facts on entity_facts.entity_id = quotes.speaker_entity_id
)
select
    quote_variants.variant_id,
    quote_variants.story_id,
    stories.title as story_title,
    quote_variants.utterance_id,
    quote_variants.kind,
    coalesce(first_speakers.speaker, second_speakers.speaker, 'unknown') as speaker,
    substring(one.text, start_a + 1, end_a - start_a) as quote_a,
    substring(other.text, start_b + 1, end_b - start_b) as quote_b,
    quote_variants.only_a,
    quote_variants.only_b,
    quote_variants.marked_a,
    quote_variants.marked_b,
    quote_variants.article_a,
    one.label as article_label_a,
    one.outlet_name as outlet_name_a,
    one.published_day as published_day_a,
    quote_variants.article_b,
    other.label as article_label_b,
    other.outlet_name as outlet_name_b,
    other.published_day as published_day_b,
    quote_variants.method_version
from quote_variants
join stories on stories.story_id = quote_variants.story_id
join shown as one on one.revision_id = quote_variants.revision_a
join shown as other on other.revision_id = quote_variants.revision_b
left join speakers as first_speakers on first_speakers.quote_id = quote_variants.quote_a
left join speakers as second_speakers on second_speakers.quote_id = quote_variants.quote_b
order by
    quote_variants.story_id,
    quote_variants.utterance_id,
    quote_variants.kind = 'indirect',
    quote_variants.variant_id;

comment on view report_quote_variants is 'One row per two places of a story''s texts that render one utterance in different words: reworded, cut, joined, or told in indirect speech.';
comment on column report_quote_variants.variant_id is 'Derived from the story and both places';
comment on column report_quote_variants.story_id is 'Story';
comment on column report_quote_variants.story_title is 'Title of the story';
comment on column report_quote_variants.utterance_id is 'What all wordings of one utterance share';
comment on column report_quote_variants.kind is 'reworded, cut (one is a stretch of the other), joined (one is stretches of the other put together) or indirect (the second is a sentence that reports the first)';
comment on column report_quote_variants.speaker is 'Speaker of the first quotation, merges followed, else of the second; unknown where neither has one';
comment on column report_quote_variants.quote_a is 'First quotation: of the wording that more texts have';
comment on column report_quote_variants.quote_b is 'Second quotation, or the sentence that reports the first';
comment on column report_quote_variants.only_a is 'Words that the first has and the second lacks, runs parted by semicolons; null of indirect speech';
comment on column report_quote_variants.only_b is 'Words that the second has and the first lacks; null of indirect speech';
comment on column report_quote_variants.marked_a is 'First quotation with what the second lacks in brackets; null of indirect speech';
comment on column report_quote_variants.marked_b is 'Second quotation with what the first lacks in brackets; null of indirect speech';
comment on column report_quote_variants.article_a is 'Article of the first';
comment on column report_quote_variants.article_label_a is 'What to call the first article';
comment on column report_quote_variants.outlet_name_a is 'Outlet of the first article, or unknown';
comment on column report_quote_variants.published_day_a is 'Day of publication of the first article; null where unknown';
comment on column report_quote_variants.article_b is 'Article of the second';
comment on column report_quote_variants.article_label_b is 'What to call the second article';
comment on column report_quote_variants.outlet_name_b is 'Outlet of the second article, or unknown';
comment on column report_quote_variants.published_day_b is 'Day of publication of the second article; null where unknown';
comment on column report_quote_variants.method_version is 'Version of the comparison of quotations';
