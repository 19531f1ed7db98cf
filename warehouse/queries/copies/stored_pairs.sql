-- The pairs of texts to compare again: another article stands for one, or boilerplate of an outlet changed.
with
wanted as (
    select text_key from wanted_keys
    union
    select text_key from fingerprints
    where outlet_id in (select unnest($outlets::varchar[])) and text_key is not null
)
select text_key_a, text_key_b, is_sifted
from alike_texts
where text_key_a in (select text_key from wanted) or text_key_b in (select text_key from wanted)
