-- One row per sentence shown of each figure shown of the articles that pass; where something is asked for by name, of
-- sentences that name it. Those that most distinct texts of a story state come first, each text speaks once.
-- Left out are bare counts ("3"): without what is counted they say nothing, and they were the first five of a week.
with
stated as materialized (
    select
        digest_articles.*,
        coalesce(digest_articles.story_id, digest_articles.article_id) as event_id,
        found.* exclude (revision_id)
    from (
        select
            rowid as place,
            revision_id,
            kind,
            amount,
            amount_high,
            unit,
            zone,
            entity_ids,
            span_start
        from statements
        where rowid in (
            select unnest((
                select list(rowid)
                from statements
                where revision_id in (select revision_id from digest_articles where is_now and is_asked)
            ))
        )
    ) as found
    join digest_articles on digest_articles.revision_id = found.revision_id
    where digest_articles.is_now
        and digest_articles.is_asked
        and found.kind in ('money', 'percent', 'quantity')
        and found.amount is not null
        and (found.kind <> 'quantity' or found.unit is not null)
        and found.zone in ('standfirst', 'body')
        and (len($named_ids) = 0 or list_has_any(found.entity_ids, $named_ids))
),
figures as (
    select
        event_id,
        kind,
        amount,
        amount_high,
        unit,
        count(distinct article_id) as article_count,
        count(distinct text_id) as text_count,
        count(distinct outlet_id) as outlet_count,
        min(published_day) as first_known_day,
        count(*) over () as figure_total,
        row_number() over (
            order by
                count(distinct text_id) desc,
                count(distinct article_id) desc,
                list_position(['money', 'percent', 'quantity'], kind),
                amount desc,
                event_id,
                unit,
                amount_high
        ) as figure_number
    from stated
    group by
        event_id,
        kind,
        amount,
        amount_high,
        unit
    qualify figure_number <= $limit
),
sentences as (
    select
        figures.*,
        figure_words(figures.kind, figures.amount, figures.amount_high, figures.unit) as value,
        stated.* exclude (event_id, kind, amount, amount_high, unit)
    from figures
    join stated
        on stated.event_id = figures.event_id
        and stated.kind = figures.kind
        and stated.amount = figures.amount
        and stated.amount_high is not distinct from figures.amount_high
        and stated.unit is not distinct from figures.unit
    qualify row_number() over (
        partition by figures.figure_number, stated.text_id
        order by stated.published_day nulls last, stated.article_id, stated.span_start
    ) = 1
),
shown as materialized (
    select *
    from sentences
    qualify row_number() over (
        partition by figure_number
        order by published_day nulls last, article_id
    ) <= $sentences
),
placed as materialized (
    select
        rowid as place,
        sentence_start,
        sentence_end,
        span_end
    from statements
    where rowid in (select unnest((select list(place) from shown)))
),
texts as materialized (
    select
        revision_id,
        text
    from revisions
    where rowid in (select unnest((select list(rowid) from revisions where revision_id in (select revision_id from shown))))
)
select
    shown.*,
    stories.title as story_title,
    cut_sentence(
        texts.text, placed.sentence_start, placed.sentence_end, shown.span_start, placed.span_end
    ) as sentence
from shown
join placed on placed.place = shown.place
join texts on texts.revision_id = shown.revision_id
left join stories on stories.story_id = shown.story_id
order by
    shown.figure_number,
    shown.published_day nulls last,
    shown.article_id
