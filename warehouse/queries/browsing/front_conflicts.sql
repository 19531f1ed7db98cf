-- Values of one measure on which texts differ, those of the stories seen last first; only of those shown the statements
-- are looked up, by their stories: by their ids, which are all different, it took .2 s of CPU at 101,304 articles.
with
latest as materialized (
    select
        statement_contrasts.*,
        stories.title,
        statement_groups.kind = 'spelling' as is_spelling,
        story_summaries.last_seen_at
    from statement_contrasts
    join story_summaries on story_summaries.story_id = statement_contrasts.story_id
    join stories on stories.story_id = statement_contrasts.story_id
    join statement_groups on statement_groups.group_id = statement_contrasts.group_id
    where statement_contrasts.verdict in ('conflict', 'differs', 'stale')
    order by
        is_spelling,
        story_summaries.last_seen_at desc,
        statement_contrasts.contrast_id
    limit $limit
),
wanted as materialized (
    select statement_a as statement_id
    from latest
    union
    select statement_b
    from latest
),
stated as materialized (
    select
        statement_id,
        surface
    from statements
    where
        rowid in (
            select unnest((
                select list(rowid)
                from statements
                where revision_id in (
                    select revision_id
                    from article_facts
                    where story_id in (select story_id from latest)
                )
            ))
        )
        and statement_id in (from wanted)
    union all
    select
        statement_id,
        surface
    from spelled_names
    where statement_id in (from wanted)
)
select
    latest.story_id,
    latest.title as story_title,
    one.surface as value_a,
    other.surface as value_b,
    latest.reason
from latest
join stated as one on one.statement_id = latest.statement_a
join stated as other on other.statement_id = latest.statement_b
order by
    latest.is_spelling,
    latest.last_seen_at desc,
    latest.contrast_id
