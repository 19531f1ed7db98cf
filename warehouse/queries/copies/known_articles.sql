-- The stored articles of the wanted texts, which were first seen between two days.
select article_id, revision_id, text_key, outlet_id, word_count, published_date, first_seen_date, credit
from fingerprints
where first_seen_date between $1 and $2
    and text_key in (select text_key from wanted_keys)
order by article_id
