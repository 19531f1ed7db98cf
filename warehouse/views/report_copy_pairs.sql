-- One row per pair of articles that share words, with the longest piece that they share.
create or replace view report_copy_pairs as
with
longest_spans as (
    select
        article_a,
        article_b,
        kind,
        share_a,
        share_b,
        running_share_a,
        running_share_b,
        matched_words,
        len(spans) as span_count,
        method_version,
        list_max([
            {'length': span.a_end - span.a_start, 'a_start': span.a_start}
            for span in spans
        ]) as longest_span
    from copy_pairs
)
select
    longest_spans.article_a,
    first_articles.label as label_a,
    coalesce(first_articles.outlet_name, 'unknown') as outlet_a,
    first_articles.published_day as published_day_a,
    longest_spans.article_b,
    second_articles.label as label_b,
    coalesce(second_articles.outlet_name, 'unknown') as outlet_b,
    second_articles.published_day as published_day_b,
    longest_spans.kind,
    longest_spans.share_a,
    longest_spans.share_b,
    longest_spans.running_share_a,
    longest_spans.running_share_b,
    longest_spans.matched_words,
    longest_spans.span_count,
    first_articles.text_id = second_articles.text_id as is_same_text,
    substring(
        revisions.text,
        longest_spans.longest_span.a_start + 1,
        least(longest_spans.longest_span.length, 1000)
    ) as longest_shared,
    longest_spans.method_version
from longest_spans
join article_facts as first_articles on first_articles.article_id = longest_spans.article_a
join revisions on revisions.revision_id = first_articles.revision_id
join article_facts as second_articles on second_articles.article_id = longest_spans.article_b;

comment on view report_copy_pairs is 'One row per pair of articles that share words, with the longest piece that they share.';
comment on column report_copy_pairs.article_a is 'First article';
comment on column report_copy_pairs.label_a is 'What to call the first article';
comment on column report_copy_pairs.outlet_a is 'Publisher of the first, or unknown';
comment on column report_copy_pairs.published_day_a is 'Day of publication of the first; null where unknown';
comment on column report_copy_pairs.article_b is 'Second article';
comment on column report_copy_pairs.label_b is 'What to call the second article';
comment on column report_copy_pairs.outlet_b is 'Publisher of the second, or unknown';
comment on column report_copy_pairs.published_day_b is 'Day of publication of the second; null where unknown';
comment on column report_copy_pairs.kind is 'near (the same running text, at most edited) or partial (a passage of running text taken over)';
comment on column report_copy_pairs.share_a is 'Part of a''s words that stand in b, 0 to 1';
comment on column report_copy_pairs.share_b is 'Part of b''s words that stand in a, 0 to 1';
comment on column report_copy_pairs.running_share_a is 'Part of a''s words outside quotations that stand in b, 0 to 1';
comment on column report_copy_pairs.running_share_b is 'Part of b''s words outside quotations that stand in a, 0 to 1';
comment on column report_copy_pairs.matched_words is 'Words in the matched spans';
comment on column report_copy_pairs.span_count is 'Matched spans';
comment on column report_copy_pairs.is_same_text is 'Both are in one group of near copies';
comment on column report_copy_pairs.longest_shared is 'Words of the longest matched span, at most 1,000 characters';
comment on column report_copy_pairs.method_version is 'Version of the comparison';
