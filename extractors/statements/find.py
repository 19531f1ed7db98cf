"""What a revision states, field by field: figures, roles of people and lapses as rows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.ids import content_id
from extractors.mentions.reading.field import Reading, sentence_at, zone_at
from extractors.records import Mention, Statement, StatementKind
from extractors.statements.about import UNIT_OF_NOUN, About, about_figure
from extractors.statements.figures import Figure, find_figures
from extractors.statements.holders import find_roles
from extractors.statements.lapses import Lapse, find_lapses
from extractors.statements.roles import Role
from extractors.versions import STATEMENTS_VERSION


def find_statements(readings: Sequence[Reading], mentions: Sequence[Mention]) -> tuple[Statement, ...]:
    """Return the figures, roles of people and lapses that title and text of a revision state, field by field.

    `mentions` are those of the revision: money, percentages, quantities and dates are figures already, names tell
    what a figure is about.
    """
    found: list[Statement] = []
    for reading in readings:
        own = [mention for mention in mentions if mention.field == reading.field]
        names = [mention for mention in own if mention.entity_id is not None]
        found += _figures(reading, own, names)
        found += [_role_statement(reading, role) for role in find_roles(reading, names)]
        found += [_lapse_statement(reading, lapse) for lapse in find_lapses(reading)]
    return tuple(found)


def _figures(reading: Reading, own: Sequence[Mention], names: Sequence[Mention]) -> Iterator[Statement]:
    """Yield the figures as statements; what a count counts is known to the next one near by."""
    last: Statement | None = None
    for figure in find_figures(reading, own):
        index = sentence_at(reading, figure.start)[0]
        near = last.counted if last and index - last.sentence_index <= 1 else None
        made = _statement(reading, figure, about_figure(reading, figure, names, near))
        if made.kind == "quantity" and made.counted:
            last = made
        yield made


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
        unit=figure.unit or (UNIT_OF_NOUN.get(about.counted or "") if figure.kind == "quantity" else None),
        value_text=figure.value_text,
        qualifier=figure.qualifier,
        counted=about.counted,
        before=about.before,
        after=about.after,
        words=about.words,
        entity_ids=about.names,
        cues=about.cues,
        method_version=STATEMENTS_VERSION,
    )


def _role_statement(reading: Reading, role: Role) -> Statement:
    """Return a role as a statement: its title is the value, how it holds the qualifier."""
    return replace(
        _bare(reading, "role", role.start, role.end),
        value_text=role.title,
        qualifier=role.phase,
        after=role.area,
        entity_ids=tuple(each for each in (role.holder, role.organization) if each),
    )


def _lapse_statement(reading: Reading, lapse: Lapse) -> Statement:
    """Return a lapse as a statement: its days are the amounts, what it is counted from stands behind it."""
    return replace(
        _bare(reading, "lapse", lapse.start, lapse.end),
        amount=Decimal(lapse.low),
        amount_high=Decimal(lapse.high),
        unit="day",
        after=lapse.noun,
    )


def _bare(reading: Reading, kind: StatementKind, start: int, end: int) -> Statement:
    """Return a statement of words that are no figure, with where it stands and nothing of what it says."""
    index, sentence_start, sentence_end = sentence_at(reading, start)
    return Statement(
        statement_id=content_id(reading.revision_id, reading.field, kind, start, end),
        article_id=reading.article_id,
        revision_id=reading.revision_id,
        kind=kind,
        field=reading.field,
        span_start=start,
        span_end=end,
        surface=reading.text[start:end],
        zone=zone_at(reading, start),
        sentence_index=index,
        sentence_start=sentence_start,
        sentence_end=max(sentence_end, end),
        amount=None,
        amount_high=None,
        written_step=None,
        unit=None,
        value_text=None,
        qualifier=None,
        counted=None,
        before=(),
        after=(),
        words=(),
        entity_ids=(),
        cues=(),
        method_version=STATEMENTS_VERSION,
    )
