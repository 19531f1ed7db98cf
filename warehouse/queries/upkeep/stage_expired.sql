-- Revisions whose texts the rule takes: first seen before a moment, of the given outlets (all: none given), and,
-- where so ruled, only of pages that reserve text and data mining or forbid to keep a copy.
create or replace temp table expiring as
with chosen as (
    select
        revisions.revision_id,
        revisions.article_id,
        articles.outlet_id,
        revisions.raw_id,
        length(revisions.text) as character_count
    from revisions
    join articles on articles.article_id = revisions.article_id
    anti join expired_texts on expired_texts.revision_id = revisions.revision_id
    where revisions.first_seen_at < $before
        and (len($outlets::varchar[]) = 0 or articles.outlet_id in (select unnest($outlets::varchar[])))
        and (
            not $is_reserved_only
            or coalesce(revisions.tdm_reservation, false)
            or coalesce(revisions.robots_meta ilike '%noarchive%', false)
        )
)
select
    chosen.*,
    chosen.raw_id not in (
        select raw_id
        from revisions
        anti join expired_texts using (revision_id)
        anti join chosen using (revision_id)
    ) as is_body_erased
from chosen
