"""Direct quotations: what is quoted, and who said it. Scare quotes and titles are not quotations."""

import re
from collections.abc import Sequence

from extractors.ids import content_id
from extractors.mentions.reading.field import Reading, sentence_at, zone_at
from extractors.mentions.sayings.desk import Attribution
from extractors.mentions.sayings.marks import find_marked
from extractors.mentions.sayings.speakers import attribute
from extractors.mentions.sayings.stretches import Marked
from extractors.mentions.sayings.unspaced import is_unspaced_quotation, is_unspaced_speech
from extractors.records import Mention, Quote

_VERSION = "7"
_LEAST_WORDS = 3  # fewer are a word that the writer keeps at a distance
_LONGEST_TITLE = 10  # words of a work's title, which stands in quotation marks as well
# A title of so many words that ends the sentence is none said: 'on ABC's "Good Morning America."'.
_LONGEST_SHOW = 5
# What stands before an utterance of its own; a title or a nickname is part of the sentence around it.
_SETS_OFF = '\n,:;.!?…—–-”"»)]}'
# Behind a closing mark and a comma: the verb between two parts of an utterance ("«La gente», subraya Ana, «…»").
_BETWEEN = re.compile(r"[”»“\"'’]\s?[,–—-]\s(?:[^\W\d_]+['’]?\s?){0,2}$")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*+")


def find_quotes(reading: Reading, found: Sequence[Mention]) -> list[Quote]:
    """Return the direct quotations of the reading with their speakers, as far as they are named."""
    marked = find_marked(reading.text, reading.language)
    is_british = _is_british(marked)
    quotes = []
    for stretch, attribution in zip(marked, attribute(reading, marked, found), strict=True):
        if _is_quotation(reading, stretch, attribution, is_british=is_british):
            quotes.append(_quote_at(reading, stretch, attribution))
    return quotes


def _is_british(marked: Sequence[Marked]) -> bool:
    """Return whether single marks are the text's marks of speech: more stretches of words than in double ones."""
    return sum((one.kind == "single") - (one.kind == "double") for one in marked if one.end - one.start > 20) > 0


def _is_quotation(reading: Reading, stretch: Marked, attribution: Attribution | None, *, is_british: bool) -> bool:
    """Return whether the marked words are quoted speech rather than a title or a word held at a distance.

    One or two words count only where they are an utterance ('"Never," she said'). On PolNeAR (November 2026) no
    shorter fragment is labelled a quotation, and most capitalized ones without a cue are titles. Where single
    marks are not the text's own, they hold words at a distance unless somebody says them or they are sentences.
    """
    has_cue = attribution is not None and attribution.cue is not None and not attribution.is_carried
    if stretch.kind == "dash":
        return attribution is not None
    if is_unspaced_speech(reading, stretch):
        return is_unspaced_quotation(reading, stretch, has_cue=has_cue)
    inner = reading.text[stretch.inner_start : stretch.inner_end].strip()
    words = _WORD.findall(inner[:400])
    before = reading.text[max(stretch.start - 3, 0) : stretch.start].rstrip(" \u00a0")
    is_set_off = not before or before[-1] in _SETS_OFF
    if len(words) < _LEAST_WORDS:
        is_ended = inner[-1:] in (",", "!", "?") or reading.text.startswith(",", stretch.end)
        is_resumed = attribution is not None and _is_resumed(reading, attribution, before)
        return bool(words) and is_set_off and (is_resumed or (has_cue and inner[0].isupper() and is_ended))
    if not is_set_off and len(words) <= _LONGEST_SHOW and _is_title(inner.rstrip(".,!?"), words):
        return False
    is_introduced = reading.text[max(stretch.start - 2, 0) : stretch.start].rstrip().endswith((",", ":"))
    is_spoken = has_cue and attribution is not None and (is_introduced or not attribution.rule.startswith("ahead"))
    if stretch.kind == "single" and not is_british and reading.field == "text":
        is_sentence = inner[0].isupper() and inner[-1] in ".,!?…"
        is_named = attribution is not None and attribution.start is not None
        return is_named and (is_spoken or is_sentence) and not _is_title(inner.rstrip(".,!?"), words)
    return is_spoken or not _is_title(inner, words)


def _is_resumed(reading: Reading, attribution: Attribution, before: str) -> bool:
    """Return whether a quotation behind `before` goes on with one that the words of saying break into."""
    cue = attribution.cue
    return (
        cue is not None and before[-1:] == "," and bool(_BETWEEN.search(reading.text, max(cue[0] - 40, 0), cue[0]))
    )


def _is_title(inner: str, words: list[str]) -> bool:
    """Return whether most of the words are capitalized and no full stop closes them, as in names of works.

    >>> _is_title("The Art of the Deal", ["The", "Art", "of", "the", "Deal"])
    True
    """
    if inner[-1] in ".?!" or len(words) > _LONGEST_TITLE:
        return False
    return sum(word[0].isupper() or word[0].isdigit() for word in words) * 5 >= len(words) * 3


def _quote_at(reading: Reading, stretch: Marked, attribution: Attribution | None) -> Quote:
    """Return the quotation of the marked words."""
    start, end = stretch.inner_start, stretch.inner_end
    while start < end and reading.text[start].isspace():
        start += 1
    while end > start and reading.text[end - 1].isspace():
        end -= 1
    index, sentence_start, sentence_end = sentence_at(reading, start)
    who = attribution or Attribution()
    inner = reading.text[start:end]
    return Quote(
        quote_id=content_id(reading.revision_id, reading.field, "quote", start, end),
        article_id=reading.article_id,
        revision_id=reading.revision_id,
        field=reading.field,
        span_start=start,
        span_end=end,
        surface=inner,
        zone=zone_at(reading, start),
        sentence_index=index,
        sentence_start=sentence_start,
        sentence_end=max(sentence_end, end),
        form="full" if inner[:1].isupper() and len(_WORD.findall(inner[:400])) > 3 else "fragment",
        speaker_mention_id=who.mention.mention_id if who.mention else None,
        speaker_entity_id=who.mention.entity_id if who.mention else None,
        speaker_start=who.start,
        speaker_end=who.end,
        speaker_surface=None if who.start is None else reading.text[who.start : who.end],
        cue=None if who.cue is None else reading.text[who.cue[0] : who.cue[1]],
        cue_start=who.cue[0] if who.cue else None,
        cue_end=who.cue[1] if who.cue else None,
        method=f"quote:{who.rule}",
        method_version=_VERSION,
        confidence=0.9 if who.cue else 0.6,
    )
