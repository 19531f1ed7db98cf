-- One row per sentence shown of each figure shown of the given stories; each text speaks once before any speaks again.
-- The texts of those are read by row; zones standfirst and body are in the text.
with
shown_figures as (
    select
        story_id,
        kind,
        value,
        amount,
        amount_high,
        unit,
        is_unit_assumed,
        qualifiers,
        article_count,
        text_count,
        mention_count,
        count(*) over (partition by story_id) as figure_total,
        row_number() over (
            partition by story_id
            order by article_count desc, mention_count desc, kind, amount desc, value
        ) as figure_number
    from report_figures
    where story_id in (select unnest($story_ids))
    qualify figure_number <= $limit
),
placed as materialized (
    select
        base_mention_facts.*,
        row_number() over (
            partition by
                base_mention_facts.text_id,
                base_mention_facts.kind,
                base_mention_facts.amount,
                base_mention_facts.amount_high,
                base_mention_facts.unit
            order by base_mention_facts.article_id, base_mention_facts.span_start
        ) as text_mention_number
    from base_mention_facts
    where
        base_mention_facts.kind in ('money', 'percent', 'quantity')
        and base_mention_facts.amount is not null
        and base_mention_facts.zone in ('standfirst', 'body')
        and base_mention_facts.story_id in (select unnest($story_ids))
),
shown as materialized (
    select
        shown_figures.*,
        placed.article_id,
        placed.revision_id,
        placed.article_label,
        placed.outlet_name,
        placed.surface,
        placed.sentence_start,
        placed.sentence_end,
        placed.span_start,
        placed.span_end,
        placed.start_in_sentence,
        placed.text_mention_number
    from shown_figures
    join placed
        on placed.story_id = shown_figures.story_id
        and placed.kind = shown_figures.kind
        and placed.amount = shown_figures.amount
        and placed.amount_high is not distinct from shown_figures.amount_high
        and placed.unit is not distinct from shown_figures.unit
    qualify row_number() over (
        partition by shown_figures.story_id, shown_figures.figure_number
        order by placed.text_mention_number, placed.article_label, placed.article_id
    ) <= $sentences
),
texts as (
    select
        revision_id,
        text
    from revisions
    where
        rowid in (
            select unnest((select list(rowid) from revisions where revision_id in (select revision_id from shown)))
        )
)
select
    shown.* exclude (
        revision_id, outlet_name, surface, sentence_start, sentence_end, span_start, span_end, start_in_sentence,
        text_mention_number
    ),
    coalesce(shown.outlet_name, 'unknown') as outlet_name,
    left(shown.surface, 901) as surface,
    right(left(cut.sentence, shown.start_in_sentence), 301) as words_before,
    left(substring(cut.sentence, shown.start_in_sentence + 1 + shown.span_end - shown.span_start), 301) as words_after
from shown
join texts on texts.revision_id = shown.revision_id
cross join lateral (
    select
        cut_sentence(
            texts.text, shown.sentence_start, shown.sentence_end, shown.span_start, shown.span_end
        ) as sentence
) as cut
order by
    shown.story_id,
    shown.figure_number,
    shown.text_mention_number,
    shown.article_label,
    shown.article_id
