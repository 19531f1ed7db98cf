"""Who says a quotation that no verb of saying stands beside: what is around it tells."""

import re
from dataclasses import replace

from extractors.mentions.sayings.desk import REACH, Attribution, Desk
from extractors.mentions.sayings.stretches import Marked
from extractors.mentions.sayings.subjects import (
    Subject,
    first_word,
    leading_subject,
    subject_before,
    subject_behind,
)

_PHRASE_REACH = 24  # from the comma to the verb in ", a-t-on expliqué"
_SIGNATURE = re.compile(r"\s{0,3}[—–―-]{1,2}\s{0,2}(?=[^\W\d_a-z])")


class Unsaid(Desk):
    """Looks for speakers of one reading outside the sentence's verbs of saying."""

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
            is_sentence = start > before.end or (not self.speech.core and text[before.inner_end - 1] in ".!?")
            if is_sentence and (own in self._openings() or self._is_of_another(start, stretch, known)):
                return self.embedded(stretch, before.end)
            return replace(known, is_carried=True)
        stop = min(self.line(stretch.start)[1], ceiling)
        stands_alone = self.line(stretch.start)[0] == stretch.start and not text[stretch.end : stop].strip()
        is_near = "\n" not in gap.strip()
        if before.is_open or (stands_alone and is_near and len(gap) < REACH):
            return replace(known, is_carried=True)
        return None

    def _openings(self) -> set[str]:
        """Return what opens a sentence that tells by itself whose words are quoted in it."""
        return {*self.speech.pronouns, *self.speech.tags, *self.speech.views}

    def _is_of_another(self, start: int, stretch: Marked, known: Attribution) -> bool:
        """Return whether a sentence that begins behind a quotation names somebody else before its own.

        English, where most sentences that quote have a verb of saying, is left as it was measured.
        """
        people = [name for name in self.names.within(start, stretch.start) if name.kind == "person"]
        spoke = known.mention
        return not self.speech.core and any(spoke is None or one.entity_id != spoke.entity_id for one in people)

    def lettered(self, stretch: Marked, floor: int) -> Attribution | None:
        """Return the name that a colon sets before the quotation, as in a play: 'Jane Doe: "…"'."""
        text = self.reading.text
        line_start = max(self.line(stretch.start)[0], floor, stretch.start - REACH)
        end = line_start + len(text[line_start : stretch.start].rstrip())
        if end <= line_start or text[end - 1] != ":" or stretch.kind == "single":
            return None
        named = self.names.within(line_start, end)
        if not named or named[-1].span_end != end - 1:
            return None
        last = named[-1]
        subject = Subject(start=last.span_start, end=last.span_end, mention=last, rule="name")
        return self.said(subject, None, "lettered")

    def reported(self, stretch: Marked, floor: int) -> Attribution | None:
        """Return whose words the sentence before reports, for a sentence of quotation that nobody else says."""
        text = self.reading.text
        before = text[max(floor, stretch.start - REACH) : stretch.start].rstrip()
        if not text[stretch.inner_start : stretch.inner_start + 1].isupper() or before[-1:] not in (*".!?",):
            return None
        end = max(floor, stretch.start - REACH) + len(before)
        start = self.sentence_start(end - 1, floor)
        cues = [cue for cue in self.cues_in(start, end) if self.word(cue) in self.speech.core]
        if not cues or start == floor > 0:
            return None
        subject = subject_before(self.reading, self.names, start, cues[0][0])
        return None if subject is None or subject.rule == "words" else self.said(subject, None, "reported")

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

    def inside(self, stretch: Marked) -> Attribution | None:
        """Return the name that a phrase within the quotation gives: "« C’est fini, explique Nora Falk, et … »".

        English parts such a quotation in two.
        """
        if self.speech.core:
            return None
        text = self.reading.text
        for cue in self.cues_in(stretch.inner_start, stretch.inner_end):
            comma = text.rfind(",", max(stretch.inner_start, cue[0] - _PHRASE_REACH), cue[0])
            between = self.reading.lowered[comma + 1 : cue[0]].split()
            if comma < 0 or any(word not in self.speech.auxiliaries for word in between):
                continue
            subject = subject_behind(self.reading, self.names, cue[1], stretch.inner_end)
            if subject is not None and subject.rule != "pronoun" and text[subject.start].isupper():
                return self.said(subject, cue, "inside")
        return None

    def embedded(self, stretch: Marked, floor: int) -> Attribution | None:
        """Return what the sentence is about whose part the quotation is, for want of a verb of saying."""
        start = self.sentence_start(stretch.start, floor)
        if not self.reading.text[start : stretch.start].strip():
            return None
        opening = first_word(self.reading, start, stretch.start)
        if opening in self.speech.tags + self.speech.views:  # "Laut Max Braun, Sprecher der Bahn, …"
            behind = self.reading.lowered.index(opening, start) + len(opening)
            named = subject_behind(self.reading, self.names, behind, stretch.start)
            is_right_behind = named is not None and named.mention is not None and named.start == behind + 1
            is_named = named is not None and named.rule != "pronoun" and self.reading.text[named.start].isupper()
            if named is not None and is_named and (is_right_behind or opening in self.speech.tags):
                return self.said(named, None, "embedded")
        subject = leading_subject(self.reading, self.names, start, stretch.start)
        # Other words were the speaker in 13 of 37 (PolNeAR, November 2026).
        return None if subject is None or subject.rule == "words" else self.said(subject, None, "embedded")

    def signed(self, stretch: Marked, ceiling: int) -> Attribution | None:
        """Return the name that a dash sets behind the quotation: '"…" - Jane Doe'."""
        dash = _SIGNATURE.match(self.reading.text, stretch.end, ceiling)
        if dash is None:
            return None
        return self.said(
            subject_behind(self.reading, self.names, dash.end(), self.line(dash.end())[1]), None, "signed"
        )
