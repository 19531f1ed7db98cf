-- What is quoted in a story, each wording once, those in most texts first.
select
    quote,
    speaker,
    speaker_entity_id,
    article_id,
    article_label,
    outlet_name,
    article_count,
    text_count
from report_quotes
where story_id = $id
qualify row_number() over (partition by words_key(quote) order by published_day nulls last, quote_id) = 1
order by
    text_count desc,
    article_count desc,
    quote_id
limit $limit
