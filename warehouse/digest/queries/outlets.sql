-- One row per article shown of each outlet shown that has articles which pass; most articles first. Whose words an
-- outlet ran is told of copies of a whole text; `words_of` is empty where it ran none.
with
counted as (
    select
        outlet_id,
        coalesce(any_value(outlet_name), 'unknown') as outlet_name,
        count(*) filter (where is_now) as article_count,
        count(*) filter (where not is_now) as earlier_article_count,
        count(distinct story_id) filter (where is_now) as story_count,
        count(*) filter (where is_now and reuse = 'own') as own_count,
        count(*) filter (where is_now and reuse in ('verbatim', 'edited')) as copied_count,
        count(*) filter (where is_now and reuse = 'partial') as partial_count
    from digest_articles
    where is_asked
    group by outlet_id
    having article_count > 0
),
origins as (
    select
        digest_articles.outlet_id,
        report_text_groups.origin_name,
        count(*) as copied_count
    from digest_articles
    join report_text_groups on report_text_groups.text_id = digest_articles.text_id
    where digest_articles.is_now and digest_articles.is_asked and digest_articles.reuse in ('verbatim', 'edited')
    group by digest_articles.outlet_id, report_text_groups.origin_name
),
words as (
    select
        outlet_id,
        list(
            {'name': origin_name, 'article_count': copied_count}
            order by copied_count desc, origin_name
        )[:4] as words_of
    from origins
    group by outlet_id
),
shown as (
    select
        counted.*,
        coalesce(words.words_of, []) as words_of,
        count(*) over () as outlet_total,
        row_number() over (
            order by counted.article_count desc, counted.outlet_name, counted.outlet_id
        ) as outlet_number
    from counted
    left join words on words.outlet_id is not distinct from counted.outlet_id
    qualify outlet_number <= $limit
)
select
    shown.*,
    digest_articles.article_id,
    digest_articles.article_label,
    digest_articles.canonical_url,
    digest_articles.published_day,
    digest_articles.reuse
from shown
join digest_articles on digest_articles.outlet_id is not distinct from shown.outlet_id
where digest_articles.is_now and digest_articles.is_asked
qualify row_number() over (
    partition by shown.outlet_number
    order by digest_articles.published_day desc nulls last, digest_articles.article_id
) <= $articles
order by
    shown.outlet_number,
    digest_articles.published_day desc nulls last,
    digest_articles.article_id
