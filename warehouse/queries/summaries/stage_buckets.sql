-- One row per kind of id and bucket of ids, as things stand. What a revision says
-- is never changed, nor when it was seen.
create or replace temp table new_buckets as
with
article_rows as (
    select article_id, hash(revision_id, outlet_id, canonical_url, external_id) as row_hash from articles
    union all
    select article_id, hash('text', text_id, reuse) as row_hash from text_members
    union all
    select article_id, hash('story', story_id) as row_hash from story_members
    union all
    select article_id, hash('roundup') as row_hash from story_roundups
    union all
    select article_id, hash('meaning', name, entity_id) as row_hash from name_meanings
),
body_rows as (
    select raw_id, hash('body', url) as row_hash from raw_documents
    union all
    select raw_id, hash('entry', location) as row_hash from entries where raw_id is not null
),
entity_rows as (
    select entity_id, hash('entity', name, kind, origin, ticker, domain) as row_hash from entities
    union all
    select entity_id, hash('link', into_entity_id, is_followed) as row_hash from entity_links
    union all
    -- Of decisions their order counts, whatever the clock said.
    select
        entity_id,
        hash(
            'merge',
            into_entity_id,
            is_active,
            row_number() over (partition by entity_id order by decided_at, into_entity_id)
        ) as row_hash
    from entity_merges
),
bucket_rows as (
    select 'article' as kind, hash(article_id) >> 48 as bucket, sum(hash(article_id, row_hash)) as contents_hash
    from article_rows
    group by bucket
    union all
    select 'body' as kind, hash(raw_id) >> 48 as bucket, sum(hash(raw_id, row_hash)) as contents_hash
    from body_rows
    group by bucket
    union all
    select 'entity' as kind, hash(entity_id) >> 48 as bucket, sum(hash(entity_id, row_hash)) as contents_hash
    from entity_rows
    group by bucket
    union all
    select
        'outlet' as kind,
        hash(outlet_id) >> 48 as bucket,
        sum(hash(outlet_id, name, domain, kind, country, owner_group)) as contents_hash
    from outlets
    group by bucket
    union all
    select
        'story' as kind,
        hash(story_id) >> 48 as bucket,
        sum(hash(story_id, current_story_id)) as contents_hash
    from base_story_ids
    group by bucket
)
select
    kind,
    cast(bucket as usmallint) as bucket,
    -- As many bits as a double holds whole: Parquet has no integers of 128, and a lake would round.
    contents_hash % 9007199254740992 as contents_hash
from bucket_rows
