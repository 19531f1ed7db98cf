-- The different wordings of the quotations of a story, each with an article and the texts that have it.
select
    any_value(story_id) as story_id,
    arg_min(quote, (published_day is null, published_day, article_id, quote_id)) as quote,
    mode(coalesce(speaker, speaker_surface)) as speaker,
    arg_min(article_id, (published_day is null, published_day, article_id, quote_id)) as article_id,
    arg_min(article_label, (published_day is null, published_day, article_id, quote_id)) as article_label,
    arg_min(outlet_name, (published_day is null, published_day, article_id, quote_id)) as outlet_name,
    list_sort(list(distinct text_id)) as text_ids
from quote_facts
where story_id = $story_id
group by words_id
order by
    len(text_ids) desc,
    quote
limit $limit
