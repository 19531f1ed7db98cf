-- One row per sampled article of the outlets: its group of copies, day, text, and the repeated lines cut from it. Texts
-- are read by row: a join unpacks those of all that is stored.
with
sampled as (
    select
        outlet_samples.outlet_id,
        outlet_samples.article_id,
        outlet_samples.day,
        articles.revision_id
    from outlet_samples
    join articles using (article_id)
    where outlet_samples.outlet_id in (select unnest($outlets))
),
texts as (
    select
        revision_id,
        text
    from revisions
    where rowid in (
        select unnest((
            select list(rowid) from revisions where revision_id in (select revision_id from sampled)
        ))
    )
),
cut as (
    select
        revision_id,
        list(surface order by position) as lines
    from removed_spans
    where reason = 'repeated_line' and revision_id in (select revision_id from sampled)
    group by revision_id
)
select
    sampled.outlet_id,
    coalesce(text_members.text_id, sampled.article_id) as text_id,
    sampled.day,
    texts.text,
    cut.lines
from sampled
join texts using (revision_id)
left join text_members on text_members.article_id = sampled.article_id
left join cut on cut.revision_id = sampled.revision_id
order by
    sampled.outlet_id,
    sampled.article_id
