-- One row per outlet: what it wrote itself and what it took over; articles without a known outlet are a row of their own.
create or replace view report_reuse_by_outlet as
with
originated_texts as (
    select
        article_facts.outlet_id,
        count(*) as originated_text_count,
        cast(sum(texts.article_count - 1) as bigint) as copied_by_others_count
    from texts
    join article_facts on article_facts.article_id = texts.origin_article_id
    where texts.article_count > 1
    group by article_facts.outlet_id
),
outlet_articles as (
    select
        outlet_id,
        any_value(outlet_name) as outlet_name,
        count(*) as article_count,
        count(*) filter (where reuse = 'own') as own_count,
        count(*) filter (where reuse = 'edited') as edited_count,
        count(*) filter (where reuse = 'verbatim') as verbatim_count,
        count(*) filter (where reuse = 'partial') as partial_count
    from article_facts
    group by outlet_id
)
select
    outlet_articles.outlet_id,
    coalesce(outlet_articles.outlet_name, 'unknown') as outlet_name,
    outlet_articles.article_count,
    outlet_articles.own_count,
    outlet_articles.verbatim_count,
    outlet_articles.edited_count,
    outlet_articles.partial_count,
    1 - outlet_articles.own_count / outlet_articles.article_count as reused_share,
    coalesce(originated_texts.originated_text_count, 0) as originated_text_count,
    coalesce(originated_texts.copied_by_others_count, 0) as copied_by_others_count
from outlet_articles
left join originated_texts on originated_texts.outlet_id is not distinct from outlet_articles.outlet_id;

comment on view report_reuse_by_outlet is 'One row per outlet: what it wrote itself and what it took over.';
comment on column report_reuse_by_outlet.outlet_id is 'Publisher; null where unknown';
comment on column report_reuse_by_outlet.outlet_name is 'Name of the publisher, or unknown';
comment on column report_reuse_by_outlet.article_count is 'Articles';
comment on column report_reuse_by_outlet.own_count is 'Articles in its own words, those that others copied included where that is known';
comment on column report_reuse_by_outlet.verbatim_count is 'Articles that are verbatim copies';
comment on column report_reuse_by_outlet.edited_count is 'Articles that are edited copies';
comment on column report_reuse_by_outlet.partial_count is 'Articles that take a substantial part from another';
comment on column report_reuse_by_outlet.reused_share is 'Part of its articles that is in words of others or of an unknown origin, 0 to 1';
comment on column report_reuse_by_outlet.originated_text_count is 'Texts with copies that probably came from it';
comment on column report_reuse_by_outlet.copied_by_others_count is 'Copies of those texts';
