-- Stage which articles are to speak by another revision: a whole one before a partial one, then the latest seen.
create or replace temp table accepted as
with
best as (
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
)
select best.article_id, best.revision_id
from best
join articles using (article_id)
where articles.revision_id <> best.revision_id
