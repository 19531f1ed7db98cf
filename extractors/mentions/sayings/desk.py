"""What the rules for speakers share: the cues, lines and sentences of one reading."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.mentions.languages import primary_tag
from extractors.mentions.reading.field import Reading
from extractors.mentions.sayings.cues import find_cues
from extractors.mentions.sayings.people import Names
from extractors.mentions.sayings.subjects import Subject, is_fragment, speech_for
from extractors.records import Mention

# How far from the quotation its cue is looked for, in code points.
REACH = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A speaker's words [start, end), the mention among them, the cue's span, and the rule that found them."""

    start: int | None = None
    end: int | None = None
    mention: Mention | None = None
    cue: tuple[int, int] | None = None
    rule: str = "none"
    is_carried: bool = False


class Desk:
    """One reading with its cues, and who spoke last."""

    def __init__(self, reading: Reading, found: Sequence[Mention]) -> None:
        self.reading = reading
        self.names = Names(reading, found)
        self.speech = speech_for(reading)
        self.cues = find_cues(reading, primary_tag(reading.language) or "en")
        self.spoke: Mention | None = None
        self.breaks = [match.start() for match in re.finditer("\n", reading.text)]
        self.cue_starts = [start for start, _ in self.cues]

    def cues_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the cues in [start, end)."""
        return [
            cue
            for cue in self.cues[bisect_left(self.cue_starts, start) : bisect_left(self.cue_starts, end)]
            if cue[1] <= end
        ]

    def word(self, cue: tuple[int, int]) -> str:
        """Return the words of a cue."""
        return self.reading.lowered[slice(*cue)]

    def is_gerund(self, cue: tuple[int, int]) -> bool:
        """Return whether a cue is an English form in "-ing", whose subject stands elsewhere."""
        return self.word(cue).endswith("ing") and bool(self.speech.core)

    def line(self, at: int) -> tuple[int, int]:
        """Return start and end of the line that holds `at`."""
        index = bisect_left(self.breaks, at)
        start = self.breaks[index - 1] + 1 if index else 0
        return start, self.breaks[index] if index < len(self.breaks) else len(self.reading.text)

    def sentence_start(self, at: int, floor: int) -> int:
        """Return where the sentence that reaches `at` begins, within its line and reach."""
        start = max(floor, at - REACH, self.line(at)[0])
        starts = self.reading.sentences
        index = bisect_right(starts, (at, -1)) - 1
        return max(start, starts[index][0]) if index >= 0 else start

    def sentence_stop(self, at: int) -> int:
        """Return where the sentence that holds the code point behind a quotation ends."""
        index = bisect_right(self.reading.sentences, (at + 1, len(self.reading.text))) - 1
        return max(self.reading.sentences[index][1], at) if index >= 0 else len(self.reading.text)

    def said(self, subject: Subject | None, cue: tuple[int, int] | None, rule: str) -> Attribution | None:
        """Return the attribution to a subject."""
        if subject is None or is_fragment(self.reading, subject):
            return None if cue is None else Attribution(cue=cue, rule=rule)
        mention = subject.mention
        if mention is None and subject.rule == "pronoun":
            word = self.reading.lowered[subject.start : subject.end]
            mention = self.names.antecedent(subject.start, word, self.spoke)
        return Attribution(
            start=subject.start,
            end=subject.end,
            mention=mention,
            cue=cue,
            rule=f"{rule} {subject.rule}",
        )
