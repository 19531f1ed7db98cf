"""Statements: what a revision states of something measured: value, unit, what it counts, what it is about."""

from collections.abc import Sequence

from extractors.ids import content_id
from extractors.mentions.reading.field import Reading, sentence_at, zone_at
from extractors.records import Mention, Statement
from extractors.statements.about import About, about_figure
from extractors.statements.figures import Figure, find_figures

# Raised with every change that finds or describes statements otherwise.
METHOD_VERSION = "statements-3"


def find_statements(readings: Sequence[Reading], mentions: Sequence[Mention]) -> tuple[Statement, ...]:
    """Return the figures that the title and the text of a revision state, in the order in which they stand.

    `mentions` are those of the revision: money, percentages, quantities and dates are figures already, names tell
    what a figure is about.
    """
    found = []
    for reading in readings:
        own = [mention for mention in mentions if mention.field == reading.field]
        names = [mention for mention in own if mention.entity_id is not None]
        found += [
            _statement(reading, figure, about_figure(reading, figure, names))
            for figure in find_figures(reading, own)
        ]
    return tuple(found)


def _statement(reading: Reading, figure: Figure, about: About) -> Statement:
    index, sentence_start, sentence_end = sentence_at(reading, figure.start)
    return Statement(
        statement_id=content_id(reading.revision_id, reading.field, "statement", figure.start, figure.end),
        article_id=reading.article_id,
        revision_id=reading.revision_id,
        kind=figure.kind,
        field=reading.field,
        span_start=figure.start,
        span_end=figure.end,
        surface=reading.text[figure.start : figure.end],
        zone=zone_at(reading, figure.start),
        sentence_index=index,
        sentence_start=sentence_start,
        sentence_end=max(sentence_end, figure.end),
        amount=figure.amount,
        amount_high=figure.amount_high,
        written_step=figure.step,
        unit=figure.unit,
        value_text=figure.value_text,
        qualifier=figure.qualifier,
        counted=about.counted,
        before=about.before,
        after=about.after,
        words=about.words,
        entity_ids=about.names,
        cues=about.cues,
        method_version=METHOD_VERSION,
    )
