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
