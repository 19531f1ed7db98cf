-- Names that stored articles have and a rule of the watchlist does not state: further names of its entity, and others
-- that are written like it. `names` are those that it states, `entity_id` its entity.
with
stated as (
    select trim(lower(regexp_replace(unnest($names::varchar[]), '[^\p{L}\p{N}]+', ' ', 'g'))) as key
),
initials as (
    select string_agg(word[1], '' order by position) as key
    from (
        select
            key as stated_key,
            unnest(string_split(key, ' ')) as word,
            unnest(range(len(string_split(key, ' ')))) as position
        from stated
    )
    where word not in ('of', 'the', 'and', 'for', 'in', 'de', 'la', 'von')
    group by stated_key
    having count(*) > 2
),
named as (
    select
        entity_id,
        resolved_entity_id,
        own_name,
        entity_kind,
        trim(lower(regexp_replace(own_name, '[^\p{L}\p{N}]+', ' ', 'g'))) as key
    from entity_facts
    where entity_id <> $entity_id
),
likely as (
    select
        named.*,
        case
            when named.resolved_entity_id = $entity_id then 'counts as it already'
            when named.key in (select key from stated) and named.entity_kind = $kind then 'has its name, found before the rule'
            when named.key in (select key from stated) then 'has its name and is of another kind'
            when named.key in (select key from initials) then 'is written like its initials'
            when exists (from stated where contains(' ' || named.key || ' ', ' ' || stated.key || ' '))
                then 'holds its name'
            when exists (from stated where starts_with(stated.key, named.key || ' ')) then 'is how its name begins'
            when exists (from stated where ends_with(stated.key, ' ' || named.key)) then 'is how its name ends'
            when named.entity_kind = 'person' and $kind = 'person' and contains(named.key, ' ')
                and exists (from stated where split_part(stated.key, ' ', -1) = split_part(named.key, ' ', -1))
                then 'shares its last name'
        end as why
    from named
    where len(named.key) > 1
),
own as (
    select article_id
    from article_entities
    where entity_id = $entity_id
),
counted as (
    select
        likely.entity_id,
        count(*) as article_count,
        count(own.article_id) as shared_article_count
    from likely
    join article_entities on article_entities.entity_id = likely.resolved_entity_id
    left join own on own.article_id = article_entities.article_id
    where likely.why is not null and likely.resolved_entity_id <> $entity_id
    group by likely.entity_id
)
select
    case
        when likely.why in ('counts as it already', 'has its name, found before the rule') then 'alias'
        when likely.why in ('is written like its initials', 'is how its name begins', 'is how its name ends')
            and counted.shared_article_count * 2 >= counted.article_count then 'alias'
        else 'namesake'
    end as suggestion,
    likely.own_name,
    likely.entity_kind,
    likely.why,
    coalesce(counted.article_count, 0) as article_count,
    coalesce(counted.shared_article_count, 0) as shared_article_count,
    likely.entity_id
from likely
left join counted on counted.entity_id = likely.entity_id
where likely.why is not null
    and (likely.why = 'counts as it already' or counted.article_count > 0)
    and not (likely.why = 'counts as it already' and likely.key in (select key from stated))
order by
    suggestion,
    article_count desc,
    likely.entity_id
limit $limit
