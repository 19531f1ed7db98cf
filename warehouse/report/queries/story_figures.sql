-- One row per sentence shown of each figure shown of the given stories; each text speaks once before any speaks again.
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
sentences as (
    select
        base_figures.*,
        row_number() over (
            partition by
                base_figures.text_id,
                base_figures.kind,
                base_figures.amount,
                base_figures.amount_high,
                base_figures.unit
            order by base_figures.article_id, base_figures.span_start
        ) as text_mention_number
    from base_figures
    where base_figures.zone in ('standfirst', 'body') and base_figures.story_id in (select unnest($story_ids))
)
select
    shown_figures.*,
    sentences.article_id,
    sentences.article_label,
    coalesce(sentences.outlet_name, 'unknown') as outlet_name,
    left(sentences.surface, 901) as surface,
    right(left(sentences.sentence, sentences.start_in_sentence), 301) as words_before,
    left(
        substring(
            sentences.sentence,
            sentences.start_in_sentence + 1 + sentences.span_end - sentences.span_start
        ),
        301
    ) as words_after
from shown_figures
join sentences
    on sentences.story_id = shown_figures.story_id
    and sentences.kind = shown_figures.kind
    and sentences.amount = shown_figures.amount
    and sentences.amount_high is not distinct from shown_figures.amount_high
    and sentences.unit is not distinct from shown_figures.unit
qualify row_number() over (
    partition by shown_figures.story_id, shown_figures.figure_number
    order by sentences.text_mention_number, sentences.article_label, sentences.article_id
) <= $sentences
order by
    shown_figures.story_id,
    shown_figures.figure_number,
    sentences.text_mention_number,
    sentences.article_label,
    sentences.article_id
