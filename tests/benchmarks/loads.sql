-- One row per article that has something to lose by the order in which it comes: those that share words with another
-- first, then those of the largest stories.
with
paired as (
    select article_a as article_id
    from copy_pairs
    union
    select article_b
    from copy_pairs
),
sized as (
    select
        article_id,
        story_id,
        count(*) over (partition by story_id) as article_count
    from story_members
)
select articles.external_id
from articles
join sized on sized.article_id = articles.article_id
left join paired on paired.article_id = articles.article_id
where articles.external_id is not null
order by paired.article_id is null, sized.article_count desc, sized.story_id, articles.article_id
limit $articles
