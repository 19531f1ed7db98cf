"""The names of a field that can speak, and the person that a pronoun stands for."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from extractors.mentions.languages import speech_of
from extractors.mentions.languages.vocabulary import Speech
from extractors.mentions.reading.field import Reading, sentence_at
from extractors.mentions.sayings.first_names import MEN, MEN_AND_SURNAMES, WOMEN
from extractors.records import Mention

# Code points before a pronoun in which the person that it stands for is named.
_REACH = 500
# A name this near the start of its sentence is what the sentence is about.
_SUBJECT_REACH = 45
_SHE = re.compile(r"\b(?:mrs|ms|miss|lady|sister|wife|daughter|mother|aunt|queen|actress|widow)\b[., ]{1,2}$")
_HE = re.compile(r"\b(?:mr|sir|lord|brother|husband|son|father|uncle|king|widower)\b[., ]{1,2}$")

# Before whom something is said to, in the languages besides English.
_BEFORE_LISTENERS = frozenset(
    "mit gegenüber beim im avec lors devant con durante tras ante com perante met tegen tegenover bij".split()
)


class Names:
    """The names of a reading that can speak, in order."""

    def __init__(self, reading: Reading, names: Sequence[Mention]) -> None:
        kinds = ("person", "organization", "place", "product")
        self.reading = reading
        self.names = sorted((name for name in names if name.kind in kinds), key=lambda name: name.span_start)
        self.starts = [name.span_start for name in self.names]

    def within(self, start: int, end: int) -> list[Mention]:
        """Return the names that begin in [start, end), people only where there are any."""
        found = self.names[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return [name for name in found if name.kind == "person"] or found

    def antecedent(self, at: int, word: str, spoke: Mention | None) -> Mention | None:
        """Return the person whom a "he" or "she" at `at` stands for; None where two could be meant.

        One person alone nearby is it; so is whoever `spoke` before, or whom the sentence before is about, where no
        other fits better. Who is known to be of the other sex is none.
        """
        speech = speech_of(self.reading.language or "en")
        if word not in speech.she and word not in speech.he:
            return None
        is_she = word in speech.she
        end = bisect_left(self.starts, at)
        near = [name for name in self.names[bisect_left(self.starts, at - _REACH) : end] if name.kind == "person"]
        told = {}  # one telling writing of a person tells of all
        for name in near:
            if (known := self._is_woman(name)) is not None:
                told[name.entity_id or name.surface] = known
        fitting = [name for name in near if told.get(name.entity_id or name.surface) in (None, is_she)]
        if len({name.entity_id or name.surface for name in fitting}) == 1:
            return fitting[-1]
        sure = [name for name in fitting if told.get(name.entity_id or name.surface) is not None]
        if len({name.entity_id or name.surface for name in sure}) == 1:
            return sure[-1]
        candidates = sure or fitting
        if spoke is not None and any(name.entity_id == spoke.entity_id for name in candidates):
            return spoke
        return self._subject_of_last_sentence(at, candidates)

    def _subject_of_last_sentence(self, at: int, people: Sequence[Mention]) -> Mention | None:
        """Return the one of the people whom the last sentence with any of them is about."""
        here = sentence_at(self.reading, at)[0]
        before = [name for name in people if name.sentence_index < here]
        if not before:
            return None
        last = before[-1].sentence_index
        first = next(name for name in before if name.sentence_index == last)
        alone = len({name.entity_id for name in before if name.sentence_index == last}) == 1
        return first if alone and first.span_start - first.sentence_start <= _SUBJECT_REACH else None

    def _is_woman(self, name: Mention) -> bool | None:
        """Return whether a person is a woman by title, kinship or first name; None where nothing tells."""
        before = self.reading.lowered[max(name.span_start - 24, 0) : name.span_start]
        if _SHE.search(before):
            return True
        if _HE.search(before):
            return False
        first, *others = name.surface.lower().split() or [""]
        is_man = first in MEN or (bool(others) and first in MEN_AND_SURNAMES)
        return True if first in WOMEN else False if is_man else None


def end_before_listener(speech: Speech, words: Sequence[re.Match[str]], name: Mention) -> int | None:
    """Return where a noun phrase ends that a name follows to whom it is said: "der Minister im Gespräch mit".

    None where the name is the phrase's own: "le ministre Bruno Retailleau", "le groupe Alstom". `words` are those
    of the clause behind the verb; English is left as it was measured.
    """
    before = [word for word in words if word.end() <= name.span_start]
    if speech.core or len(before) < 3 or before[0][0] not in speech.determiners:
        return None
    links = _BEFORE_LISTENERS if name.kind == "person" else _BEFORE_LISTENERS | speech.determiners | speech.openers
    at = next((place for place, word in enumerate(before) if place > 1 and word[0] in links), None)
    return None if at is None else before[at - 1].end()
