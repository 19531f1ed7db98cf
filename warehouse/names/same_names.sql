-- Entities of one kind and key are one, the one of a list or else the most often named standing for all.
-- Of people with several middle names those without one count as the one that has nearly all articles, if any.
-- What a watchlist names is found by its own rules: another writing of it is a question for people.
insert into entity_links by name
with
middle_counts as (
    select
        kind,
        name_key,
        middle,
        sum(article_count) as article_count
    from entity_keys
    where middle <> '' and not is_run_on
    group by kind, name_key, middle
),
usual_middles as (
    select
        kind,
        name_key,
        arg_max(middle, (article_count, middle)) as middle,
        max(article_count) >= .9 * sum(article_count) as is_usual
    from middle_counts
    group by kind, name_key
),
grouped_entities as (
    select
        entity_keys.*,
        -- Nobody has a middle name but one person: all are that one.
        case
            when entity_keys.middle = '' and usual_middles.is_usual then usual_middles.middle
            else entity_keys.middle
        end as middle_key,
        usual_middles.middle as usual_middle
    from entity_keys
    left join usual_middles using (kind, name_key)
),
ranked_entities as (
    select
        *,
        first_value({
            'entity_id': entity_id,
            'origin': origin,
            'plain': plain,
            'middle': middle,
            'middle_words': middle_words,
            'article_count': article_count
        }) over (
            partition by kind, name_key, middle_key
            order by
                origin = 'watchlist' desc,
                origin = 'gazetteer' desc,
                is_run_on,
                article_count desc,
                name = upper(name),
                entity_id
        ) as best
    from grouped_entities
),
named_surnames as (
    select distinct surname
    from entity_keys
    where kind = 'person' and article_count > 1
),
linked_entities as (
    select
        entity_id,
        best.entity_id as into_entity_id,
        case
            when replace(plain, ' ', '') = replace(best.plain, ' ', '') then 'writing'
            when kind = 'person' then 'middle name'
            when kind = 'organization' and regexp_replace(plain, '^the ', '') <> regexp_replace(best.plain, '^the ', '')
                then 'company form'
            else 'writing'
        end as rule,
        case rule
            -- "Trump Corporation" is not what "Trump" speaks of.
            when 'company form' then name_key not in (select surname from named_surnames where surname is not null)
            -- Names in full are one where they differ by an initial, a slip of a letter, or are of a known person.
            when 'middle name' then
                (
                    middle_words = middle
                    or best.middle_words = best.middle
                    or starts_with(middle_words, best.middle_words)
                    or starts_with(best.middle_words, middle_words)
                    or levenshtein(middle_words, best.middle_words) < 2
                )
                -- John Bel Edwards, in 9 articles, is not the John Edwards of 34.
                and not (middle_words <> middle and article_count >= 5 and article_count * 10 > best.article_count)
            -- Nor is the Hill, where Congress sits, the newspaper The Hill: what is a surname is more than one thing.
            else
                kind <> 'organization'
                or starts_with(plain, 'the ') = starts_with(best.plain, 'the ')
                or name_key not in (select surname from named_surnames where surname is not null)
        end as is_alike,
        origin = 'found' and (best.origin <> 'watchlist' or rule = 'middle name') as is_allowed
    from ranked_entities
    where entity_id <> best.entity_id
),
-- "George Bush" beside "George W. Bush" and "George H. W. Bush": one of them, and nobody knows which.
doubtful_people as (
    select
        grouped_entities.entity_id,
        arg_max(others.entity_id, (others.article_count, others.entity_id)) as into_entity_id
    from grouped_entities
    join grouped_entities as others
        on others.kind = grouped_entities.kind
        and others.name_key = grouped_entities.name_key
        and others.middle_key = grouped_entities.usual_middle
    where grouped_entities.middle_key = '' and grouped_entities.usual_middle is not null
    group by grouped_entities.entity_id
)
select
    entity_id,
    into_entity_id,
    rule,
    case
        when not is_alike then .5
        when rule = 'writing' then .98
        else .9
    end as confidence,
    is_alike and is_allowed as is_followed
from linked_entities
union all
select
    entity_id,
    into_entity_id,
    'middle name' as rule,
    .5 as confidence,
    false as is_followed
from doubtful_people
anti join linked_entities using (entity_id);
