"""Statements: what a revision states of something measured: value, unit, what it counts, what it is about."""

from collections.abc import Sequence

from extractors.ids import content_id
from extractors.mentions.reading.field import Reading, sentence_at, zone_at
from extractors.records import Mention, Statement
from extractors.statements.about import About, about_figure
from extractors.statements.figures import Figure, find_figures
from extractors.statements.holders import find_roles
from extractors.statements.roles import Role

# Raised with every change that finds or describes statements otherwise.
METHOD_VERSION = "statements-4"


def find_statements(readings: Sequence[Reading], mentions: Sequence[Mention]) -> tuple[Statement, ...]:
    """Return the figures and the roles of people that title and text of a revision state, field by field.

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
        found += [_role_statement(reading, role) for role in find_roles(reading, names)]
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


def _role_statement(reading: Reading, role: Role) -> Statement:
    """Return a role as a statement: its title is the value, how it holds the qualifier."""
    index, sentence_start, sentence_end = sentence_at(reading, role.start)
    return Statement(
        statement_id=content_id(reading.revision_id, reading.field, "role", role.start, role.end),
        article_id=reading.article_id,
        revision_id=reading.revision_id,
        kind="role",
        field=reading.field,
        span_start=role.start,
        span_end=role.end,
        surface=reading.text[role.start : role.end],
        zone=zone_at(reading, role.start),
        sentence_index=index,
        sentence_start=sentence_start,
        sentence_end=max(sentence_end, role.end),
        amount=None,
        amount_high=None,
        written_step=None,
        unit=None,
        value_text=role.title,
        qualifier=role.phase,
        counted=None,
        before=(),
        after=role.area,
        words=(),
        entity_ids=tuple(each for each in (role.holder, role.organization) if each),
        cues=(),
        method_version=METHOD_VERSION,
    )
