-- The pairs of texts, lower key first, that share enough of the sampled shingles within the window. A shingle of many
-- texts counts where one of the two stands for them, whichever came first: else a newcomer that stands for them would
-- not meet those that came before it. One text of each outlet stands before the second of any, so that an outlet that
-- prints a story again and again does not hide it in others, and so with the candidates of each text. Due are those that
-- share enough that is no boilerplate of one of them; of a text stored before it is not known here what is.
-- The two parts of `met` are apart so that each reads only the days it needs. `rare` is materialized, as its rows were
-- else joined with all asked ones before those of common shingles left: 7 million of 1,000 articles, three times the CPU.
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
rare as materialized (
    select met.*
    from met
    join shingle_counts on shingle_counts.shingle = met.shingle
    where shingle_counts.text_count <= $texts_per_shingle
),
often as materialized (
    select met.*
    from met
    join shingle_counts on shingle_counts.shingle = met.shingle
    where shingle_counts.text_count > $texts_per_shingle
),
outlets as materialized (
    select
        text_key,
        min(outlet_id) as outlet_id
    from fingerprints
    where text_key in (select text_key from often)
        and (first_seen_date between $seen_from and $seen_to or published_date between $published_from and $published_to)
    group by text_key
),
placed as (
    select
        often.*,
        row_number() over (partition by often.shingle, outlets.outlet_id order by often.text_key) as place_in_outlet
    from often
    join outlets on outlets.text_key = often.text_key
),
common as materialized (
    select
        * exclude (place_in_outlet),
        row_number() over (partition by shingle order by place_in_outlet, text_key) <= $standing_texts as is_standing
    from placed
),
standing as (
    select *
    from common
    where is_standing
),
shared as (
    select
        asked.text_key as asked_key,
        rare.text_key as other_key,
        asked.is_asked,
        asked.published_date as asked_published,
        rare.published_date as other_published,
        asked.first_seen_date as asked_seen,
        rare.first_seen_date as other_seen
    from asked_shingles as asked
    join rare on rare.shingle = asked.shingle
    union all
    select
        asked.text_key,
        standing.text_key,
        asked.is_asked,
        asked.published_date,
        standing.published_date,
        asked.first_seen_date,
        standing.first_seen_date
    from asked_shingles as asked
    join standing on standing.shingle = asked.shingle
    union all
    select
        asked.text_key,
        common.text_key,
        asked.is_asked,
        asked.published_date,
        common.published_date,
        asked.first_seen_date,
        common.first_seen_date
    from asked_shingles as asked
    join standing on standing.shingle = asked.shingle and standing.text_key = asked.text_key
    join common on common.shingle = asked.shingle
    where not common.is_standing
),
counted as (
    select
        asked_key,
        other_key,
        count(*) as shared_count,
        count(*) filter (is_asked) >= $least as is_due
    from shared
    where asked_key <> other_key
        and case
            when asked_published is null or other_published is null
                then abs(date_diff('day', asked_seen, other_seen)) <= $window_days
            else abs(date_diff('day', asked_published, other_published)) <= $window_days
        end
    group by all
    having count(*) >= $least
),
limited as (
    select
        asked_key,
        other_key,
        is_due,
        shared_count * 2 >= max(shared_count) over (partition by asked_key) as is_strong
    from counted
),
spread as (
    select
        limited.*,
        row_number() over (
            partition by asked_key, is_strong, coalesce(outlets.outlet_id, cast(other_key as varchar))
            order by other_key
        ) as place_in_outlet
    from limited
    left join outlets on outlets.text_key = other_key
),
ranked as (
    select
        asked_key,
        other_key,
        is_due or other_key not in (select text_key from asked_shingles) as is_due,
        row_number() over (partition by asked_key order by is_strong desc, place_in_outlet, other_key) as place
    from spread
)
select
    least(asked_key, other_key) as key_a,
    greatest(asked_key, other_key) as key_b,
    bool_or(is_due) as is_due
from ranked
where place <= $candidates
group by all
order by all
