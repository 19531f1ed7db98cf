-- Let each article speak by its best revision: a whole one before a partial one, then the latest seen.
update articles
set revision_id = best.revision_id
from (
    select
        article_id,
        first(
            revision_id
            order by
                verdict = 'article' desc,
                first_seen_at desc,
                accepted_at desc nulls last,
                revision_id
        ) as revision_id
    from revisions
    left join revision_sets using (revision_set)
    where article_id in (select unnest(?))
    group by article_id
) as best
where articles.article_id = best.article_id
    and articles.revision_id <> best.revision_id
returning articles.article_id
