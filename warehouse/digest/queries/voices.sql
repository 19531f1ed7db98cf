-- One row per article shown of each peer shown, kind by kind: its share in the window and in the one before, as
-- report_share_of_voice counts it over the same articles. Peers are what is watched where any of it is named and nothing
-- else is asked for, else all.
with
named_entities as (
    select
        resolved_entity_id as entity_id,
        any_value(entity_name) as entity_name,
        bool_or(coalesce(entity_origin = 'watchlist', false)) as is_watched
    from entity_facts
    group by resolved_entity_id
),
counted as (
    select
        article_entities.entity_id,
        any_value(article_entities.entity_kind) as entity_kind,
        count(*) filter (where digest_articles.is_now) as article_count,
        count(distinct digest_articles.text_id) filter (where digest_articles.is_now) as text_count,
        count(*) filter (where not digest_articles.is_now) as earlier_article_count,
        count(distinct digest_articles.text_id) filter (where not digest_articles.is_now) as earlier_text_count
    from article_entities
    join digest_articles on digest_articles.article_id = article_entities.article_id
    group by article_entities.entity_id
),
named_counts as (
    select
        counted.*,
        coalesce(named_entities.entity_name, counted.entity_id) as entity_name,
        coalesce(named_entities.is_watched, false) as is_watched,
        coalesce(list_contains($entity_ids, counted.entity_id), false) as is_asked
    from counted
    left join named_entities on named_entities.entity_id = counted.entity_id
),
compared as (
    select
        case
            when bool_or(is_watched and article_count > 0) and not bool_or(is_asked and not is_watched)
                then 'watchlist'
            else 'all'
        end as peer_group
    from named_counts
),
peers as (
    select
        *,
        sum(article_count) over kinds as article_total,
        sum(text_count) over kinds as text_total,
        sum(earlier_article_count) over kinds as earlier_article_total,
        sum(earlier_text_count) over kinds as earlier_text_total,
        count(*) filter (where article_count > 0) over kinds as peer_total,
        row_number() over (
            partition by entity_kind
            order by is_asked desc, article_count desc, text_count desc, entity_name, entity_id
        ) as peer_number
    from named_counts
    where is_watched or (select peer_group from compared) = 'all'
    window kinds as (partition by entity_kind)
),
shown as (
    select *
    from peers
    where peer_total > 1
        and peer_number <= $limit
        and (article_count > 0 or is_asked)
        and (
            entity_kind in ('organization', 'person', 'product')
            or entity_kind in (select entity_kind from named_counts where is_asked)
        )
)
select
    shown.* exclude (article_total, text_total, earlier_article_total, earlier_text_total),
    shown.article_count / nullif(shown.article_total, 0) as article_share,
    shown.text_count / nullif(shown.text_total, 0) as text_share,
    shown.earlier_article_count / nullif(shown.earlier_article_total, 0) as earlier_article_share,
    shown.earlier_text_count / nullif(shown.earlier_text_total, 0) as earlier_text_share,
    (select peer_group from compared) as peer_group,
    digest_articles.article_id,
    digest_articles.article_label,
    digest_articles.canonical_url,
    digest_articles.outlet_name,
    digest_articles.published_day
from shown
left join article_entities on article_entities.entity_id = shown.entity_id and shown.article_count > 0
left join digest_articles on digest_articles.article_id = article_entities.article_id and digest_articles.is_now
where digest_articles.article_id is not null or shown.article_count = 0
qualify row_number() over (
    partition by shown.entity_id
    order by
        article_entities.headline_mention_count desc,
        article_entities.mention_count desc,
        digest_articles.article_id
) <= $articles
order by
    case shown.entity_kind when 'organization' then 1 when 'person' then 2 when 'product' then 3 else 4 end,
    shown.entity_kind,
    shown.article_count desc,
    shown.entity_name,
    shown.entity_id,
    article_entities.headline_mention_count desc,
    article_entities.mention_count desc,
    digest_articles.article_id
