-- One row per article shown that carries a quotation shown of the given stories; equal words are one quotation.
-- From the summary of quotes: joined with base_quotes it took 2.6 s of CPU at 11,256 articles, so .1.
with
told as materialized (
    select
        quote_id,
        story_id,
        article_id,
        article_label,
        text_id,
        outlet_name,
        words_quoted(lone_quote, sentence, quote_start, quote_length) as quote,
        form,
        nullif(speaker, 'unknown') as speaker,
        cue,
        sentence,
        words_key(quote) as words_key
    from quote_facts
    where story_id in (select unnest($story_ids))
),
quoted_words as (
    select
        story_id,
        words_key,
        count(distinct article_id) as article_count,
        count(distinct text_id) as text_count,
        count(*) over (partition by story_id) as quote_total,
        row_number() over (
            partition by story_id
            order by
                bool_or(form = 'full') desc,
                count(distinct article_id) desc,
                max(len(quote)) desc,
                words_key
        ) as quote_number
    from told
    group by story_id, words_key
    qualify quote_number <= $limit
),
shown as (
    select
        quoted_words.*,
        told.quote_id,
        told.speaker,
        told.cue,
        told.article_id,
        told.article_label,
        told.outlet_name,
        told.quote,
        told.sentence
    from quoted_words
    join told on told.story_id = quoted_words.story_id and told.words_key = quoted_words.words_key
    qualify row_number() over (
        partition by quoted_words.story_id, quoted_words.quote_number
        order by told.speaker is null, told.article_label, told.article_id, told.quote_id
    ) <= $sentences
)
select
    shown.* exclude (quote_id, quote, sentence),
    right(left(shown.sentence, least(quotes.span_start - quotes.sentence_start, 1000)), 301) as words_before,
    left(shown.quote, 901) as surface,
    left(
        substring(
            shown.sentence,
            least(quotes.span_start - quotes.sentence_start, 1000) + 1 + quotes.span_end - quotes.span_start
        ),
        301
    ) as words_after
from shown
join quotes on quotes.quote_id = shown.quote_id
order by
    shown.story_id,
    shown.quote_number,
    shown.speaker is null,
    shown.article_label,
    shown.article_id,
    shown.quote_id
