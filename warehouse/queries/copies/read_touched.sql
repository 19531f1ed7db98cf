select text_key from component_keys
union
select text_key_b from copy_pairs
where kind = 'partial' and text_key_a in (select text_key from component_keys)
union
select text_key_a from copy_pairs
where kind = 'partial' and text_key_b in (select text_key from component_keys)
