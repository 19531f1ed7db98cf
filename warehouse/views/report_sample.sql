-- One row per article with a place in a random order that is the same in every database: the first hundred by
-- sample_key are a random sample of a hundred, and stay in it when articles are added that come behind them. For
-- another sample, order by md5(concat('any seed', article_id)).
create or replace view report_sample as
select
    md5(article_facts.article_id) as sample_key,
    article_facts.article_id,
    article_facts.label as article_label,
    article_facts.location,
    article_facts.outlet_name,
    article_facts.published_day,
    article_facts.language,
    article_facts.story_id,
    article_facts.text_id,
    article_facts.reuse,
    article_facts.word_count
from article_facts;

comment on view report_sample is 'One row per article with a place in a random order that is the same in every database.';
comment on column report_sample.sample_key is 'Place in the order, 32 hex digits; for another sample order by md5(concat(''any seed'', article_id))';
comment on column report_sample.article_id is 'Article';
comment on column report_sample.article_label is 'What to call the article';
comment on column report_sample.location is 'URL, else the path that it was read from';
comment on column report_sample.outlet_name is 'Name of the publisher; null where unknown';
comment on column report_sample.published_day is 'Day of publication; null where unknown';
comment on column report_sample.language is 'ISO 639-1 code; null where unsure';
comment on column report_sample.story_id is 'Story that it is in; null where it is in none';
comment on column report_sample.text_id is 'Group of near copies that it is in; the sample may be folded by it';
comment on column report_sample.reuse is 'own, verbatim, edited or partial';
comment on column report_sample.word_count is 'Words of the text';
