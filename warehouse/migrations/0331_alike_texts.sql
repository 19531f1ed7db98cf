-- What an outlet repeats is learned as its articles come, and a pair that was turned down while other runs of words
-- counted as such may be a copy after all. So pairs that may share enough words are kept, not only the copies.

create table alike_texts (
    text_key_a ubigint not null,
    text_key_b ubigint not null,
    is_sifted boolean not null
);

comment on table alike_texts is 'One row per pair of texts that may be copies, whatever counts as boilerplate.';
comment on column alike_texts.text_key_a is 'Hash of the words of one text, the lower of the two';
comment on column alike_texts.text_key_b is 'Hash of the words of the other';
comment on column alike_texts.is_sifted is 'Whether all their words were compared, and as many shared as copies share';

insert into alike_texts
select distinct
    least(text_key_a, text_key_b),
    greatest(text_key_a, text_key_b),
    true
from copy_pairs
where text_key_a <> text_key_b;
