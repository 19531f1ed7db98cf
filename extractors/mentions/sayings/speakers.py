"""Who says what stands between quotation marks: the subject of the verb of saying beside it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.mentions.reading.field import Reading
from extractors.mentions.sayings.desk import REACH, Attribution, Desk
from extractors.mentions.sayings.stretches import Marked
from extractors.mentions.sayings.subjects import (
    CLAUSE,
    Subject,
    first_word,
    is_somebody,
    leading_subject,
    subject_before,
    subject_behind,
)
from extractors.mentions.sayings.unspaced import is_unspaced_speech, told_by
from extractors.records import Mention

_SIGNATURE = re.compile(r"\s{0,3}[—–―-]{1,2}\s{0,2}(?=[^\W\d_a-z])")
_BESIDE = " ,\u00a0—–-―"
_SPOKEN = re.compile(
    r",? (?:was|is|were|came|went|ran)\b(?: all(?: that)?| what| how| as)?"
    r"(?: (?:the|an?) (?P<answer>answer|reply|response|verdict|message|comment|reaction|cry|view|retort)"
    r"(?P<of> of| from| by))?\b"
)
_INNER_MARKS = "’'”\" \u00a0"


def attribute(reading: Reading, marked: Sequence[Marked], found: Sequence[Mention]) -> list[Attribution | None]:
    """Return for each marked stretch who says it, None where nothing tells."""
    if not marked:
        return []
    desk = _Speakers(reading, found)
    results: list[Attribution | None] = []
    for index, stretch in enumerate(marked):
        floor = marked[index - 1].end if index else 0
        ceiling = marked[index + 1].start if index + 1 < len(marked) else len(reading.text)
        if is_unspaced_speech(reading, stretch):
            results.append(desk.told(stretch, floor, ceiling))
            continue
        known = results[-1] if results else None
        own = desk.behind(stretch, ceiling) or desk.ahead(stretch, floor, known)
        own = own or desk.signed(stretch, ceiling) or desk.introduced(stretch, floor)
        if own is None and index:
            own = desk.carried(stretch, marked[index - 1], ceiling, known)
        results.append(own or desk.embedded(stretch, floor) or desk.continued(stretch, floor, ceiling))
        if (spoke := results[-1]) is not None and spoke.mention is not None:
            desk.spoke = spoke.mention
    return _over_paragraphs(reading, marked, results)


def _over_paragraphs(
    reading: Reading, marked: Sequence[Marked], results: list[Attribution | None]
) -> list[Attribution | None]:
    """Return the speakers, those of a quotation over several paragraphs taken from where it is named at last."""
    for index in range(len(marked) - 2, -1, -1):
        known, following = results[index], results[index + 1]
        gap = reading.text[marked[index].end : marked[index + 1].start]
        is_weak = known is None or known.cue is None
        if marked[index].is_open and not gap.strip() and is_weak and following is not None and following.start:
            results[index] = replace(following, is_carried=True)
    return results


class _Speakers(Desk):
    """Looks for speakers in one reading."""

    def behind(self, stretch: Marked, ceiling: int) -> Attribution | None:
        """Return the speaker named behind the quotation: '…," she said', '…," said the mayor'."""
        text, low = self.reading.text, self.reading.lowered
        inner = text[stretch.inner_start : stretch.inner_end].rstrip(_INNER_MARKS)
        if stretch.is_open:
            return None
        stop = min(ceiling, stretch.end + REACH, self.line(stretch.end)[1])
        stop = min(stop, self.sentence_stop(stretch.end))
        cues = self.cues_in(stretch.end, stop)
        if inner[-1:] == "." and not inner.endswith("..") and not _goes_on(text, stretch.end):
            return None
        if (tagged := self.tagged(stretch, stop)) is not None:
            return tagged
        if not cues:
            return self.object_of(stretch, stop)
        cue = cues[0]
        gap = low[stretch.end : cue[0]].strip(_BESIDE)
        if self.is_gerund(cue) and not gap:
            return None  # '…," adding that': who says it stands before the quotation
        is_inverted = all(word in self.speech.auxiliaries for word in gap.split())
        if is_inverted or self.word(cue).startswith("according"):
            return self.said(subject_behind(self.reading, self.names, cue[1], stop), cue, "behind")
        if inner[-1:] not in ",?!-—–…" and not inner.endswith("...") and self.speech.core:
            return self.object_of(stretch, stop) or self.trailing(stretch, cues[-1], stop)
        if len(gap) > 200 or first_word(self.reading, stretch.end, cue[0]) in self.speech.openers:
            return self.trailing(stretch, cue, stop)
        return self.said(subject_before(self.reading, self.names, stretch.end, cue[0]), cue, "behind")

    def tagged(self, stretch: Marked, stop: int) -> Attribution | None:
        """Return the speaker that a word such as the German "so" names right behind the quotation."""
        low = self.reading.lowered
        at = stretch.end + len(low[stretch.end : stop]) - len(low[stretch.end : stop].lstrip(_BESIDE))
        tag = next((tag for tag in self.speech.tags if low.startswith(f"{tag} ", at)), None)
        if tag is None:
            return None
        cue = (at, at + len(tag))
        return self.said(subject_behind(self.reading, self.names, cue[1], stop), cue, "behind")

    def object_of(self, stretch: Marked, stop: int) -> Attribution | None:
        """Return the speaker where the quotation is the subject itself: '"…" was the answer of Jane Doe'."""
        spoken = _SPOKEN.match(self.reading.text, stretch.end, stop)
        if spoken is None:
            return None
        if spoken["of"] is not None:
            cue = spoken.span("answer")
            return self.said(subject_behind(self.reading, self.names, spoken.end(), stop), cue, "behind")
        cues = self.cues_in(spoken.end(), stop)
        if not cues:
            return None
        return self.said(subject_before(self.reading, self.names, spoken.end(), cues[0][0]), cues[0], "behind")

    def trailing(self, stretch: Marked, cue: tuple[int, int], stop: int) -> Attribution | None:
        """Return the speaker of a sentence that goes on behind the quotation and ends in ", she said"."""
        low = self.reading.lowered
        rest = low[cue[1] : stop].strip(" .,\u00a0")
        comma = low.rfind(",", stretch.end, cue[0])
        if comma < 0 or self.is_gerund(cue):
            return None
        if not low[comma + 1 : cue[0]].strip():
            return self.said(subject_behind(self.reading, self.names, cue[1], stop), cue, "trailing")
        if len(rest.split()) > 6:
            return None
        return self.said(subject_before(self.reading, self.names, comma + 1, cue[0]), cue, "trailing")

    def ahead(self, stretch: Marked, floor: int, known: Attribution | None) -> Attribution | None:
        """Return the speaker named before the quotation in its sentence: 'She said: "…'."""
        start = self.sentence_start(stretch.start, floor)
        if (label := self.label(stretch, start)) is not None:
            return label
        cues = self.cues_in(start, stretch.start)
        if not cues:
            return None
        if self.word(cues[-1]).startswith("according"):
            behind = subject_behind(self.reading, self.names, cues[-1][1], stretch.start)
            return self.said(behind, cues[-1], "ahead")
        cue = self.telling(cues)
        is_gerund = self.is_gerund(cue)
        gap = self.reading.lowered[start : cue[0]].strip(" ,.\u00a0")
        goes_on = is_gerund or gap in self.speech.conjunctions
        if start == floor and known is not None and known.start is not None and goes_on:
            return replace(known, cue=cue, rule="ahead carried")
        if is_gerund and first_word(self.reading, start, cue[0]) in {"", *self.speech.openers}:
            # "While predicting no doom, Jane Doe sighed": the subject is that of the clause behind.
            comma = self.reading.text.find(", ", cue[1], stretch.start - 3)
            if comma > 0 and len(self.reading.lowered[start : cue[0]].split()) < 3:
                return self.said(leading_subject(self.reading, self.names, comma + 1, stretch.start), cue, "ahead")
        if is_gerund and cue == cues[0]:
            return self.said(leading_subject(self.reading, self.names, start, cue[0]), cue, "ahead")
        if is_gerund:
            cue = cues[cues.index(cue) - 1]  # "Meta confirmed the plan, noting": the subject is the verb's before
        if not gap:
            return self.said(subject_behind(self.reading, self.names, cue[1], stretch.start), cue, "ahead")
        return self.said(self.subject_of(start, cue, cues), cue, "ahead")

    def label(self, stretch: Marked, start: int) -> Attribution | None:
        """Return the name that stands alone before a colon: 'Pollsters agree - Jane Doe: "…"'."""
        text = self.reading.text
        end = len(text[start : stretch.start].rstrip()) + start
        if text[end - 1 : end] != ":":
            return None
        own = max((mark.end() for mark in CLAUSE.finditer(text, start, end - 1)), default=start)
        named = self.names.within(own, end - 1)
        if not named or named[-1].span_end < end - 1 or len(text[own : named[-1].span_start].split()) > 2:
            return None
        subject = Subject(start=named[-1].span_start, end=named[-1].span_end, mention=named[-1], rule="name")
        return self.said(subject, None, "label")

    def telling(self, cues: list[tuple[int, int]]) -> tuple[int, int]:
        """Return which of the cues before a quotation introduces it: the last, verbs of mere saying preferred.

        "Alderman Ervin, who thinks" is the exception: the clause beside the quotation is the one with "who".
        """
        last = cues[-1]
        if self.word(last) in self.speech.core or self.reading.lowered.endswith("who ", 0, last[0]):
            return last
        return next((one for one in reversed(cues) if self.word(one) in self.speech.core), last)

    def subject_of(self, start: int, cue: tuple[int, int], cues: list[tuple[int, int]]) -> Subject | None:
        """Return the subject of a cue, else of one before it, else what the sentence is about; None if nobody."""
        places = [cue, *(one for one in reversed(cues) if one[0] < cue[0])]
        for place in places:
            found = subject_before(self.reading, self.names, start, place[0])
            if found is not None and is_somebody(self.reading, found):
                return found
        found = leading_subject(self.reading, self.names, start, cue[0])
        return found if found is not None and is_somebody(self.reading, found) else None

    def carried(
        self, stretch: Marked, before: Marked, ceiling: int, known: Attribution | None
    ) -> Attribution | None:
        """Return the speaker of the quotation before, where this one goes on with it."""
        if known is None or known.start is None:
            return None
        text = self.reading.text
        gap = text[before.end : stretch.start]
        if "\n" not in gap:
            start = self.sentence_start(stretch.start, before.end)
            own = first_word(self.reading, start, stretch.start)
            if start > before.end and own in self.speech.pronouns:
                return self.embedded(stretch, before.end)
            return replace(known, is_carried=True)
        stop = min(self.line(stretch.start)[1], ceiling)
        stands_alone = self.line(stretch.start)[0] == stretch.start and not text[stretch.end : stop].strip()
        is_near = "\n" not in gap.strip()
        if before.is_open or (stands_alone and is_near and len(gap) < REACH):
            return replace(known, is_carried=True)
        return None

    def introduced(self, stretch: Marked, floor: int) -> Attribution | None:
        """Return the speaker that the line before introduces, where it ends in a colon."""
        line_start = self.line(stretch.start)[0]
        if self.reading.text[line_start : stretch.start].strip():
            return None
        end = len(self.reading.text[max(floor, line_start - REACH) : line_start].rstrip()) + max(
            floor, line_start - REACH
        )
        if end <= floor or self.reading.text[end - 1] not in ":,":
            return None
        start = self.sentence_start(end - 1, floor)
        cues = self.cues_in(start, end)
        if not cues:
            people = [name for name in self.names.within(start, end) if name.kind == "person"]
            subject = leading_subject(self.reading, self.names, start, end)
            if people and (subject is None or subject.mention not in people):
                subject = Subject(
                    start=people[0].span_start, end=people[0].span_end, mention=people[0], rule="name"
                )
            return self.said(subject, None, "introduced")
        return self.said(subject_before(self.reading, self.names, start, cues[-1][0]), cues[-1], "introduced")

    def embedded(self, stretch: Marked, floor: int) -> Attribution | None:
        """Return what the sentence is about whose part the quotation is, for want of a verb of saying."""
        start = self.sentence_start(stretch.start, floor)
        if not self.reading.text[start : stretch.start].strip():
            return None
        subject = leading_subject(self.reading, self.names, start, stretch.start)
        # Other words were the speaker in 13 of 37 (PolNeAR, November 2026).
        return None if subject is None or subject.rule == "words" else self.said(subject, None, "embedded")

    def continued(self, stretch: Marked, floor: int, ceiling: int) -> Attribution | None:
        """Return who the paragraph before reports, where sentences of speech stand alone as a paragraph."""
        text = self.reading.text
        line_start, line_end = self.line(stretch.start)
        inner = text[stretch.inner_start : stretch.inner_end].strip()
        end = len(text[:line_start].rstrip())
        if line_start != stretch.start or text[stretch.end : min(line_end, ceiling)].strip() or end <= floor:
            return None
        if not inner[:1].isupper() or inner[-1:] not in ".!?…":
            return None
        start = self.sentence_start(end - 1, floor)
        cues = [cue for cue in self.cues_in(start, end) if self.word(cue) in self.speech.core]
        if not cues:
            return None
        subject = self.subject_of(start, cues[0], cues)
        return None if subject is None or subject.rule == "words" else self.said(subject, None, "continued")

    def is_gerund(self, cue: tuple[int, int]) -> bool:
        """Return whether the cue has its subject elsewhere, as "saying" and "adding" have."""
        return self.word(cue).endswith("ing") and bool(self.speech.core)

    def told(self, stretch: Marked, floor: int, ceiling: int) -> Attribution | None:
        """Return the speaker in a language that sets no blanks between words."""
        told = told_by(self.reading, stretch, floor, ceiling)
        if told is None:
            return None
        if told.speaker is None:
            return Attribution(cue=told.cue, rule="told")
        start, end = told.speaker
        is_pronoun = self.reading.text[start:end] in self.speech.pronouns
        named = [name for name in self.names.within(start, end) if name.kind == "person"]
        rule = "told pronoun" if is_pronoun else "told name" if named else "told words"
        return Attribution(start=start, end=end, mention=named[0] if named else None, cue=told.cue, rule=rule)

    def signed(self, stretch: Marked, ceiling: int) -> Attribution | None:
        """Return the name that a dash sets behind the quotation: '"…" - Jane Doe'."""
        dash = _SIGNATURE.match(self.reading.text, stretch.end, ceiling)
        if dash is None:
            return None
        return self.said(
            subject_behind(self.reading, self.names, dash.end(), self.line(dash.end())[1]), None, "signed"
        )


def _goes_on(text: str, end: int) -> bool:
    """Return whether the sentence goes on behind a quotation that closes with a full stop."""
    return text[end : end + 3].lstrip(" ,\u00a0")[:1].islower()
