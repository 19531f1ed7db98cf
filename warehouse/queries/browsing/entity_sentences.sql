-- Sentences that name an entity, one an article, the latest articles first: where they stand. Their texts are read with
-- those of other parts of the page, once.
with
latest as materialized (
    select
        article_id,
        published_day,
        label,
        outlet_name
    from naming_articles
    order by
        published_day desc nulls last,
        article_id
    limit $limit
),
own as materialized (
    select entity_id
    from entity_facts
    where resolved_entity_id = $id
),
spoken as materialized (
    select
        mention_id,
        article_id,
        revision_id,
        kind,
        entity_id,
        surface,
        field,
        zone,
        span_start,
        span_end,
        sentence_start,
        sentence_end
    from mentions
    where rowid in (
        select unnest((select list(rowid) from mentions where article_id in (select article_id from latest)))
    )
),
named as (
    select spoken.*
    from spoken
    semi join article_facts on article_facts.revision_id = spoken.revision_id
    left join name_meanings
        on spoken.entity_id is null
        and spoken.kind = 'person'
        and name_meanings.article_id = spoken.article_id
        and name_meanings.name = spoken.surface
    where coalesce(spoken.entity_id, name_meanings.entity_id) in (from own)
        and spoken.zone not in ('heading', 'caption', 'credit', 'furniture')
        and spoken.mention_id not in (
            select mention_id
            from furniture_mentions
            where article_id in (select article_id from latest)
        )
    qualify row_number() over (partition by spoken.article_id order by spoken.field, spoken.span_start) = 1
)
select
    named.article_id,
    latest.published_day,
    latest.label as article_label,
    latest.outlet_name,
    named.surface,
    {
        'kept': null::varchar,
        'revision_id': named.revision_id,
        'field': named.field,
        'begin': greatest(named.sentence_start, named.span_start - 1000),
        'end': least(named.sentence_end, named.span_end + 1000)
    } as sentence
from named
join latest on latest.article_id = named.article_id
order by
    latest.published_day desc nulls last,
    named.article_id
