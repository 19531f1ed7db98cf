-- One row per quoted words of wanted_words that several articles carry.
select
    words_id,
    count(distinct article_id) as article_count,
    count(distinct text_id) as text_count,
    -- Bounded: a phrase that ten thousand articles carry must not make ten thousand lists of ten thousand.
    list(distinct article_id order by article_id)[1:21] as article_ids
from quote_facts
join wanted_words using (words_id)
group by words_id
having count(distinct article_id) > 1
