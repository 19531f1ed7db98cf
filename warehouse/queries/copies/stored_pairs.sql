-- The stored pairs to compare again: another article stands for one, or boilerplate changed.
with
wanted as (
    select text_key from wanted_keys
    union
    select text_key from fingerprints
    where outlet_id in (select unnest($outlets::varchar[])) and text_key is not null
)
select distinct
    least(text_key_a, text_key_b),
    greatest(text_key_a, text_key_b)
from copy_pairs
where text_key_a <> text_key_b
    and (text_key_a in (select text_key from wanted) or text_key_b in (select text_key from wanted))
