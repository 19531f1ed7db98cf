-- One row per group of near copies; an article without copies is a group of one.
create or replace view report_text_groups as
with
group_articles as (
    select
        text_members.text_id,
        text_members.reuse,
        article_facts.outlet_id,
        coalesce(article_facts.outlet_name, 'unknown') as outlet_name,
        article_facts.published_day
    from text_members
    join article_facts on article_facts.article_id = text_members.article_id
),
group_counts as (
    select
        text_id,
        count(*) as article_count,
        count(distinct outlet_id) as outlet_count,
        count(*) filter (where outlet_id is null) as articles_without_outlet_count,
        count(*) filter (where reuse = 'verbatim') as verbatim_count,
        count(*) filter (where reuse = 'edited') as edited_count,
        min(published_day) as first_known_day,
        max(published_day) as last_known_day,
        list(distinct outlet_name order by outlet_name)[1:20] as outlet_names
    from group_articles
    group by text_id
)
select
    texts.text_id,
    representatives.story_id,
    texts.representative_article_id,
    representatives.label as representative_label,
    group_counts.article_count,
    group_counts.outlet_count,
    group_counts.articles_without_outlet_count,
    group_counts.verbatim_count,
    group_counts.edited_count,
    group_counts.first_known_day,
    group_counts.last_known_day,
    texts.origin_article_id,
    coalesce(texts.origin_credit, origins.outlet_name, origins.label, 'unknown') as origin_name,
    texts.origin_reason,
    group_counts.outlet_names
from texts
join group_counts on group_counts.text_id = texts.text_id
left join article_facts as representatives on representatives.article_id = texts.representative_article_id
left join article_facts as origins on origins.article_id = texts.origin_article_id;

comment on view report_text_groups is 'One row per group of near copies; an article without copies is a group of one.';
comment on column report_text_groups.text_id is 'Group';
comment on column report_text_groups.story_id is 'Story of its representative';
comment on column report_text_groups.representative_article_id is 'Article that every member matches';
comment on column report_text_groups.representative_label is 'What to call that article';
comment on column report_text_groups.article_count is 'Articles';
comment on column report_text_groups.outlet_count is 'Known outlets';
comment on column report_text_groups.articles_without_outlet_count is 'Articles without a known outlet';
comment on column report_text_groups.verbatim_count is 'Articles that are verbatim copies';
comment on column report_text_groups.edited_count is 'Articles that are edited copies';
comment on column report_text_groups.first_known_day is 'Earliest known day of publication; null where none is known';
comment on column report_text_groups.last_known_day is 'Latest known day of publication; null where none is known';
comment on column report_text_groups.origin_article_id is 'Article that probably came first; null where unknown';
comment on column report_text_groups.origin_name is 'Probable origin: the credit, else the outlet or article that came first, or unknown';
comment on column report_text_groups.origin_reason is 'What the probable origin rests on, or unknown';
comment on column report_text_groups.outlet_names is 'Outlets that ran it, at most 20; unknown among them where an outlet is';
