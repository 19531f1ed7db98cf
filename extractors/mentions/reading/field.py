"""A field of a revision made ready for the finders: sentences, zones, and how a mention is made of a span."""

import re
import sys
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Any

from extractors.ids import content_id
from extractors.mentions.languages import LANGUAGES
from extractors.mentions.reading.numerals import Numeral, find_numerals
from extractors.mentions.reading.zones import ZoneSpans, mark_zones
from extractors.records import Field, Mention, MentionKind, Revision, Zone

# No space follows a full stop of Chinese or Japanese; what a mark closes goes on behind it (「…。」と述べた).
_SENTENCE_END = re.compile(
    r"(?<=[.!?…。！？])(?:[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W\d_a-zß-öø-ÿ])|(?<=。)(?=[^\s\"'”’»)\]」』）》】]))|\n+"
)

# Never the last word of a sentence; sometimes the last; and words that then tell that a new sentence begins: those
# of all languages, as the language of a text is not always known.
_ABBREVIATIONS = frozenset(word for one in LANGUAGES.values() for word in one.speech.abbreviations)
_DOUBTFUL = frozenset(word for one in LANGUAGES.values() for word in one.speech.doubtful)
_STARTERS = frozenset(word for one in LANGUAGES.values() for word in one.speech.starters)
# A line that begins in lower case goes on with the one before.
_WRAPPED = re.compile(r"\n(?=[a-zß-öø-ÿ])")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S++")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One field of a revision; `sentences` are its [start, end) spans in order, `zones` those of the text.

    `country` is the outlet's, in lower case, where known.

    `lowered` is the text in lower case with web addresses blanked, code point by code point as long as the text.
    """

    article_id: str
    revision_id: str
    field: Field
    text: str
    lowered: str = ""
    numerals: tuple[Numeral, ...] = ()
    sentences: tuple[tuple[int, int], ...]
    zones: ZoneSpans
    language: str | None
    country: str | None = None
    published_date: date | None


def read_revision(revision: Revision, *, country: str | None = None) -> tuple[Reading, ...]:
    """Return a reading of the title, where there is one, and of the text."""
    title = revision.title or ""
    fields: list[tuple[Field, str, ZoneSpans]] = [
        ("title", title, (("headline", 0, len(title)),)),
        ("text", revision.text, tuple((z.zone, z.start, z.end) for z in revision.zones)),
    ]
    country = country.lower() if country else None
    return tuple(_read_field(revision, name, text, zones, country) for name, text, zones in fields if text)


def _read_field(
    revision: Revision,
    name: Field,
    text: str,
    zones: ZoneSpans,
    country: str | None = None,
) -> Reading:
    """Return the reading of one field."""
    lowered = _lower(text)
    language = _bare_language(revision.language)
    sentences = split_sentences(text, language)
    return Reading(
        article_id=revision.article_id,
        revision_id=revision.revision_id,
        field=name,
        text=text,
        lowered=lowered,
        numerals=find_numerals(lowered, language),
        sentences=sentences,
        zones=mark_zones(text, zones, sentences) if name == "text" else zones,
        language=language,
        country=country,
        published_date=revision.published_date,
    )


def _bare_language(tag: str | None) -> str | None:
    """Return the language of a language tag, in lower case.

    >>> _bare_language("en-AU"), _bare_language(None)
    ('en', None)
    """
    return (tag or "").lower().replace("_", "-").split("-")[0] or None


def _lower(text: str) -> str:
    """Return the text in lower case, of the same length, with web addresses blanked.

    >>> len(_lower("\u0130stanbul")), _lower("A http://x.org/20% B")
    (8, 'a                  b')
    """
    text = _WRAPPED.sub(" ", text)
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(
            one if len(one) == 1 else char for char, one in zip(text, map(str.lower, text), strict=True)
        )
    if "://" in lowered or "www." in lowered:
        lowered = _ADDRESS.sub(lambda match: " " * len(match[0]), lowered)
    return lowered


def split_sentences(text: str, language: str | None = None) -> tuple[tuple[int, int], ...]:
    """Return the [start, end) of each sentence, without the white space around it.

    >>> text = "Mr. Doe left. Why? He went to the U.S. The end."
    >>> [text[a:b] for a, b in split_sentences(text)]
    ['Mr. Doe left.', 'Why?', 'He went to the U.S.', 'The end.']
    >>> text = "日銀は利上げした。「近づいた。」と述べた。円は上昇した。"
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['日銀は利上げした。', '「近づいた。」と述べた。', '円は上昇した。']
    """
    spans, start = [], 0
    for match in [*_SENTENCE_END.finditer(text), None]:
        if match is not None and match[0][:1] != "\n" and not _ends_sentence(text, match, language):
            continue
        end = len(text) if match is None else match.end()
        piece = text[start:end]
        if piece.strip():
            spans.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
        start = end
    return tuple(spans)


def _ends_sentence(text: str, match: re.Match[str], language: str | None) -> bool:
    """Return whether the full stop before the match ends a sentence rather than an abbreviation."""
    at = match.start()
    if text[at - 1] != ".":
        return True
    if text[match.end() : match.end() + 1].islower():
        return False
    token = text[max(at - 12, 0) : at - 1].rpartition(" ")[2].rpartition("\n")[2].lstrip("(\"“‘'").lower()
    if token in _ABBREVIATIONS or (len(token) == 1 and token.isalpha()):
        return False
    if token.isdigit() and len(token) <= 2:
        return language not in ("de", "da", "nb", "no", "fi", "cs", "pl")
    if token in _DOUBTFUL or "." in token:
        following = text[match.end() : match.end() + 12].lstrip("\"“‘'(").partition(" ")[0]
        return following in _STARTERS
    return True


def zone_at(reading: Reading, offset: int) -> Zone:
    """Return the zone that holds the code point at `offset`; body where none does."""
    index = bisect_right(reading.zones, offset, key=lambda zone: zone[1]) - 1
    return reading.zones[index][0] if index >= 0 and offset < reading.zones[index][2] else "body"


def sentence_at(reading: Reading, offset: int) -> tuple[int, int, int]:
    """Return index, start and end of the sentence that holds the code point at `offset`."""
    index = max(bisect_right(reading.sentences, (offset, sys.maxsize)) - 1, 0)
    start, end = reading.sentences[index] if reading.sentences else (0, len(reading.text))
    return index, start, end


def is_word_start(reading: Reading, at: int) -> bool:
    """Return whether no letter, digit or underscore stands before `at`; no blanks set Chinese words apart."""
    if at == 0:
        return True
    before = reading.lowered[at - 1]
    return not (before.isalnum() or before == "_") or (before > "\u0dff" and is_unspaced(before))


def is_unspaced(char: str) -> bool:
    """Return whether the character is of a script that sets no blanks between words: Chinese, Japanese, Thai.

    Korean counts too, whose words carry endings.
    """
    return "\u0e00" <= char <= "\u0e7f" or "\u1100" <= char <= "\u11ff" or "\u2e80" <= char <= "\ud7ff"


def is_glued(reading: Reading, start: int) -> bool:
    """Return whether a letter stands right before `start`, as in "B52" or "Q3"."""
    before = reading.lowered[start - 1 : start] if start else ""
    return (before.isalpha() and not is_unspaced(before)) or before == "_"


def is_word_end(reading: Reading, at: int) -> bool:
    """Return whether no letter, digit or underscore stands at `at`."""
    return at >= len(reading.lowered) or not (reading.lowered[at].isalnum() or reading.lowered[at] == "_")


def mention_at(reading: Reading, kind: MentionKind, start: int, end: int, **values: Any) -> Mention:
    """Return the mention of `kind` at [start, end) of the reading; `values` are its remaining fields."""
    index, sentence_start, sentence_end = sentence_at(reading, start)
    return Mention(
        mention_id=content_id(reading.revision_id, reading.field, kind, start, end, values.get("rule_id")),
        article_id=reading.article_id,
        revision_id=reading.revision_id,
        kind=kind,
        field=reading.field,
        span_start=start,
        span_end=end,
        surface=reading.text[start:end],
        zone=zone_at(reading, start),
        sentence_index=index,
        sentence_start=sentence_start,
        sentence_end=max(sentence_end, end),
        **values,
    )
