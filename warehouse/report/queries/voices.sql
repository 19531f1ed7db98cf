-- One row per peer shown: the watchlist where something watched is named, else all; kinds with two peers or more.
with
ranked_peers as (
    select
        *,
        count(*) over (partition by peer_group, entity_kind) as peer_total,
        max(text_share) over (partition by peer_group, entity_kind) as top_share,
        row_number() over (
            partition by peer_group, entity_kind
            order by article_count desc, mention_count desc, entity_name, entity_id
        ) as peer_number
    from report_share_of_voice
)
select *
from ranked_peers
where
    peer_total > 1
    and peer_number <= $limit
    and entity_kind in ('organization', 'person', 'product')
    and peer_group = coalesce((select max(peer_group) from ranked_peers where peer_group = 'watchlist'), 'all')
order by
    case entity_kind when 'organization' then 1 when 'person' then 2 else 3 end,
    peer_number
