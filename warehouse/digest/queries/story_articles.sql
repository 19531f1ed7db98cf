-- One row per article shown of the given stories: those of the window that pass, each text once before any twice.
with
numbered as (
    select
        *,
        row_number() over (
            partition by story_id, text_id
            order by reuse = 'own' desc, published_day nulls last, article_id
        ) as text_article_number
    from digest_articles
    where is_now and is_asked and story_id in (select unnest($story_ids))
)
select *
from numbered
qualify row_number() over (
    partition by story_id
    order by text_article_number, published_day nulls last, article_id
) <= $limit
order by
    story_id,
    text_article_number,
    published_day nulls last,
    article_id
