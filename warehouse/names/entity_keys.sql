-- One row per entity, with the parts of its name and how many articles name it: what the rules go by.
-- "Kim Jong-Un" and "Kim Jong Un" are read alike, and so are "Alexandria Ocasio Cortez" and "Ocasio-Cortez": as the family
-- name comes first, else as most articles write it.
create or replace temp table entity_keys as
with
counted_names as (
    select
        entity_names.*,
        coalesce(entity_counts.article_count, 0) as article_count
    from entity_names
    left join (
        select
            entity_id,
            count(*) as article_count
        from article_names
        group by entity_id
    ) as entity_counts using (entity_id)
),
alike_names as (
    select
        entity_id,
        first_value({
            'name_key': name_key,
            'middle_words': middle_words,
            'middle': middle,
            'suffix': suffix,
            'surname': surname,
            'given': given
        }) over (
            -- "N.Y." is "NY", but Westchester is not West Chester.
            partition by
                kind,
                case when kind <> 'place' or regexp_matches(plain, '^\S( \S)*$') then replace(plain, ' ', '') else plain end
            order by
                is_run_on,
                (surname is not null and given is null) desc,
                article_count desc,
                length(plain) desc,
                plain,
                entity_id
        ) as alike
    from counted_names
)
select
    counted_names.* replace (
        alike.name_key as name_key,
        alike.middle_words as middle_words,
        alike.middle as middle,
        alike.suffix as suffix,
        alike.surname as surname,
        alike.given as given
    )
from counted_names
join alike_names using (entity_id)
