-- What people decided, as lines of a list that brings it about in any database of the same articles.
with
kept as (
    select
        story_id,
        list(article_id order by article_id) as articles
    from story_members
    where decided_by = 'person'
    group by story_id
)
select
    case when kept.story_id is null then 'rename' else 'keep' end as change,
    coalesce(kept.story_id, stories.central_article_id) as story,
    coalesce(kept.articles, []) as articles,
    null as into,
    case when stories.title_origin = 'person' then stories.title end as title,
    null as reason
from stories
left join kept on kept.story_id = stories.story_id
where kept.story_id is not null or stories.title_origin = 'person'
order by stories.story_id
