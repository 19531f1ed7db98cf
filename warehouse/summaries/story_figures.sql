-- One row per story of figured_stories and normalized figure (kind, amount, upper end, unit), with its sentences.
-- Figures that stand only in the title or in headings are left out; copies count once in text_count.
with
wanted_revisions as (
    select
        article_facts.revision_id,
        article_facts.label as article_label,
        wanted_texts.text
    from article_facts
    join figured_stories on figured_stories.story_id = article_facts.story_id
    join wanted_texts on wanted_texts.revision_id = article_facts.revision_id
),
figures as (
    select base_mention_facts.*
    from base_mention_facts
    join figured_stories on figured_stories.story_id = base_mention_facts.story_id
    where base_mention_facts.kind in ('money', 'percent', 'quantity')
        and base_mention_facts.amount is not null
        and base_mention_facts.zone in ('standfirst', 'body')
),
figure_sentences as (
    -- One row per figure and sentence, so that a sentence that repeats a figure is shown once.
    select
        figures.story_id,
        figures.kind,
        figures.amount,
        figures.amount_high,
        figures.unit,
        figures.article_id,
        figures.text_id,
        figures.outlet_id,
        any_value(wanted_revisions.article_label) as article_label,
        list(distinct figures.surface order by figures.surface) as surfaces,
        list(distinct figures.qualifier order by figures.qualifier)
            filter (where figures.qualifier is not null) as qualifiers,
        bool_and(coalesce(figures.is_unit_assumed, false)) as is_unit_assumed,
        count(*) as mention_count,
        any_value(
            cut_sentence(
                wanted_revisions.text,
                figures.sentence_start,
                figures.sentence_end,
                figures.span_start,
                figures.span_end
            )
        ) as sentence,
        figures.sentence_index
    from figures
    join wanted_revisions on wanted_revisions.revision_id = figures.revision_id
    group by all
)
select
    figure_sentences.story_id,
    figure_sentences.kind,
    figure_words(
        figure_sentences.kind,
        figure_sentences.amount,
        figure_sentences.amount_high,
        figure_sentences.unit
    ) as value,
    figure_sentences.amount,
    figure_sentences.amount_high,
    figure_sentences.unit,
    bool_and(figure_sentences.is_unit_assumed) as is_unit_assumed,
    count(distinct figure_sentences.article_id) as article_count,
    count(distinct figure_sentences.text_id) as text_count,
    count(distinct figure_sentences.outlet_id) as outlet_count,
    cast(sum(figure_sentences.mention_count) as bigint) as mention_count,
    list_sort(list_distinct(flatten(list(figure_sentences.surfaces)))) as surfaces,
    list_sort(list_distinct(flatten(coalesce(list(figure_sentences.qualifiers), [])))) as qualifiers,
    list(
        {
            'article_id': figure_sentences.article_id,
            'article_label': figure_sentences.article_label,
            'sentence': figure_sentences.sentence
        }
        order by figure_sentences.article_label, figure_sentences.article_id, figure_sentences.sentence_index
    ) as sentences
from figure_sentences
semi join stories on stories.story_id = figure_sentences.story_id
group by
    figure_sentences.story_id,
    figure_sentences.kind,
    figure_sentences.amount,
    figure_sentences.amount_high,
    figure_sentences.unit
