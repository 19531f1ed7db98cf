-- Stage which articles are to speak by another revision: a whole one before a partial one, then the latest seen. A
-- replay accepts all sets that it makes at once; of one body that with the lines of its outlet cut, whose name is
-- longer, was made by it.
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
                revision_set desc,
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
