-- The utterances of a story in other words, direct speech first, as the commands and pages show them.
select
    kind,
    speaker,
    quote_a,
    quote_b,
    only_a,
    only_b,
    article_a,
    article_label_a,
    article_b,
    article_label_b,
    outlet_name_a,
    outlet_name_b,
    story_id
from report_quote_variants
where story_id = $story_id
order by
    kind = 'indirect',
    kind,
    quote_a,
    quote_b
