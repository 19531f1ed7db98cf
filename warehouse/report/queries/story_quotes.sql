-- One row per article shown that carries a quotation shown of the given stories; equal words are one quotation.
with
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
    from base_quotes
    where story_id in (select unnest($story_ids))
    group by story_id, words_key
    qualify quote_number <= $limit
)
select
    quoted_words.*,
    base_quotes.speaker,
    base_quotes.cue,
    base_quotes.article_id,
    base_quotes.article_label,
    coalesce(base_quotes.outlet_name, 'unknown') as outlet_name,
    right(left(base_quotes.sentence, base_quotes.start_in_sentence), 301) as words_before,
    left(base_quotes.quote, 901) as surface,
    left(
        substring(
            base_quotes.sentence,
            base_quotes.start_in_sentence + 1 + base_quotes.span_end - base_quotes.span_start
        ),
        301
    ) as words_after
from quoted_words
join base_quotes
    on base_quotes.story_id = quoted_words.story_id
    and base_quotes.words_key = quoted_words.words_key
qualify row_number() over (
    partition by quoted_words.story_id, quoted_words.quote_number
    order by base_quotes.speaker is null, base_quotes.article_label, base_quotes.article_id
) <= $sentences
order by
    quoted_words.story_id,
    quoted_words.quote_number,
    base_quotes.speaker is null,
    base_quotes.article_label,
    base_quotes.article_id
