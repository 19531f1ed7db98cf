"""Articles that are plain text: a paragraph or heading a line, perhaps with a title and a dateline at the head."""

import re
from dataclasses import replace
from datetime import datetime

from extractors.captions import PICTURE_MARK
from extractors.page.facts.authors import clean_names
from extractors.page.words.caseless import caseless_furniture, is_caseless
from extractors.page.words.lines import (
    SENTENCE_END,
    furniture,
    looks_like_heading,
    read_byline,
    read_dateline,
    same_words,
)
from extractors.page.words.pieces import Piece, count_words, tidy
from extractors.page.words.reading import Fact, Facts, Reading

_LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# Head and foot of a document, where datelines and bylines stand.
_HEAD_LINES = 6
_MAX_LINES = 50_000
_CASELESS_PROSE = 60  # characters of a line that no headline has


def read_plain(characters: str, *, seen_at: datetime) -> Reading:
    """Return the pieces of a plain text with the title, dates and authors that its lines state."""
    lines = [line for line in _unwrap(_LINE_BREAK.split(characters)[:_MAX_LINES]) if line]
    title, body_start = _find_title(lines)
    facts = Facts(title=Fact(value=title, origin="text") if title else None)
    pieces: list[Piece] = []
    for at, line in enumerate(lines[body_start:], start=body_start):
        facts, cut = _judge(line, at, facts, seen_at)
        pieces.append(Piece(surface=line, cut=cut))
    return Reading(pieces=_with_headings(pieces), facts=facts)


def _judge(line: str, at: int, facts: Facts, seen_at: datetime) -> tuple[Facts, str | None]:
    """Return the facts with what the line states, and the reason to cut it if there is one."""
    if facts.title is not None and same_words(line, facts.title.value):
        return facts, "title_echo"
    dated = read_dateline(line, seen_at=seen_at) if at < _HEAD_LINES else None
    if dated is not None:
        kind, found = dated
        fact = Fact(value=found, origin="text")
        if kind == "modified":
            return replace(facts, modified=facts.modified or fact), "dateline"
        return replace(facts, published=facts.published or fact), "dateline"
    names = _names_of(line) if at < _HEAD_LINES and facts.authors is None else ()
    if names:
        return replace(facts, authors=Fact(value=names, origin="text")), "byline"
    return facts, furniture(line)


def _names_of(line: str) -> tuple[str, ...]:
    """Return the names of a line that is nothing but a byline, in any script; empty if it is none."""
    return clean_names([line]) if caseless_furniture(line) == "byline" else read_byline(line)


def _find_title(lines: list[str]) -> tuple[str | None, int]:
    """Return the title and the index of the line after it: a first line like a heading, with prose after it.

    Not what belongs to a picture: eight reports of one broadcaster were one story by "Media playback is
    unsupported on your device Media caption …" as their titles.
    """
    if len(lines) < 2 or not looks_like_heading(lines[0]) or furniture(lines[0]) or read_byline(lines[0]):
        return None, 0
    if PICTURE_MARK.match(lines[0]):
        return None, 0
    has_prose = any(map(_is_prose, lines[1:]))
    return (lines[0], 1) if has_prose else (None, 0)


def _is_prose(line: str) -> bool:
    """Return whether a line ends a sentence and has nine words or more; without blanks, characters.

    Thai marks no ends of sentences: a line of many characters is one there.
    """
    if not is_caseless(line):
        return bool(SENTENCE_END.search(line)) and line.count(" ") >= 8
    return len(line) > _CASELESS_PROSE or (bool(SENTENCE_END.search(line)) and count_words(line) > 8)


def _with_headings(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces, those that read as a heading and are no part of a list or of verse in that zone."""
    kept = [at for at, piece in enumerate(pieces) if piece.cut is None]
    is_heading = [looks_like_heading(pieces[at].surface) for at in kept]
    zoned = list(pieces)
    for order, at in enumerate(kept):
        around = is_heading[max(0, order - 3) : order + 4]
        if is_heading[order] and sum(around) <= max(2, len(around) * 2 // 3):
            zoned[at] = replace(pieces[at], zone="heading")
    return zoned


def _unwrap(lines: list[str]) -> list[str]:
    """Return one line a paragraph, where paragraphs are parted by blank lines and their lines are wrapped."""
    lines = [tidy(line) for line in lines]
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    unwrapped: list[str] = []
    for block in blocks:
        unwrapped += [" ".join(block)] if _is_wrapped(block) else block
    return unwrapped


def _is_wrapped(block: list[str]) -> bool:
    """Return whether all lines but the last are as wide as a page and mostly break off mid-sentence."""
    if len(block) < 2:
        return False
    inner = block[:-1]
    widths = [len(line) for line in inner]
    if not (min(widths) >= 40 and max(widths) <= 100):
        return False
    open_ended = sum(not SENTENCE_END.search(line) for line in inner)
    return open_ended >= len(inner) * 0.6
