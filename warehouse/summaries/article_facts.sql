-- One row per article of candidate_articles: what is known of it but its text, and a key of what its names mean.
with
entry_locations as (
    select
        raw_id,
        min(location) as location
    from entries
    where raw_id in (select revisions.raw_id from revisions semi join candidate_articles using (article_id))
    group by raw_id
),
placed_articles as (
    select
        articles.*,
        revisions.* exclude (article_id, revision_id, first_seen_at, text, zones, authors),
        coalesce(articles.canonical_url, raw_documents.url, entry_locations.location) as location,
        case
            when revisions.published_at is not null
                then cast(revisions.published_at at time zone 'UTC' as date)
            when coalesce(revisions.published_precision, 'day') not in ('month', 'year')
                then revisions.published_date
        end as published_day
    from articles
    semi join candidate_articles on candidate_articles.article_id = articles.article_id
    join revisions on revisions.revision_id = articles.revision_id
    left join raw_documents on raw_documents.raw_id = revisions.raw_id
    left join entry_locations on entry_locations.raw_id = revisions.raw_id
),
article_stories as (
    select
        story_members.article_id,
        min(base_story_ids.current_story_id) as story_id
    from story_members
    semi join candidate_articles on candidate_articles.article_id = story_members.article_id
    join base_story_ids on base_story_ids.story_id = story_members.story_id
    group by story_members.article_id
),
article_meanings as (
    select
        article_id,
        cast(sum(hash(name, entity_id)) % 18446744073709551616 as ubigint) as meanings_key
    from name_meanings
    semi join candidate_articles using (article_id)
    group by article_id
)
select
    placed_articles.article_id,
    placed_articles.revision_id,
    article_stories.story_id,
    story_roundups.article_id is not null as is_roundup,
    coalesce(text_members.text_id, placed_articles.article_id) as text_id,
    coalesce(text_members.reuse, 'own') as reuse,
    placed_articles.outlet_id,
    coalesce(outlets.name, outlets.domain, placed_articles.outlet_id) as outlet_name,
    outlets.kind as outlet_kind,
    outlets.country as outlet_country,
    outlets.owner_group,
    placed_articles.canonical_url,
    placed_articles.external_id,
    placed_articles.location,
    coalesce(
        placed_articles.title,
        nullif(parse_filename(placed_articles.location), ''),
        placed_articles.location,
        placed_articles.article_id
    ) as label,
    placed_articles.title,
    placed_articles.title_origin,
    placed_articles.language,
    placed_articles.published_day,
    placed_articles.published_at,
    placed_articles.published_date,
    placed_articles.published_precision,
    placed_articles.published_origin,
    placed_articles.modified_date,
    placed_articles.modified_at,
    placed_articles.verdict,
    placed_articles.word_count,
    placed_articles.raw_id,
    placed_articles.first_seen_at,
    article_meanings.meanings_key
from placed_articles
left join outlets on outlets.outlet_id = placed_articles.outlet_id
left join text_members on text_members.article_id = placed_articles.article_id
left join article_stories on article_stories.article_id = placed_articles.article_id
left join story_roundups on story_roundups.article_id = placed_articles.article_id
left join article_meanings on article_meanings.article_id = placed_articles.article_id
