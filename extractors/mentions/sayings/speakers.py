"""Who says what stands between quotation marks: the subject of the verb of saying beside it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractors.mentions.languages import primary_tag, speech_of
from extractors.mentions.languages.en import ENGLISH
from extractors.mentions.reading.field import Reading
from extractors.mentions.sayings.marks import Marked
from extractors.mentions.sayings.subjects import (
    CONJUNCTIONS,
    OPENERS,
    Names,
    Subject,
    first_word,
    leading_subject,
    subject_before,
    subject_behind,
)
from extractors.records import Mention

# How far from the quotation its cue is looked for, in code points.
_REACH = 300
_SIGNATURE = re.compile(r"\s{0,3}[—–―-]{1,2}\s{0,2}(?=[^\W\d_a-z])")
_LETTERS = re.compile(r"[^\W\d_]++")
_INNER_MARKS = "’'”\" \u00a0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A speaker's words [start, end), the mention among them, the cue's span, and the rule that found them."""

    start: int | None = None
    end: int | None = None
    mention: Mention | None = None
    cue: tuple[int, int] | None = None
    rule: str = "none"
    is_carried: bool = False


@cache
def _cue_words(language: str) -> tuple[frozenset[str], dict[str, str]]:
    """Return the verbs of saying of a language, and what must follow the first words of its phrases."""
    cues = speech_of(language).cues
    phrases = {cue.partition(" ")[0]: f" {cue.partition(' ')[2]}" for cue in cues if " " in cue}
    return frozenset(cue for cue in cues if " " not in cue), phrases


def _find_cues(lowered: str, language: str) -> list[tuple[int, int]]:
    """Return the spans of the words and phrases of saying, in order."""
    verbs, phrases = _cue_words(language)
    found = []
    for word in _LETTERS.finditer(lowered):
        if word[0] in verbs:
            found.append(word.span())
        elif word[0] in phrases and lowered.startswith(phrases[word[0]], word.end()):
            found.append((word.start(), word.end() + len(phrases[word[0]])))
    return found


def attribute(reading: Reading, marked: Sequence[Marked], found: Sequence[Mention]) -> list[Attribution | None]:
    """Return for each marked stretch who says it, None where nothing tells."""
    if not marked:
        return []
    desk = Desk(reading, found)
    results: list[Attribution | None] = []
    for index, stretch in enumerate(marked):
        floor = marked[index - 1].end if index else 0
        ceiling = marked[index + 1].start if index + 1 < len(marked) else len(reading.text)
        known = results[-1] if results else None
        own = desk.behind(stretch, ceiling) or desk.ahead(stretch, floor, known)
        own = own or desk.signed(stretch, ceiling) or desk.introduced(stretch, floor)
        if own is None and index:
            own = desk.carried(stretch, marked[index - 1], ceiling, known)
        results.append(own or desk.embedded(stretch, floor) or desk.preceded(stretch, floor))
    return results


class Desk:
    """Looks for speakers in one reading."""

    def __init__(self, reading: Reading, found: Sequence[Mention]) -> None:
        self.reading = reading
        self.names = Names(found)
        self.cues = _find_cues(reading.lowered, primary_tag(reading.language) or "en")
        self.core = ENGLISH.speech.core
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

    def line(self, at: int) -> tuple[int, int]:
        """Return start and end of the line that holds `at`."""
        index = bisect_left(self.breaks, at)
        start = self.breaks[index - 1] + 1 if index else 0
        return start, self.breaks[index] if index < len(self.breaks) else len(self.reading.text)

    def behind(self, stretch: Marked, ceiling: int) -> Attribution | None:
        """Return the speaker named behind the quotation: '…," she said', '…," said the mayor'."""
        text, low = self.reading.text, self.reading.lowered
        inner = text[stretch.inner_start : stretch.inner_end].rstrip(_INNER_MARKS)
        if stretch.is_open:
            return None
        stop = min(ceiling, stretch.end + _REACH, self.line(stretch.end)[1])
        stop = min(stop, self.sentence_stop(stretch.end))
        cues = self.cues_in(stretch.end, stop)
        if not cues or (inner[-1:] == "." and not inner.endswith("..") and not _goes_on(text, stretch.end)):
            return None
        cue = cues[0]
        gap = low[stretch.end : cue[0]].strip(" ,\u00a0")
        if not gap or self.word(cue).startswith("according"):
            return self.said(subject_behind(self.reading, self.names, cue[1], stop), cue, "behind")
        if inner[-1:] not in ",?!-—–…" and not inner.endswith("..."):
            return self.trailing(stretch, cues[-1], stop)
        if len(gap) > 200 or first_word(self.reading, stretch.end, cue[0]) in OPENERS:
            return self.trailing(stretch, cue, stop)
        return self.said(subject_before(self.reading, self.names, stretch.end, cue[0]), cue, "behind")

    def trailing(self, stretch: Marked, cue: tuple[int, int], stop: int) -> Attribution | None:
        """Return the speaker of a sentence that goes on behind the quotation and ends in ", she said"."""
        low = self.reading.lowered
        rest = low[cue[1] : stop].strip(" .,\u00a0")
        comma = low.rfind(",", stretch.end, cue[0])
        if comma < 0 or len(rest.split()) > 6:
            return None
        if not low[comma + 1 : cue[0]].strip():
            return self.said(subject_behind(self.reading, self.names, cue[1], stop), cue, "trailing")
        return self.said(subject_before(self.reading, self.names, comma + 1, cue[0]), cue, "trailing")

    def ahead(self, stretch: Marked, floor: int, known: Attribution | None) -> Attribution | None:
        """Return the speaker named before the quotation in its sentence: 'She said: "…'."""
        start = self.sentence_start(stretch.start, floor)
        cues = self.cues_in(start, stretch.start)
        if not cues:
            return None
        cue = cues[-1]
        if self.word(cue).startswith("according"):
            return self.said(subject_behind(self.reading, self.names, cue[1], stretch.start), cue, "ahead")
        if self.word(cue) not in self.core:
            cue = next((one for one in reversed(cues) if self.word(one) in self.core), cue)
        is_gerund = self.word(cue).endswith("ing")
        gap = self.reading.lowered[start : cue[0]].strip(" ,.\u00a0")
        if start == floor and known is not None and known.start is not None and (is_gerund or gap in CONJUNCTIONS):
            return replace(known, cue=cue, rule="ahead carried")
        if is_gerund and cue == cues[0]:
            return self.said(leading_subject(self.reading, self.names, start, cue[0]), cue, "ahead")
        if is_gerund:
            cue = cues[cues.index(cue) - 1]  # "Meta confirmed the plan, noting": the subject is the verb's before
        if not gap:
            return self.said(subject_behind(self.reading, self.names, cue[1], stretch.start), cue, "ahead")
        return self.said(subject_before(self.reading, self.names, start, cue[0]), cue, "ahead")

    def sentence_start(self, at: int, floor: int) -> int:
        """Return where the sentence that reaches `at` begins, within its line and reach."""
        start = max(floor, at - _REACH, self.line(at)[0])
        starts = self.reading.sentences
        index = bisect_right(starts, (at, -1)) - 1
        return max(start, starts[index][0]) if index >= 0 else start

    def sentence_stop(self, at: int) -> int:
        """Return where the sentence that holds the code point behind a quotation ends."""
        index = bisect_right(self.reading.sentences, (at + 1, len(self.reading.text))) - 1
        return max(self.reading.sentences[index][1], at) if index >= 0 else len(self.reading.text)

    def carried(
        self, stretch: Marked, before: Marked, ceiling: int, known: Attribution | None
    ) -> Attribution | None:
        """Return the speaker of the quotation before, where this one goes on with it."""
        if known is None or known.start is None:
            return None
        text = self.reading.text
        gap = text[before.end : stretch.start]
        if "\n" not in gap:
            return replace(known, is_carried=True)
        stop = min(self.line(stretch.start)[1], ceiling)
        stands_alone = self.line(stretch.start)[0] == stretch.start and not text[stretch.end : stop].strip()
        is_near = (
            gap.strip().count("\n") == 0 and not text[self.line(stretch.start - 1)[0] : stretch.start].strip()
        )
        if before.is_open or (stands_alone and is_near and len(gap) < _REACH):
            return replace(known, is_carried=True)
        return None

    def introduced(self, stretch: Marked, floor: int) -> Attribution | None:
        """Return the speaker that the line before introduces, where it ends in a colon."""
        line_start = self.line(stretch.start)[0]
        if self.reading.text[line_start : stretch.start].strip():
            return None
        end = len(self.reading.text[max(floor, line_start - _REACH) : line_start].rstrip()) + max(
            floor, line_start - _REACH
        )
        if end <= floor or self.reading.text[end - 1] not in ":,":
            return None
        start = self.sentence_start(end - 1, floor)
        cues = self.cues_in(start, end)
        if not cues:
            return self.said(leading_subject(self.reading, self.names, start, end), None, "introduced")
        return self.said(subject_before(self.reading, self.names, start, cues[-1][0]), cues[-1], "introduced")

    def embedded(self, stretch: Marked, floor: int) -> Attribution | None:
        """Return what the sentence is about whose part the quotation is, for want of a verb of saying."""
        start = self.sentence_start(stretch.start, floor)
        if not self.reading.text[start : stretch.start].strip():
            return None
        return self.said(leading_subject(self.reading, self.names, start, stretch.start), None, "embedded")

    def signed(self, stretch: Marked, ceiling: int) -> Attribution | None:
        """Return the name that a dash sets behind the quotation: '"…" - Jane Doe'."""
        dash = _SIGNATURE.match(self.reading.text, stretch.end, ceiling)
        if dash is None:
            return None
        return self.said(
            subject_behind(self.reading, self.names, dash.end(), self.line(dash.end())[1]), None, "signed"
        )

    def preceded(self, stretch: Marked, floor: int) -> Attribution | None:
        """Return what the sentence before is about, for want of anything nearer."""
        end = floor + len(self.reading.text[floor : stretch.start].rstrip())
        if stretch.start - end > 4 or end - floor < 3:
            return None
        start = self.sentence_start(end - 1, floor)
        return self.said(leading_subject(self.reading, self.names, start, end), None, "preceded")

    def said(self, subject: Subject | None, cue: tuple[int, int] | None, rule: str) -> Attribution | None:
        """Return the attribution to a subject."""
        if subject is None:
            return None if cue is None else Attribution(cue=cue, rule=rule)
        mention = subject.mention
        if mention is None and subject.rule == "pronoun":
            mention = self.names.antecedent(subject.start, self.reading.lowered[subject.start : subject.end])
        return Attribution(
            start=subject.start,
            end=subject.end,
            mention=mention,
            cue=cue,
            rule=f"{rule} {subject.rule}",
        )


def _goes_on(text: str, end: int) -> bool:
    """Return whether the sentence goes on behind a quotation that closes with a full stop."""
    return text[end : end + 3].lstrip(" ,\u00a0")[:1].islower()
