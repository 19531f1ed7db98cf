-- Put into `component_keys` the texts and all that near pairs join to them, however far.
insert into component_keys
with
reached as (
    select text_key_b as text_key from copy_pairs
    where kind = 'near' and text_key_a in (select text_key from component_keys)
    union
    select text_key_a from copy_pairs
    where kind = 'near' and text_key_b in (select text_key from component_keys)
)
select text_key from reached anti join component_keys using (text_key)
