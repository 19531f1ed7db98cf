create table quote_variants (
    variant_id varchar not null,
    story_id varchar not null,
    utterance_id varchar not null,
    kind varchar not null,
    quote_a varchar not null,
    article_a varchar not null,
    revision_a varchar not null,
    start_a integer not null,
    end_a integer not null,
    quote_b varchar,
    article_b varchar not null,
    revision_b varchar not null,
    start_b integer not null,
    end_b integer not null,
    only_a varchar,
    only_b varchar,
    marked_a varchar,
    marked_b varchar,
    method_version varchar not null
);

comment on table quote_variants is 'One row per two places of a story''s texts that render one utterance in different words.';
comment on column quote_variants.variant_id is 'Derived from the story and both places';
comment on column quote_variants.story_id is 'Story';
comment on column quote_variants.utterance_id is 'What all wordings of one utterance share: derived from the story and the first of its quotations';
comment on column quote_variants.kind is 'reworded, cut (one is a stretch of the other) or indirect (the second place is a sentence that reports it)';
comment on column quote_variants.quote_a is 'First quotation';
comment on column quote_variants.article_a is 'Its article';
comment on column quote_variants.revision_a is 'Its revision';
comment on column quote_variants.start_a is 'Start of its words in the text, in code points';
comment on column quote_variants.end_a is 'End of its words in the text, exclusive';
comment on column quote_variants.quote_b is 'Second quotation; null of indirect speech';
comment on column quote_variants.article_b is 'Article of the second place';
comment on column quote_variants.revision_b is 'Its revision';
comment on column quote_variants.start_b is 'Start of its words, or of the sentence, in the text';
comment on column quote_variants.end_b is 'End of its words, or of the sentence, exclusive';
comment on column quote_variants.only_a is 'Words that the first has and the second lacks, runs parted by semicolons; null of indirect speech';
comment on column quote_variants.only_b is 'Words that the second has and the first lacks';
comment on column quote_variants.marked_a is 'First quotation with what the second lacks in brackets; null of indirect speech';
comment on column quote_variants.marked_b is 'Second quotation with what the first lacks in brackets';
comment on column quote_variants.method_version is 'Version of the comparison of quotations';
