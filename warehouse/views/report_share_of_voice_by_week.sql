-- One row per peer group, week and entity: its share of that week among entities of its kind, raw and with copies
-- folded. Articles of unknown day are a week of their own.
create or replace view report_share_of_voice_by_week as
with
watched as (
    select distinct resolved_entity_id as entity_id
    from entity_facts
    where entity_origin = 'watchlist'
),
entity_names as (
    select
        resolved_entity_id as entity_id,
        any_value(entity_name) as entity_name
    from entity_facts
    group by resolved_entity_id
),
entity_weeks as (
    select
        cast(date_trunc('week', article_facts.published_day) as date) as week_day,
        article_entities.entity_id,
        any_value(article_entities.entity_kind) as entity_kind,
        cast(sum(article_entities.mention_count) as bigint) as mention_count,
        count(*) as article_count,
        count(distinct article_facts.text_id) as text_count
    from article_entities
    join article_facts on article_facts.article_id = article_entities.article_id
    group by week_day, article_entities.entity_id
),
peers as (
    select
        'all' as peer_group,
        entity_weeks.*
    from entity_weeks
    union all
    select
        'watchlist' as peer_group,
        entity_weeks.*
    from entity_weeks
    semi join watched on watched.entity_id = entity_weeks.entity_id
),
peer_totals as (
    select
        peer_group,
        entity_kind,
        week_day,
        cast(sum(article_count) as bigint) as article_total,
        cast(sum(text_count) as bigint) as text_total
    from peers
    group by peer_group, entity_kind, week_day
)
select
    peers.peer_group,
    peers.entity_kind,
    peers.week_day,
    coalesce(cast(peers.week_day as varchar), 'unknown') as week_name,
    peers.entity_id,
    coalesce(entity_names.entity_name, peers.entity_id) as entity_name,
    peers.mention_count,
    peers.article_count,
    peer_totals.article_total,
    peers.article_count / peer_totals.article_total as article_share,
    peers.text_count,
    peer_totals.text_total,
    peers.text_count / peer_totals.text_total as text_share
from peers
join peer_totals
    on peer_totals.peer_group = peers.peer_group
    and peer_totals.entity_kind = peers.entity_kind
    and peer_totals.week_day is not distinct from peers.week_day
left join entity_names on entity_names.entity_id = peers.entity_id;

comment on view report_share_of_voice_by_week is 'One row per peer group, week and entity: its share of that week among entities of its kind.';
comment on column report_share_of_voice_by_week.peer_group is 'Whom it is compared with: watchlist (what is watched) or all (every entity)';
comment on column report_share_of_voice_by_week.entity_kind is 'person, organization, place, product, event or topic';
comment on column report_share_of_voice_by_week.week_day is 'Monday of the week of publication; null where the day is unknown';
comment on column report_share_of_voice_by_week.week_name is 'Monday of the week in words: 2025-06-09, or unknown';
comment on column report_share_of_voice_by_week.entity_id is 'Entity, merges followed';
comment on column report_share_of_voice_by_week.entity_name is 'Canonical name';
comment on column report_share_of_voice_by_week.mention_count is 'Times that headline, standfirst or body names it';
comment on column report_share_of_voice_by_week.article_count is 'Articles of the week whose headline, standfirst or body names it';
comment on column report_share_of_voice_by_week.article_total is 'Sum of article_count over its kind in the peer group and week';
comment on column report_share_of_voice_by_week.article_share is 'article_count / article_total: the raw share';
comment on column report_share_of_voice_by_week.text_count is 'Distinct texts of the week that name it: copies count once';
comment on column report_share_of_voice_by_week.text_total is 'Sum of text_count over its kind in the peer group and week';
comment on column report_share_of_voice_by_week.text_share is 'text_count / text_total: the share with copies folded';
