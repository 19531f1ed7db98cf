-- One row per group of near copies and credited origin of its words; a group that credits none has one row.
create or replace view report_text_origins as
with
text_credits as (
    select
        text_members.text_id,
        origin_credits.name,
        any_value(origin_credits.kind) as kind,
        count(distinct origin_credits.article_id) as article_count,
        list(
            {
                'article_id': origin_credits.article_id,
                'article_label': article_facts.label,
                'outlet_name': article_facts.outlet_name,
                'place': origin_credits.place,
                'surface': origin_credits.surface,
                'span_start': origin_credits.span_start,
                'span_end': origin_credits.span_end
            }
            order by
                article_facts.label,
                origin_credits.article_id,
                origin_credits.place,
                origin_credits.span_start,
                origin_credits.surface
        ) as places
    from origin_credits
    join article_facts on article_facts.revision_id = origin_credits.revision_id
    join text_members on text_members.article_id = origin_credits.article_id
    group by
        text_members.text_id,
        origin_credits.name
)
select
    texts.text_id,
    representatives.story_id,
    representatives.label as representative_label,
    texts.article_count,
    texts.origin_article_id,
    origins.label as origin_label,
    origins.outlet_name as origin_outlet_name,
    texts.origin_reason,
    text_credits.name as credited,
    text_credits.kind as credit_kind,
    coalesce(text_credits.name = texts.origin_credit, false) as is_probable_origin,
    coalesce(text_credits.article_count, 0) as crediting_article_count,
    coalesce(text_credits.places, []) as places
from texts
left join text_credits on text_credits.text_id = texts.text_id
left join article_facts as representatives on representatives.article_id = texts.representative_article_id
left join article_facts as origins on origins.article_id = texts.origin_article_id;

comment on view report_text_origins is 'One row per group of near copies and credited origin of its words; a group that credits none has one row.';
comment on column report_text_origins.text_id is 'Group';
comment on column report_text_origins.story_id is 'Story of its representative';
comment on column report_text_origins.representative_label is 'What to call the article that every member matches';
comment on column report_text_origins.article_count is 'Articles of the group';
comment on column report_text_origins.origin_article_id is 'Article that probably came first; null where unknown';
comment on column report_text_origins.origin_label is 'What to call that article';
comment on column report_text_origins.origin_outlet_name is 'Outlet of that article; null where unknown';
comment on column report_text_origins.origin_reason is 'What the probable origin rests on: credit, earliest known date, containment, only article; or unknown';
comment on column report_text_origins.credited is 'Agency or service of releases whose words the articles say they run; null where none says so';
comment on column report_text_origins.credit_kind is 'agency or press_release';
comment on column report_text_origins.is_probable_origin is 'The words are probably theirs: most articles of the group credit them';
comment on column report_text_origins.crediting_article_count is 'Articles of the group that credit them';
comment on column report_text_origins.places is 'Places that credit them: article, outlet, dateline, byline or body, the words and their span in the text';
