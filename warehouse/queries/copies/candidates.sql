-- The two parts of `met` are apart so that each reads only the days it needs.
with
met as materialized (
    select shingle, text_key, published_date, first_seen_date
    from shingle_postings
    where first_seen_date between $seen_from and $seen_to
        and shingle in (select shingle from asked_shingles)
    union all
    select shingle, text_key, published_date, first_seen_date
    from shingle_postings
    where published_date between $published_from and $published_to
        and first_seen_date not between $seen_from and $seen_to
        and shingle in (select shingle from asked_shingles)
),
shingle_counts as (
    select
        shingle,
        count(*) as text_count
    from met
    group by shingle
    having count(*) > 1
),
kept as (
    select met.*
    from met
    join shingle_counts on shingle_counts.shingle = met.shingle
    where shingle_counts.text_count <= $texts_per_shingle
    union all
    select met.*
    from met
    join shingle_counts on shingle_counts.shingle = met.shingle
    where shingle_counts.text_count > $texts_per_shingle
    qualify row_number() over (partition by met.shingle order by met.text_key) <= $standing_texts
),
counted as (
    select
        asked.text_key as asked_key,
        kept.text_key as other_key,
        count(*) as shared_count
    from asked_shingles as asked
    join kept on kept.shingle = asked.shingle
    where asked.text_key <> kept.text_key
        and case
            when asked.published_date is null or kept.published_date is null
                then abs(date_diff('day', asked.first_seen_date, kept.first_seen_date)) <= $window_days
            else abs(date_diff('day', asked.published_date, kept.published_date)) <= $window_days
        end
    group by all
    having count(*) >= $least
),
limited as (
    select
        asked_key,
        other_key,
        shared_count * 2 >= max(shared_count) over (partition by asked_key) as is_strong
    from counted
),
ranked as (
    select
        asked_key,
        other_key,
        row_number() over (partition by asked_key order by is_strong desc, other_key) as place
    from limited
)
select distinct
    least(asked_key, other_key) as key_a,
    greatest(asked_key, other_key) as key_b
from ranked
where place <= $candidates
order by all
