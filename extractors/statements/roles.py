"""Roles that a field speaks of: the words of a title, of which body, and whether former, current or interim."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.mentions.languages import LANGUAGES
from extractors.mentions.languages.en_roles import CHIEF_OFFICERS, DEPUTIES, PHASES, ROLE_NOUNS, TITLE_WORDS
from extractors.mentions.reading.field import Reading
from extractors.records import Mention
from extractors.statements.phrases import FUNCTION_WORDS

Word = tuple[int, int, str]

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MOST_BEFORE = 8
_MOST_BEHIND = 9
# What may stand between two words of a title: a blank, or the mark of an owner ("Scale's chief").
_BLANKS = frozenset((" ", "\u00a0"))
_OWNERS = frozenset(("'s ", "’s ", "' ", "’ "))
_TAIL = re.compile(r" (?:of|at|for|to) (?:(?:the|its|his|her|their) )?(?=\w)")
_TO = re.compile(r" to ")
_TAIL_LINKS = frozenset("of for at the".split())
_NUMBERS = frozenset("one two three four five six seven eight nine ten several many years months".split())
# Small words that belong to the name before them: "Hormozgan province".
_NAME_ENDS = frozenset("province city state county department district region university".split())
_STOPS = (FUNCTION_WORDS | _NUMBERS | frozenset(LANGUAGES["en"].speech.cues)) - frozenset(
    "head state record cover".split()
)
# Words that are a role only with another word beside them: "head of", "police chief".
_BARE = frozenset("head chief officer deputy principal partner assistant executive representative leader".split())
_GENERALS = frozenset("attorney secretary governor consul director surgeon solicitor".split())
_FOR_NOW = re.compile(r"[^.;,]{0,12} (?:for|through|until) (?:the )?(?:rest|remainder|end) of (?:the|this)\b")
# What verbs say of a role, and how it is called then; to lead is one where it is a body that is led.
_BODIES = (
    "unit|division|lab|laboratory|team|efforts?|group|company|department|agency|office|committee|firm|bureau|projects?|"
    "program|programme|ministry|government|party|organi[sz]ation|newsroom|work|initiative|inquiry|business|board"
)
_DEEDS = (
    ("co-founder", None, re.compile(r"\b(?P<role>co-?found(?:ed|ing|s)?)\b(?! (?:in|by)\b)")),
    (
        "leader",
        "incoming",
        re.compile(
            r"(?:to|will) (?P<role>(?:lead|head|run|oversee|chair|coach|take the reins of)"
            rf"(?: [^\W\d_]+(?:['’]s)?| \"[^\W\d_]+\"){{0,3}} (?:{_BODIES}))\b"
        ),
    ),
    (
        "board member",
        None,
        re.compile(r"(?P<role>(?:serv\w+|sit\w*|position|seat|place) on (?:[^\W\d_]+(?:['’]s)? ){1,4}board)\b"),
    ),
    ("board member", None, re.compile(r"(?P<role>member of (?:[^\W\d_]+(?:['’]s)? ){1,4}board)\b")),
)
DEEDS = frozenset(title for title, _, _ in _DEEDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role at [start, end) of the field: `title` in its usual words, `phase` former, current, interim, incoming.

    `phase` is None where no word tells; `area` are the words that say of what ("worldwide marketing").
    """

    start: int
    end: int
    title: str
    phase: str | None
    holder: str | None = None
    organization: str | None = None
    area: tuple[str, ...] = ()


def find_titles(reading: Reading, names: Sequence[Mention]) -> list[Role]:
    """Return the roles that the words of the field name, whoever holds them, in their order."""
    low = reading.lowered
    words = [(match.start(), match.end(), match[0]) for match in _WORD.finditer(low)]
    people = {at for each in names if each.kind == "person" for at in range(each.span_start, each.span_end)}
    roles, next_first = [], len(words)
    for at in reversed([at for at, word in enumerate(words) if word[2] in ROLE_NOUNS or "-" in word[2]]):
        noun, phase = _noun_of(words[at][2])
        if noun is None or words[at][0] in people or at >= next_first:
            continue
        first = _first_of(reading, words, at, people)
        role = _role_of(reading, words, first, at, noun, phase, people)
        if role is not None:
            roles.append(role)
        next_first = first
    roles += _deeds(reading)
    return sorted((_placed(role, names) for role in roles), key=lambda role: role.start)


def _noun_of(word: str) -> tuple[str | None, str | None]:
    """Return what role a word names, and the phase that it holds: ("president", "former") of "ex-president"."""
    if word in ROLE_NOUNS:
        return ROLE_NOUNS[word], None
    one, _, other = word.rpartition("-")
    if other in ROLE_NOUNS and one in PHASES:
        return ROLE_NOUNS[other], PHASES[one]
    if one in ROLE_NOUNS and other in ("elect", "designate"):
        return ROLE_NOUNS[one], "incoming"
    return None, None


def _first_of(reading: Reading, words: Sequence[Word], at: int, people: set[int]) -> int:
    """Return the place of the first word of the title whose noun stands at `at`."""
    first = at
    while first and at - first < _MOST_BEFORE:
        start, end, word = words[first - 1]
        gap = reading.lowered[end : words[first][0]]
        if start in people or word in _STOPS or gap not in _BLANKS | _OWNERS:
            break
        is_part = word in TITLE_WORDS or word in PHASES or word in ROLE_NOUNS
        if not (is_part or gap in _OWNERS or reading.text[start].isupper()):
            break
        first -= 1
    return first


def _role_of(
    reading: Reading, words: Sequence[Word], first: int, at: int, noun: str, phase: str | None, people: set[int]
) -> Role | None:
    """Return the role of these words with what follows them ("of Scale AI"); None for a word that is no role."""
    before = [word for _, _, word in words[first:at]]
    if _is_no_role(reading, words, at, noun):
        return None
    if noun in _GENERALS and reading.lowered.startswith(" general", words[at][1]):
        at, noun = at + 1, f"{noun} general"
    end, area = _tail_of(reading, words, at, people)
    if noun in _BARE and not before and not area and not reading.text[words[at][0]].isupper():
        return None
    parts = [word for word in before if (word in TITLE_WORDS or word in ROLE_NOUNS) and word not in PHASES]
    phase = phase or next((PHASES[word] for word in before if PHASES.get(word)), None)
    if _FOR_NOW.match(reading.lowered, words[at][1]):
        phase, area = "interim", []
    elif _FOR_NOW.match(reading.lowered, end):
        phase = "interim"
    return Role(
        start=words[first][0], end=end, title=_title(parts, noun), phase=phase, area=tuple(area)
    )  # fmt: skip


def _is_no_role(reading: Reading, words: Sequence[Word], at: int, noun: str) -> bool:
    """Return whether the words only look like a role: a "free agent" is nobody's agent."""
    return noun == "agent" and reading.lowered.endswith("free ", 0, words[at][0])


def _title(parts: Sequence[str], noun: str) -> str:
    """Return a title in its usual words.

    >>> _title(["chief", "executive"], "officer"), _title(["chief"], "executive"), _title(["vice"], "president")
    ('ceo', 'ceo', 'vice president')
    """
    if noun == "officer" and parts[-2:-1] == ["chief"] and parts[-1] in CHIEF_OFFICERS:
        return CHIEF_OFFICERS[parts[-1]]
    if noun == "executive" and parts[-1:] == ["chief"]:
        return "ceo"
    ordered = sorted((ROLE_NOUNS.get(word, word) for word in parts), key=lambda word: word not in DEPUTIES)
    return " ".join([*ordered, noun])


def _tail_of(reading: Reading, words: Sequence[Word], at: int, people: set[int]) -> tuple[int, list[str]]:
    """Return where the words end that say of what a role is, and these words; those of the noun where none do."""
    end = words[at][1]
    match = _TAIL.match(reading.lowered, end)
    if match is None or (
        _TO.match(reading.lowered, end) and not reading.text[match.end() : match.end() + 1].isupper()
    ):
        return end, []
    found: list[str] = []
    was_name = False
    for number in range(at + 1, min(at + 1 + _MOST_BEHIND, len(words))):
        start, stop, word = words[number]
        gap = reading.lowered[words[number - 1][1] : start]
        is_name = reading.text[start].isupper()
        if number > at + 1 and gap not in _BLANKS | _OWNERS:
            break
        if start < match.end():
            continue
        if (start in people and found and start - 1 not in people) or (
            word in _STOPS and not is_name and word not in _TAIL_LINKS
        ):
            break
        if was_name and not is_name and word not in _TAIL_LINKS | _NAME_ENDS:
            break
        if word not in _TAIL_LINKS:
            found.append(word)
            end, was_name = stop, is_name
    return end, found


def _deeds(reading: Reading) -> Iterator[Role]:
    """Yield the roles that verbs tell of: who founded something with others, leads it, sits on its board."""
    for title, phase, pattern in _DEEDS:
        for match in pattern.finditer(reading.lowered):
            yield Role(start=match.start("role"), end=match.end("role"), title=title, phase=phase)


def _placed(role: Role, names: Sequence[Mention]) -> Role:
    """Return the role with the organization, else the place, that its words name or, of a verb, that follows."""
    behind = role.end + 1 if role.title in DEEDS else role.end
    inside = [each for each in names if role.start <= each.span_start <= behind and _is_body(each)]
    bodies = [each for each in inside if each.kind == "organization"] or [
        each for each in inside if each.kind == "place"
    ]
    return replace(role, organization=bodies[-1].entity_id) if bodies else role


def _is_body(name: Mention) -> bool:
    """Return whether a name can be what a role is of: "GM" and the "Defense" of a minister are words of it."""
    surface = name.surface.lower()
    return name.kind in ("organization", "place") and surface not in ROLE_NOUNS and surface not in TITLE_WORDS
