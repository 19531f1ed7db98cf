"""The subject of a verb of saying: a name, a pronoun or the words of a noun phrase before or behind it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.mentions.languages.en import ENGLISH
from extractors.mentions.reading.field import Reading
from extractors.records import Mention

CLAUSE = re.compile(r"\([^()\n]{0,60}\)|[,;:—–()]|(?<=\s)-+(?=\s)|\n")
# The words that tell a subject are those of English in any language so far.
_PRONOUNS, OPENERS = ENGLISH.speech.pronouns, ENGLISH.speech.openers
CONJUNCTIONS, _HELPERS = ENGLISH.speech.conjunctions, ENGLISH.speech.helpers
# A name further behind the start of a clause is hardly its subject.
_SUBJECT_REACH = 40
# Code points before a pronoun in which one person alone must be named for the two to be one.
_PRONOUN_REACH = 500
_WORD = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*+[.’']?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """[start, end) of the words, the mention among them, and the rule that found them."""

    start: int
    end: int
    mention: Mention | None = None
    rule: str


class Names:
    """The names of a reading that can speak, in order."""

    def __init__(self, names: Sequence[Mention]) -> None:
        kinds = ("person", "organization", "place", "product")
        self.names = sorted((name for name in names if name.kind in kinds), key=lambda name: name.span_start)
        self.starts = [name.span_start for name in self.names]

    def within(self, start: int, end: int) -> list[Mention]:
        """Return the names that begin in [start, end), people only where there are any."""
        found = self.names[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return [name for name in found if name.kind == "person"] or found

    def antecedent(self, at: int, word: str) -> Mention | None:
        """Return the last person named before a "he" or "she", where no other person is named nearby."""
        if word not in ("he", "she"):
            return None
        end = bisect_left(self.starts, at)
        near = self.names[bisect_left(self.starts, at - _PRONOUN_REACH) : end]
        people = [name for name in near if name.kind == "person"]
        return people[-1] if len({name.entity_id for name in people}) == 1 else None


def subject_before(reading: Reading, names: Names, start: int, verb: int) -> Subject | None:
    """Return the subject of the verb at `verb` in the sentence part that begins at `start`."""
    end = _without_helpers(reading, start, verb)
    chunks = _chunks_of(reading, start, end)
    if not chunks:
        return None
    last = _last_word(reading, *chunks[-1])
    if last in _PRONOUNS:
        return _pronoun(reading, names, chunks)
    if last in CONJUNCTIONS or first_word(reading, *chunks[-1]) in CONJUNCTIONS:
        return leading_subject(reading, names, start, end)
    if reading.lowered[start:end].rstrip().endswith((",", "—", "–", ")", "-")) and len(chunks) > 1:
        return leading_subject(reading, names, *chunks[-2], fallback=(start, end))
    return _closing_subject(reading, names, *chunks[-1]) or leading_subject(reading, names, start, end)


def leading_subject(
    reading: Reading, names: Names, start: int, end: int, *, fallback: tuple[int, int] | None = None
) -> Subject | None:
    """Return what the sentence part [start, end) is about: the first name or pronoun of its first own clause."""
    if fallback is not None:
        start, end = fallback
    chunks = _chunks_of(reading, start, end)
    own = [chunk for chunk in chunks if first_word(reading, *chunk) not in OPENERS] or chunks
    for chunk in own[:1] if own else []:
        words = list(_WORD.finditer(reading.lowered, *chunk))
        if words and words[0][0] in _PRONOUNS:
            return Subject(start=words[0].start(), end=words[0].end(), rule="pronoun")
        named = names.within(chunk[0], min(chunk[1], chunk[0] + _SUBJECT_REACH))
        if named:
            return Subject(start=named[0].span_start, end=named[0].span_end, mention=named[0], rule="name")
        if words:
            return Subject(start=words[0].start(), end=words[min(len(words), 4) - 1].end(), rule="words")
    return None


def _closing_subject(reading: Reading, names: Names, start: int, end: int) -> Subject | None:
    """Return the noun phrase that [start, end) closes with."""
    named = names.within(start, end)
    if named and end - named[-1].span_end <= 40:
        return Subject(start=named[-1].span_start, end=named[-1].span_end, mention=named[-1], rule="name")
    words = list(_WORD.finditer(reading.lowered, start, end))
    if not words:
        return None
    at = len(words) - 1
    while at > 0 and len(words) - at < 6 and words[at - 1][0] not in OPENERS:
        at -= 1
    return Subject(start=words[at].start(), end=words[-1].end(), rule="words")


def subject_behind(reading: Reading, names: Names, start: int, stop: int) -> Subject | None:
    """Return the subject that follows the verb, up to the end of its clause."""
    clause = CLAUSE.search(reading.text, start, stop)
    end = clause.start() if clause else stop
    words = list(_WORD.finditer(reading.lowered, start, end))
    if not words:
        return None
    if words[0][0] in _PRONOUNS:
        return Subject(start=words[0].start(), end=words[0].end(), rule="pronoun")
    named = names.within(start, end)
    if named:
        return Subject(start=named[0].span_start, end=named[0].span_end, mention=named[0], rule="name")
    return Subject(start=words[0].start(), end=words[min(len(words), 8) - 1].end(), rule="words")


def _chunks_of(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """Return the clauses of [start, end), those with words only."""
    chunks, at = [], start
    for mark in [*CLAUSE.finditer(reading.text, start, end), None]:
        stop = end if mark is None else mark.start()
        if _WORD.search(reading.text, at, stop):
            chunks.append((at, stop))
        at = stop if mark is None else mark.end()
    return chunks


def _without_helpers(reading: Reading, start: int, verb: int) -> int:
    """Return where the words before the verb end once auxiliaries and adverbs are taken off."""
    words = list(_WORD.finditer(reading.lowered, max(start, verb - 80), verb))
    end = verb
    while len(words) > 1 and (words[-1][0] in _HELPERS or (words[-1][0].endswith("ly") and len(words[-1][0]) > 4)):
        end = words.pop().start()
    return end


def _pronoun(reading: Reading, names: Names, chunks: list[tuple[int, int]]) -> Subject:
    """Return the pronoun that closes the last clause; "who" speaks for the last name of the clause before."""
    word = list(_WORD.finditer(reading.lowered, *chunks[-1]))[-1]
    named = names.within(*chunks[-2]) if word[0] == "who" and len(chunks) > 1 else []
    return Subject(start=word.start(), end=word.end(), mention=named[-1] if named else None, rule="pronoun")


def first_word(reading: Reading, start: int, end: int) -> str:
    """Return the first word of [start, end), "" where there is none."""
    match = _WORD.search(reading.lowered, start, end)
    return match[0] if match else ""


def _last_word(reading: Reading, start: int, end: int) -> str:
    """Return the last word of [start, end), "" where there is none."""
    words = _WORD.findall(reading.lowered, max(start, end - 40), end)
    return words[-1] if words else ""
