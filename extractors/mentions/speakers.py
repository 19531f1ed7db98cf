"""Who says what stands between quotation marks: the subject of the verb of saying beside it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractors.mentions.languages import primary_tag
from extractors.mentions.languages.cues import CUES
from extractors.mentions.marks import Marked
from extractors.mentions.numerals import any_of
from extractors.mentions.reading import Reading
from extractors.records import Mention

# How far from the quotation its cue is looked for, in code points.
REACH = 240
SPEAKERS = ("person", "organization", "place", "product")
SENTENCE_BREAK = re.compile(r"(?<=[^\W\d_]{3}[.!?])[\"”’)]*\s|(?<=[.!?][”\"])\s|\n")
CLAUSE = re.compile(r"[,;:—–()]|(?<=\s)-+(?=\s)")
OPENERS = re.compile(
    r"\s*(?:in|on|at|as|after|before|while|when|if|since|during|for|with|by|from|but|and|because|although|though|"
    r"despite|instead|meanwhile|however|still|then|also|according)\b"
)
PRONOUN = re.compile(r"(?<!\w)(?:he|she|they|i|we|it|who|one|others|another)(?!\w)")
TRAILING = re.compile(
    r"(?:\s|\b(?:has|have|had|also|later|then|once|just|even|never|often|still|further|again|would|will|could|did|"
    r"was|were|is|are|be|been|to|\w+ly)\b)*$"
)


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
def cue_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of the verbs of saying of a language."""
    return re.compile(rf"(?<!\w)(?:{any_of(CUES.get(language, ())) or '(?!)'})(?!\w)")


def attribute(reading: Reading, marked: Sequence[Marked], found: Sequence[Mention]) -> list[Attribution | None]:
    """Return for each marked stretch who says it, None where nothing tells."""
    names = sorted((m for m in found if m.kind in SPEAKERS), key=lambda m: m.span_start)
    desk = Desk(reading, names)
    results: list[Attribution | None] = []
    for index, stretch in enumerate(marked):
        floor = marked[index - 1].end if index else 0
        ceiling = marked[index + 1].start if index + 1 < len(marked) else len(reading.text)
        before = results[-1] if results else None
        own = desk.behind(stretch, ceiling) or desk.ahead(stretch, floor)
        results.append(own or desk.carried(stretch, floor, before))
    return results


class Desk:
    """Looks for speakers in one reading."""

    def __init__(self, reading: Reading, names: Sequence[Mention]) -> None:
        self.reading = reading
        self.names = names
        self.starts = [name.span_start for name in names]
        self.cues = cue_pattern(primary_tag(reading.language) or "en")

    def behind(self, stretch: Marked, ceiling: int) -> Attribution | None:
        """Return the speaker named behind the quotation: '…," she said', '…," said the mayor'."""
        text, low = self.reading.text, self.reading.lowered
        inner = text[stretch.inner_start : stretch.inner_end].rstrip()
        if stretch.is_open or (inner[-1:] == "." and not inner.endswith("...")):
            return None
        stop = min(ceiling, stretch.end + REACH)
        line_end = low.find("\n", stretch.end, stop)
        stop = line_end if line_end >= 0 else stop
        if (sentence := SENTENCE_BREAK.search(text, stretch.end, stop)) is not None:
            stop = sentence.start()
        cue = self.cues.search(low, stretch.end, stop)
        if cue is None:
            return None
        subject = low[stretch.end : cue.start()].strip(" ,")
        if not subject:
            return self.inverted(cue, stop)
        if inner[-1:] not in ",?!-—–" and not inner.endswith("..."):
            return None
        if cue[0].startswith("according") or len(subject) > 120 or OPENERS.match(subject):
            return self.inverted(cue, stop) if cue[0].startswith("according") else None
        return self.subject(stretch.end, cue)

    def inverted(self, cue: re.Match[str], stop: int) -> Attribution:
        """Return the speaker named behind the cue, up to the next comma."""
        start = cue.end()
        clause = CLAUSE.search(self.reading.text, start, stop)
        end = clause.start() if clause else stop
        named = self.names_in(start, end)
        person = next((name for name in named if name.kind == "person"), named[0] if named else None)
        return self.spoken(start, end, person, cue, "behind")

    def subject(self, start: int, cue: re.Match[str]) -> Attribution:
        """Return the speaker named between `start` and the cue: what its clause is about."""
        low = self.reading.lowered
        end = start + len(low[start : cue.start()].rstrip())
        body_end = start + len(TRAILING.sub("", low[start:end]))
        is_apposed = low[start:body_end].endswith(",")
        chunks, at = [], start
        for mark in CLAUSE.finditer(low, start, body_end):
            chunks.append((at, mark.start()))
            at = mark.end()
        chunks.append((at, body_end))
        chunks = [(a, b) for a, b in chunks if low[a:b].strip()] or [(start, max(body_end, start))]
        if is_apposed and len(chunks) > 1:
            plain = [chunk for chunk in chunks if not OPENERS.match(low, *chunk)] or chunks
            chosen = next((c for c in plain if any(n.kind == "person" for n in self.names_in(*c))), plain[0])
        else:
            chosen = chunks[-1]
        named = self.names_in(*chosen)
        persons = [name for name in named if name.kind == "person"] or named
        who = persons[-1] if persons else None
        pronoun = None if who else PRONOUN.search(low, *chosen)
        if pronoun is not None:
            return Attribution(start=pronoun.start(), end=pronoun.end(), cue=cue.span(), rule="pronoun")
        return self.spoken(*chosen, who, cue, "subject")

    def ahead(self, stretch: Marked, floor: int) -> Attribution | None:
        """Return the speaker named before the quotation in its sentence: 'She said: "…'."""
        text, low = self.reading.text, self.reading.lowered
        start = max(floor, stretch.start - REACH, low.rfind("\n", 0, stretch.start) + 1)
        for sentence in SENTENCE_BREAK.finditer(text, start, stretch.start):
            start = sentence.end()
        cues = list(self.cues.finditer(low, start, stretch.start))
        if not cues:
            return None
        cue = cues[-1]
        if cue[0].startswith("according"):
            return self.inverted(cue, stretch.start)
        if cue[0].endswith(
            "ing"
        ):  # "Meta confirmed the plan in a statement, noting": the subject is the first verb's
            cue = cues[0]
        return self.subject(start, cue) if low[start : cue.start()].strip(" ,") else None

    def carried(self, stretch: Marked, floor: int, before: Attribution | None) -> Attribution | None:
        """Return the speaker of the quotation before, where this one goes on in the same paragraph."""
        if before is None or "\n" in self.reading.text[floor : stretch.start]:
            return None
        return replace(before, is_carried=True)

    def names_in(self, start: int, end: int) -> list[Mention]:
        """Return the names that begin in [start, end)."""
        return list(self.names[bisect_left(self.starts, start) : bisect_left(self.starts, end)])

    def spoken(self, start: int, end: int, who: Mention | None, cue: re.Match[str], rule: str) -> Attribution:
        """Return the attribution to a name, or else to the words [start, end)."""
        if who is not None:
            return Attribution(start=who.span_start, end=who.span_end, mention=who, cue=cue.span(), rule=rule)
        text = self.reading.text
        while start < end and not text[start].isalnum():
            start += 1
        while end > start and not text[end - 1].isalnum():
            end -= 1
        if start >= end:
            return Attribution(cue=cue.span(), rule=rule)
        return Attribution(start=start, end=end, cue=cue.span(), rule=rule)
