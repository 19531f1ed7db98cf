-- What several views share.

-- The sentence around a span of the words. A "sentence" may be a line of five million characters; no more than 1,000 on
-- either side of the span are given.
create or replace macro cut_sentence(words, sentence_start, sentence_end, span_start, span_end) as substring(
    words,
    greatest(sentence_start, span_start - 1000) + 1,
    least(sentence_end, span_end + 1000) - greatest(sentence_start, span_start - 1000)
);

-- What is quoted, as quote_facts holds it: a part of its sentence, or by itself where that holds it no more.
create or replace macro words_quoted(lone_quote, sentence, quote_start, quote_length) as
    coalesce(lone_quote, substring(sentence, quote_start + 1, quote_length));

-- A figure in words: 14.3 billion USD.
create or replace macro figure_words(kind, amount, amount_high, unit) as
    array_to_string(
        [
            case
                when abs(bound) >= 1000000000000 and bound % 1000000000 = 0
                    then rtrim(rtrim(cast(cast(bound / 1000000000000 as decimal(38, 3)) as varchar), '0'), '.')
                        || ' trillion'
                when abs(bound) >= 1000000000 and bound % 1000000 = 0
                    then rtrim(rtrim(cast(cast(bound / 1000000000 as decimal(38, 3)) as varchar), '0'), '.')
                        || ' billion'
                when abs(bound) >= 1000000 and bound % 1000 = 0
                    then rtrim(rtrim(cast(cast(bound / 1000000 as decimal(38, 3)) as varchar), '0'), '.')
                        || ' million'
                when bound % 1 = 0 then format('{:,}', cast(bound as hugeint))
                else rtrim(cast(bound as varchar), '0')
            end
            for bound in [amount, amount_high]
            if bound is not null
        ],
        ' to '
    )
    || coalesce(
        ' ' || replace(
            case
                when unit = 'person' and amount <> 1 then 'people'
                when kind = 'quantity' and amount <> 1
                    -- year_of_age: years of age
                    then regexp_replace(
                        regexp_replace(unit, '^([a-z]{3,}[^aeiouys_])y(_|$)', '\1ies\2'),
                        '^([a-z]{3,}[^s_])(_|$)', '\1s\2'
                    )
                else unit
            end,
            '_',
            ' '
        ),
        ''
    );

-- What equal words have in common, whatever their marks, case and spaces.
create or replace macro words_key(words) as
    trim(regexp_replace(lower(nfc_normalize(words)), '[^\p{L}\p{N}]+', ' ', 'g'));

-- What figures have in common that state the same of the same thing counted.
create or replace macro figure_key(kind, amount, amount_high, unit, value_text, counted) as
    hash(kind, amount, amount_high, unit, value_text, counted);
