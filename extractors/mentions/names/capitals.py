"""Names by their capitals alone: runs of capitalized words, and what their words say of their kind."""

import re
from collections.abc import Iterator

from extractors.mentions.names.automaton import word_set
from extractors.mentions.names.lexicon import Gazetteer, NameSpan
from extractors.records import MentionKind

# Both alternatives start with a class of their own, so that the scan is linear in the text.
_RUN = re.compile(
    r"(?:[^\W\d_a-zß-öø-ÿ][\w’'&.-]*)(?:[ \u00a0](?:(?:of|the|for|and|de|del|van|von|der|bin|al|&)[ \u00a0]){0,2}"
    r"(?:[^\W\d_a-zß-öø-ÿ][\w’'&.-]*))*"
)
_WORD_IN_CAPITALS = re.compile(r"[^\W_](?:[\w’'&.-]*[^\W_])?(?<!['’]S)|(?<=['’])S")
_LONGEST_HEADLINE = 200
_MOST_WORDS = 5
_TITLES = word_set(
    "mr mrs ms miss dr prof sir lord lady president senator sen rep gov governor judge justice general gen col "
    "colonel capt captain lt sgt minister premier king queen prince princess pope rev chancellor"
)
_ORGANIZATION_WORDS = word_set(
    "inc corp co ltd llc plc gmbh ag sa nv group holdings bank university college institute ministry department "
    "commission committee agency association council court party union press times post journal news network "
    "foundation club fc united airlines airways motors industries partners capital ventures labs technologies "
    "systems software pharmaceuticals energy petroleum insurance securities exchange federation league board "
    "bureau authority office service services society army police navy force center centre hospital school church "
    "museum company corporation organization organisation parliament senate congress"
)
_PLACE_WORDS = word_set(
    "river lake mountain mountains island islands county province district street avenue road valley bay gulf sea "
    "ocean beach airport square bridge park city town village peninsula desert strait state"
)
_TRAIL = re.compile(r"(?:['’]s|['’]|[.,;:]+|\.)+$")


def find_in_headlines(
    texts: tuple[str, ...], spans: list[list[NameSpan]], gazetteer: Gazetteer
) -> list[list[NameSpan]]:
    """Return the names in each text's lines in capitals that the document writes elsewhere as names are written.

    "KWAN WINS SHORT PROGRAM" has the person whom the text calls Michelle Kwan.
    """
    lines = [list(_lines_in_capitals(text)) for text in texts]
    kinds = dict(_written_large(texts, spans, gazetteer)) if any(lines) else {}
    return [
        [span for start, line in own for span in _names_in_line(line, start, kinds)] if kinds else []
        for own in lines
    ]


def _lines_in_capitals(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line of three and more words that has no small letter, with its start."""
    start = 0
    for line in text.split("\n"):
        if line.isupper() and len(line) <= _LONGEST_HEADLINE and len(line.split()) > 2:
            yield start, line
        start += len(line) + 1


def _names_in_line(line: str, start: int, kinds: dict[str, MentionKind]) -> Iterator[NameSpan]:
    """Yield the longest names of the line that are among those given."""
    words = [match.span() for match in _WORD_IN_CAPITALS.finditer(line)]
    place = 0
    while place < len(words):
        for last in range(min(place + _MOST_WORDS, len(words)), place, -1):
            begin, end = words[place][0], words[last - 1][1]
            if kind := kinds.get(line[begin:end]):
                yield NameSpan(start=start + begin, end=start + end, kind=kind, method="rule", confidence=0.8)
                place = last - 1
                break
        place += 1


def _written_large(
    texts: tuple[str, ...], spans: list[list[NameSpan]], gazetteer: Gazetteer
) -> Iterator[tuple[str, MentionKind]]:
    """Yield in capitals what the document names elsewhere, and the surnames of its people; no common words."""
    for text, found in zip(texts, spans, strict=True):
        for span in found:
            words = text[span.start : span.end].split()
            if text[span.start : span.end].isupper() or span.kind == "event":
                continue
            names = [words, words[-1:]] if span.kind == "person" else [words]
            for name in names:
                if len(name) > 1 or name[0].lower() not in gazetteer.common_words:
                    yield " ".join(name).upper(), span.kind


def find_capitals(text: str, gazetteer: Gazetteer) -> Iterator[NameSpan]:
    """Yield runs of capitalized words whose words say what they name; a run that says nothing is no name."""
    for match in _RUN.finditer(text):
        start, end = match.start(), match.end()
        trail = _TRAIL.search(match[0][-8:])
        if trail and not match[0].endswith(("Inc.", "Corp.", "Co.", "Ltd.", "Jr.", "Sr.")):
            end -= len(trail[0])
        words = text[start:end].split()
        while len(words) > 1 and _is_no_name(words[0].strip(".").lower(), gazetteer):
            start += text[start:end].index(words[1], len(words[0]))
            words = words[1:]
        kind = _kind_of(words, gazetteer) if words else None
        if kind and end > start:
            yield NameSpan(start=start, end=end, kind=kind, method="rule", confidence=0.6)


def _is_no_name(word: str, gazetteer: Gazetteer) -> bool:
    """Return whether a word before a name is none of it: a title, or a common word with a sentence's capital."""
    return word in _TITLES or word in gazetteer.common_words


def _kind_of(words: list[str], gazetteer: Gazetteer) -> MentionKind | None:
    """Return what the words of a run say that it names; None where they say nothing."""
    plain = [word.strip(".,'’").lower() for word in words]
    if len(words) < 2:
        return None
    if plain[-1] in _ORGANIZATION_WORDS or plain[0] in ("university", "ministry", "department", "bank"):
        return "organization"
    if plain[-1] in _PLACE_WORDS:
        return "place"
    if plain[0] in gazetteer.given_names and len(words) <= 4 and "of" not in plain:
        return "person"
    return None
