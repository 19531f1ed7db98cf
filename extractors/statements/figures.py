"""Figures: every number that a text states, with its unit: what the mentions found, and all numerals beside."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.mentions.reading.field import Reading, is_word_end, is_word_start, sentence_at
from extractors.mentions.reading.numerals import Numeral, bounded, is_whole
from extractors.mentions.reading.spans import Spans
from extractors.records import Mention, StatementKind
from extractors.statements.values import measure_at

_SPANS = ("second", "minute", "hour", "day", "night", "week", "weekend", "month", "year", "decade", "century")
_SPAN_UNIT = re.compile(
    rf"[ \u00a0-]?(?:straight |consecutive |more |full )?({'|'.join(_SPANS)}|min|hr|sec)s?(?![\w-])"
)
_HALF = re.compile(r" and a half(?= )|[- ]1/2(?=[- ])")
_AGE = re.compile(r"[ -]?(?:years?|yrs?)[- ]olds?(?!\w)|(?<=\d)-year-olds?(?!\w)|[ -]years? of age(?!\w)")
_AGE_BEFORE = re.compile(r"(?:\b(?:dies|died|dead) at |\baged? |\bage of |\bat age |\bturn(?:s|ed|ing)? )$")
# "She was 85.", "who is 30, said", "Jane Doe, 30, died": ages without a word for it, and what stands behind them.
_WAS = re.compile(r"\b(?:he|she|who) (?:was|is|turned|just turned) (?:only |just )?$")
_AGE_END = re.compile(r"[.,](?!\d)|[;)!?\"”]|$| (?:when|and|at the time)(?!\w)")
_YOUNGEST, _OLDEST = 5, 110
_VAGUE_COUNTS = {
    "dozens": (24, 99), "hundreds": (200, 999), "thousands": (2_000, 9_999),
    "tens of thousands": (20_000, 99_999), "hundreds of thousands": (200_000, 999_999),
    "millions": (2_000_000, 99_999_999),
}  # fmt: skip
_VAGUE = re.compile(
    r"(?<![\w-])(?:tens of thousands|hundreds of thousands|(?:dozens|hundreds|thousands|millions)"
    r"(?! of (?:thousands|millions|dollars|pounds|euros|miles|feet|years))(?! from| to ))(?![\w-])"
)
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
_ORDINAL = re.compile(rf"(?<![\w-])(?:(\d{{1,3}})(?:st|nd|rd|th)|({'|'.join(_ORDINALS)}))(?![\w])")
_SCORE = re.compile(
    r"(?<![\w.,:/-])(\d{1,3})(?:(?: ?[-–] ?| of |-of-|/)(\d{1,3})(?![\w:/]|[.,-]\d)|-all(?= [^\W\d_]|[.,]))"
)
# Where a page of pictures stands: "Hide Caption 24 of 37 Photos".
_PICTURE = re.compile(r"(?<=caption )\d{1,3} of \d{1,3}(?!\w)")
_CLOCK = re.compile(
    r"(?<![\w.,:-])(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?::\d\d)? ?(?P<half>[ap])\.? ?m\.?"
    r"|(?P<hour24>[01]?\d|2[0-3])[:](?P<minute24>[0-5]\d)(?!:?\d)"
    r"|(?P<bare>[0-2]\d[0-5]\d)(?= ?(?:gmt|utc|hours|local)))(?!\w)"
)
# What follows a time that a clock still has to run.
_LEFT = re.compile(r" (?:left|remaining|to go|to play|of the clock|in the game)(?!\w)")
# Shares in words, where what follows says that they are of something; each with the step that it is written to.
_SHARES = {
    "half": (Decimal(50), Decimal(10)), "three quarters": (Decimal(75), Decimal(5)),
    "a third": (Decimal("33.3"), Decimal(5)), "one third": (Decimal("33.3"), Decimal(5)),
    "two thirds": (Decimal("66.7"), Decimal(5)), "a quarter": (Decimal(25), Decimal(5)),
    "one quarter": (Decimal(25), Decimal(5)),
}  # fmt: skip
_SHARE_QUALIFIERS = {
    "up to": "up_to", "nearly": "nearly", "almost": "almost", "about": "about", "around": "around",
    "roughly": "about", "more than": "more_than", "over": "more_than", "less than": "less_than",
    "at least": "at_least",
}  # fmt: skip
_SHARE = re.compile(
    rf"\b(?:({'|'.join(_SHARE_QUALIFIERS)}) )?({'|'.join(_SHARES).replace(' ', '[ -]')}) of (?!an? )(?=\w)"
)
_SIZE = re.compile(
    r"(?<![\w.,-])\d{2,5} ?[x×] ?\d{2,5}(?![\w])|(?<![\w.,-])\d{1,3},?\d{3} by \d{1,3},?\d{3}(?= pixels)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value at [start, end) of the field; `step` is the least unit written: 1e8 for 14.3 billion."""

    kind: StatementKind
    start: int
    end: int
    amount: Decimal | None = None
    amount_high: Decimal | None = None
    step: Decimal | None = None
    unit: str | None = None
    value_text: str | None = None
    qualifier: str | None = None


def find_figures(reading: Reading, mentions: Sequence[Mention]) -> list[Figure]:
    """Return the figures of the reading in their order; none overlaps another."""
    by_start = {numeral.start: numeral for numeral in reading.numerals}
    figures = [_of_mention(reading, mention, by_start) for mention in mentions if mention.kind in _KINDS]
    taken = Spans((each.start, each.end) for each in figures)
    for picture in _PICTURE.finditer(reading.lowered):
        taken.take(picture.start(), picture.end())
    days = [mention for mention in mentions if mention.kind == "date" and mention.grain == "day"]
    people = {each.span_end for each in mentions if (each.entity_id or "").startswith("person:")}
    others = (
        *_clock_times(reading, days),
        *_shares(reading),
        *_scores(reading),
        *_ordinals(reading),
        *_counts(reading, people),
        *_vague_counts(reading),
    )
    figures += [each for each in others if taken.take(each.start, each.end)]
    return sorted(figures, key=lambda figure: figure.start)


_KINDS: dict[str, StatementKind] = {
    "money": "money",
    "percent": "percent",
    "quantity": "quantity",
    "date": "date",
}


def _of_mention(reading: Reading, mention: Mention, numerals: dict[int, Numeral]) -> Figure:
    """Return the figure that a mention is; of an age, a duration or a unit as the mention has it."""
    kind = _KINDS[mention.kind]
    start, end = mention.span_start, mention.span_end
    if mention.kind == "quantity" and mention.unit == "year_of_age":
        kind = "age"
    if kind == "date":
        return Figure(kind="date", start=start, end=end, value_text=mention.timex)
    inside = next((numerals[at] for at in range(start, end) if at in numerals), None)
    return Figure(
        kind=kind,
        start=start,
        end=end,
        amount=mention.amount,
        amount_high=mention.amount_high,
        step=_step_of(reading, inside) if inside else None,
        unit=mention.unit,
        qualifier=mention.qualifier,
    )


def _step_of(reading: Reading, numeral: Numeral) -> Decimal | None:
    """Return the least unit that the digits write: .1 billion for "14.3 billion", 100 for "1,500"."""
    digits = reading.lowered[numeral.start : numeral.bare_end].strip()
    amount = numeral.amount
    if not amount:
        return Decimal(1)
    if numeral.is_spelled and not numeral.scale_word:
        return Decimal(10) if amount >= 20 and is_whole(amount / 10) else Decimal(1)
    mantissa = re.sub(r"[^\d.]", "", digits.replace(",", "")) or "1"
    if mantissa.count(".") > 1:
        return Decimal(1)
    scale = amount / Decimal(mantissa) if Decimal(mantissa) else Decimal(1)
    places = len(mantissa.partition(".")[2])
    step = scale * Decimal(10) ** -places
    if places == 0:
        # Round numbers are written to their last digit that is not 0: "1,500" to the hundred.
        zeros = len(mantissa) - len(mantissa.rstrip("0"))
        step = scale * Decimal(10) ** min(zeros, len(mantissa) - 1)
    return bounded(step)


def _clock_times(reading: Reading, days: Sequence[Mention]) -> Iterator[Figure]:
    """Yield times of day, with the day that their sentence names, and times that are left on a clock."""
    for match in _CLOCK.finditer(reading.lowered):
        if match["bare"]:
            hour, minute = int(match["bare"][:2]), int(match["bare"][2:])
        elif match["hour24"]:
            hour, minute = int(match["hour24"]), int(match["minute24"])
        else:
            hour, minute = int(match["hour"]) % 12 + 12 * (match["half"] == "p"), int(match["minute"] or 0)
        if match["hour24"] and _LEFT.match(reading.lowered, match.end()):
            left = round(hour + Decimal(minute) / 60, 2)
            yield Figure(
                kind="duration",
                start=match.start(),
                end=match.end(),
                amount=left,
                step=Decimal("0.01"),
                unit="minute",
            )
        elif hour < 24 and minute < 60:
            text = f"{_day_beside(reading, match.start(), days)}T{hour:02}:{minute:02}"
            minutes = Decimal(hour * 60 + minute)
            yield Figure(kind="time", start=match.start(), end=match.end(), value_text=text, amount=minutes)


def _day_beside(reading: Reading, at: int, days: Sequence[Mention]) -> str:
    """Return the day that is named nearest in the sentence of a time; empty where none is."""
    _, start, end = sentence_at(reading, at)
    near = [day for day in days if start <= day.span_start < end and day.timex]
    nearest = min(near, key=lambda day: abs(day.span_start - at), default=None)
    return (nearest.timex or "")[:10] if nearest else ""


def _shares(reading: Reading) -> Iterator[Figure]:
    """Yield shares in words as percentages: "up to half of their shares"."""
    for match in _SHARE.finditer(reading.lowered):
        amount, step = _SHARES[match[2].replace("-", " ")]
        qualifier = _SHARE_QUALIFIERS[match[1]] if match[1] else None
        yield Figure(
            kind="percent", start=match.start(2), end=match.end(2), amount=amount, step=step,
            unit="percent", qualifier=qualifier,
        )  # fmt: skip


def _scores(reading: Reading) -> Iterator[Figure]:
    for match in _SIZE.finditer(reading.lowered):
        text = re.sub(r"[\s,]", "", match[0]).replace("by", "x").replace("×", "x")
        yield Figure(kind="score", start=match.start(), end=match.end(), value_text=text)
    for match in _SCORE.finditer(reading.lowered):
        yield Figure(
            kind="score", start=match.start(), end=match.end(), value_text=f"{match[1]}-{match[2] or match[1]}"
        )


def _ordinals(reading: Reading) -> Iterator[Figure]:
    for match in _ORDINAL.finditer(reading.lowered):
        number = Decimal(match[1] or _ORDINALS[match[2]])
        yield Figure(kind="ordinal", start=match.start(), end=match.end(), amount=number, step=Decimal(1))


def _vague_counts(reading: Reading) -> Iterator[Figure]:
    """Yield counts that only say how many there are roughly, as ranges: "dozens", "tens of thousands"."""
    for match in _VAGUE.finditer(reading.lowered):
        low, high = _VAGUE_COUNTS[match[0]]
        yield Figure(
            kind="quantity", start=match.start(), end=match.end(), amount=Decimal(low), amount_high=Decimal(high),
            qualifier="about",
        )  # fmt: skip


def _counts(reading: Reading, people: Container[int]) -> Iterator[Figure]:
    """Yield ages, durations and counts of anything: each numeral that stands as a word of its own.

    `people` are the places at which names of people end.
    """
    low = reading.lowered
    for numeral in reading.numerals:
        if not is_word_start(reading, numeral.start) or (numeral.is_spelled and _is_no_number(reading, numeral)):
            continue
        amount, end = numeral.amount, numeral.end
        if half := _HALF.match(low, end):
            amount, end = amount + Decimal("0.5"), half.end()
        start = numeral.start
        if low[start - 1 : start] == "." and low[start - 2 : start - 1] in ("", " ", "a", "d", "("):
            start, amount = start - 1, amount.scaleb(-len(low[numeral.start : numeral.bare_end]))
        step = _step_of(reading, numeral)
        sentence_start = sentence_at(reading, numeral.start)[1]
        if age := _AGE.match(low, end):
            yield Figure(kind="age", start=start, end=age.end(), amount=amount, step=step, unit="year_of_age")
        elif _is_age(low, numeral, sentence_start, people):
            yield Figure(kind="age", start=start, end=end, amount=bounded(amount), step=step, unit="year_of_age")
        elif span := _SPAN_UNIT.match(low, end):
            unit = {"min": "minute", "hr": "hour", "sec": "second"}.get(span[1], span[1])
            yield Figure(
                kind="duration", start=start, end=span.end(), amount=bounded(amount), step=step, unit=unit
            )
        elif measure := measure_at(low, sentence_start, end):
            end, unit = measure
            yield Figure(kind="quantity", start=start, end=end, amount=bounded(amount), step=step, unit=unit)
        elif is_word_end(reading, end) or not low[end].isdigit():
            yield Figure(kind="quantity", start=start, end=end, amount=bounded(amount), step=step)


def _is_age(low: str, numeral: Numeral, sentence_start: int, people: Container[int]) -> bool:
    """Return whether words tell that a number is an age: "aged 30", "She was 85.", "Jane Doe, 30, died"."""
    if _AGE_BEFORE.search(low[max(sentence_start, numeral.start - 10) : numeral.start]):
        return True
    if (
        not _YOUNGEST <= numeral.amount <= _OLDEST
        or not is_whole(numeral.amount)
        or not _AGE_END.match(low, numeral.end)
    ):
        return False
    before = low[max(sentence_start, numeral.start - 20) : numeral.start]
    return bool(_WAS.search(before)) or (before.endswith(", ") and numeral.start - 2 in people)


def _is_no_number(reading: Reading, numeral: Numeral) -> bool:
    """Return whether a spelled "one" or a bare scale word counts nothing ("one of", "no one", "the one")."""
    if numeral.amount != 1:
        return False
    after = reading.lowered[numeral.end : numeral.end + 4]
    before = reading.lowered[max(0, numeral.start - 6) : numeral.start]
    return (
        not after.startswith((" ", "-"))
        or after.startswith(" of ")
        or before.endswith(("no ", "the ", "any", "every"))
    )
