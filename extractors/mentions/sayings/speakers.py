"""Who says what stands between quotation marks: the subject of the verb of saying beside it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.mentions.reading.field import Reading
from extractors.mentions.sayings.desk import REACH, Attribution
from extractors.mentions.sayings.stretches import Marked
from extractors.mentions.sayings.subjects import (
    Subject,
    first_word,
    is_somebody,
    leading_subject,
    subject_before,
    subject_behind,
)
from extractors.mentions.sayings.unsaid import Unsaid
from extractors.mentions.sayings.unspaced import is_unspaced_speech, told_by
from extractors.records import Mention

# "with one of her ads asking": the subject of a form in "-ing" that has its own.
_OWN_SUBJECT = re.compile(r"\bwith (?P<own>(?:[^\W_]\S*[^\W_] ){1,6})$")
_BESIDE = " ,\u00a0—–-―"
_SPOKEN = re.compile(
    r",? (?:was|is|were|came|went|ran)\b(?: all(?: that)?| what| how| as)?"
    r"(?: (?:the|an?) (?P<answer>answer|reply|response|verdict|message|comment|reaction|cry|view|retort)"
    r"(?P<of> of| from| by))?\b"
)
# '"It is over." Jane Doe said.': a sentence that says who speaks, and no more.
_ONLY_SAID = re.compile(r" (?:[A-Z][\w.'’-]+|the|[a-z]+)(?: [\w.'’-]+){1,3}\.\s*")
_NEW_SENTENCE = re.compile(r"\s(?:The|A|An|This|That|These|It|And|But|So|In|On|At)\s")
_INNER_MARKS = "’'”\" \u00a0"


def attribute(reading: Reading, marked: Sequence[Marked], found: Sequence[Mention]) -> list[Attribution | None]:
    """Return who says each marked stretch, None where nothing tells."""
    if not marked:
        return []
    desk = _Speakers(reading, found)
    results: list[Attribution | None] = []
    for index, stretch in enumerate(marked):
        floor, ceiling = _bounds(reading, marked, index)
        if is_unspaced_speech(reading, stretch):
            results.append(desk.told(stretch, floor, ceiling))
            continue
        known = results[-1] if results else None
        if stretch.kind == "dash" and known is not None and _is_of_one_line(reading, marked, index):
            results.append(replace(known, is_carried=True))
            continue
        own = desk.behind(stretch, floor, ceiling) or desk.ahead(stretch, floor, known)
        own = own or desk.signed(stretch, ceiling) or desk.lettered(stretch, floor)
        own = own or desk.introduced(stretch, floor) or desk.inside(stretch)
        if own is None and index:
            own = desk.carried(stretch, marked[index - 1], ceiling, known)
        results.append(own or desk.reported(stretch, floor) or desk.embedded(stretch, floor))
        if (spoke := results[-1]) is not None and spoke.mention is not None:
            desk.spoke = spoke.mention
    return _over_paragraphs(reading, marked, results)


def _is_of_one_line(reading: Reading, marked: Sequence[Marked], index: int) -> bool:
    """Return whether speech that a dash opens goes on with that of its own line."""
    before = marked[index - 1]
    return before.kind == "dash" and "\n" not in reading.text[before.end : marked[index].start]


def _bounds(reading: Reading, marked: Sequence[Marked], index: int) -> tuple[int, int]:
    """Return the end of the quotation before and the start of the one behind; a title or a word apart is none."""
    floor, ceiling = 0, len(reading.text)
    for stretch in reversed(marked[max(index - 8, 0) : index]):
        if not _is_word_apart(reading, stretch):
            floor = stretch.end
            break
    for stretch in marked[index + 1 : index + 9]:
        if not _is_word_apart(reading, stretch):
            ceiling = stretch.start
            break
    return floor, ceiling


def _is_word_apart(reading: Reading, stretch: Marked) -> bool:
    """Return whether one or two marked words are no utterance: “Ted Cruz” campaign pins.

    Two that begin a sentence and a comma follows are one, where commas stand outside the marks.
    """
    inner = reading.text[stretch.inner_start : stretch.inner_end].strip()
    before = reading.text[max(stretch.start - 2, 0) : stretch.start].strip()
    if inner[:1].isupper() and before in ("", ".", ":", "!", "?") and reading.text.startswith(",", stretch.end):
        return False
    return inner.count(" ") < 2 and inner[-1:] not in (*",.!?…-—–",)


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


class _Speakers(Unsaid):
    """Looks for speakers in one reading."""

    def behind(self, stretch: Marked, floor: int, ceiling: int) -> Attribution | None:
        """Return the speaker named behind the quotation: '…," she said', '…," said the mayor'."""
        text, low = self.reading.text, self.reading.lowered
        inner = text[stretch.inner_start : stretch.inner_end].rstrip(_INNER_MARKS)
        if stretch.is_open:
            return None
        stop = min(ceiling, stretch.end + REACH, self.line(stretch.end)[1])
        stop = min(stop, self.sentence_stop(stretch.end))
        cues = self.cues_in(stretch.end, stop)
        is_ended = inner[-1:] == "." and not inner.endswith("..") and not _goes_on(text, stretch.end)
        if is_ended and not (cues and _ONLY_SAID.fullmatch(text, stretch.end, stop) and self.is_core(cues[0])):
            return None
        if inner[-1:] in "!?" and cues and _NEW_SENTENCE.match(text, stretch.end) and not self.is_core(cues[0]):
            return None
        if (tagged := self.tagged(stretch, stop)) is not None:
            return tagged
        if not cues:
            return self.object_of(stretch, stop)
        cue = cues[0]
        gap = low[stretch.end : cue[0]].strip(_BESIDE)
        if not gap and self.is_gerund(cue):
            return None  # '"…," saying the city': who says it stands before the quotation
        is_inverted = all(word in self.speech.auxiliaries for word in gap.split())
        if is_inverted or self.word(cue).startswith("according"):
            return self.said(subject_behind(self.reading, self.names, cue[1], stop), cue, "behind")
        is_part = inner[-1:] not in ",?!-—–…" and not inner.endswith("...") and not is_ended
        if is_part and self.speech.core:
            if (own := self.object_of(stretch, stop)) is not None:
                return own
            start = self.sentence_start(stretch.start, floor)
            if any(self.word(one) in self.speech.core for one in self.cues_in(start, stretch.start)):
                return None
            return self.trailing(stretch, cues[-1], stop)
        if len(gap) > 200 or first_word(self.reading, stretch.end, cue[0]) in self.speech.openers:
            return self.trailing(stretch, cue, stop)
        return self.said(subject_before(self.reading, self.names, stretch.end, cue[0]), cue, "behind")

    def is_core(self, cue: tuple[int, int]) -> bool:
        """Return whether a cue is a verb of mere saying."""
        return self.word(cue) in self.speech.core

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
        comma = low.rfind(",", stretch.end, cue[0])
        if comma < 0 or self.is_gerund(cue):
            return None
        between = low[comma + 1 : cue[0]].strip()
        if not between and self.word(cue) in self.speech.core:
            return self.said(subject_behind(self.reading, self.names, cue[1], stop), cue, "trailing")
        rest = low[cue[1] : stop].strip(" .,\u00a0")
        if len(rest.split()) > 6:
            return None
        if not between:
            return self.said(subject_behind(self.reading, self.names, cue[1], stop), cue, "trailing")
        return self.said(subject_before(self.reading, self.names, comma + 1, cue[0]), cue, "trailing")

    def ahead(self, stretch: Marked, floor: int, known: Attribution | None) -> Attribution | None:
        """Return the speaker named before the quotation in its sentence: 'She said: "…'."""
        start = self.sentence_start(stretch.start, floor)
        cues = self.cues_in(start, stretch.start)
        if not cues:
            return None
        if self.word(cues[-1]).startswith("according"):
            behind = subject_behind(self.reading, self.names, cues[-1][1], stretch.start)
            return self.said(behind, cues[-1], "ahead")
        cue = self.telling(cues)
        gap = self.reading.text[start : cue[0]].rstrip()
        is_first = not (words := gap.strip(" ,.\u00a0").lower())
        goes_on = self.is_gerund(cue) or words in self.speech.conjunctions
        is_known = start == floor and known is not None and known.start is not None
        if is_known and goes_on and known is not None:
            return replace(known, cue=cue, rule="ahead carried")
        if self.is_gerund(cue):
            subject = self.subject_of_gerund(start, cue, cues, stretch.start)
        elif is_first or (gap.endswith(",") and self.is_inverted(cue, stretch.start)):
            subject = subject_behind(self.reading, self.names, cue[1], stretch.start)
        else:
            subject = self.subject_of(start, cue, cues)
        if subject is None and is_known and known is not None:
            return replace(known, cue=cue, rule="ahead carried")
        return self.said(subject, cue, "ahead")

    def subject_of_gerund(
        self, start: int, cue: tuple[int, int], cues: list[tuple[int, int]], stop: int
    ) -> Subject | None:
        """Return the subject of a form in "-ing": its own, else the main verb's: "Meta agreed, noting"."""
        own = _OWN_SUBJECT.search(self.reading.text, start, cue[0])
        if own is not None:
            named = self.names.within(*own.span("own"))
            if named:
                return Subject(start=named[-1].span_start, end=named[-1].span_end, mention=named[-1], rule="name")
            return Subject(start=own.start("own"), end=own.end("own") - 1, rule="words")
        main = [one for one in cues[: cues.index(cue)] if not self.is_gerund(one)]
        if main:
            return self.subject_of(start, main[-1], cues)
        return leading_subject(self.reading, self.names, start, stop)

    def is_inverted(self, cue: tuple[int, int], stop: int) -> bool:
        """Return whether the subject of a cue between commas is behind it: ", explained Rosenberg, …"."""
        behind = self.reading.text[cue[1] : stop].strip()
        is_subject = behind[:1].isupper() or behind.startswith("the ")
        return self.word(cue) in self.speech.core and behind.endswith(",") and is_subject

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


def _goes_on(text: str, end: int) -> bool:
    """Return whether the sentence goes on behind a quotation that closes with a full stop."""
    return text[end : end + 3].lstrip(" ,\u00a0")[:1].islower()
