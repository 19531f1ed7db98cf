"""What a figure is about: the noun that it counts, the words around it, the names in its sentence, its time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from extractors.mentions.reading.field import Reading, sentence_at
from extractors.records import Mention
from extractors.statements.figures import Figure
from extractors.statements.phrases import FUNCTION_WORDS

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MOST_WORDS = 16  # of a clause, nearest first
_MOST_NAMES = 6  # of a sentence, nearest first
_SIDE_WORDS = 4  # right before and behind the figure
_RUN_WORDS = 4  # of the noun phrase that is counted
_CUE_WORDS = 8  # on each side, in which a cue of scope or time counts for the figure
# What parts the clause of a figure from the rest of its sentence.
_CLAUSE_END = re.compile(r"[;:—–()“”\"]|,(?!\d)")
# "may" is a month there, not a plan.
_MONTH = re.compile(
    r"(?<!\w)(?:(?:in|on|last|since|of|by|late|early|until|from|this|through) may|may(?= \d))(?!\w)"
)
_GAP = re.compile(r"[ \u00a0-](?:more |other )?")
# Whom a count counts where a verb stands in the place of its noun: "22 were injured", "killing 22".
_HARMED = frozenset(
    """killed dead injured wounded hurt missing arrested detained displaced homeless stranded trapped hospitalized
    hospitalised rescued died perished drowned infected evacuated""".split()
)
_HARMING = frozenset("killing killed injuring injured wounding wounded claiming claimed displacing".split())
_VERBS_BETWEEN = re.compile(
    r"[ \u00a0](?:(?:more|others?|of them|of whom|were|was|are|have|had|has|been|be|feared|reported|confirmed|also"
    r"|left|being|still|seriously|critically|badly|slightly) )*(?P<verb>[^\W\d_]+)"
)
_OF_THEM = re.compile(r"[ \u00a0](?:of (?:them|whom|those|these)|others?|more)(?![ \u00a0][^\W\d_]*s(?!\w))(?!\w)")
# Words that news exchange for each other, by their stems.
_SYNONYMS = {
    word: one
    for one, words in {
        "kill": "dead deadl die died dy death fatal fatalit toll perish slain",
        "injur": "wound hurt injur injuri",
        "quak": "earthquak temblor tremor",
        "person": "victim person",
        "buy": "bought purchas acquir acquisition",
        "fir": "sack dismiss oust",
        "arrest": "detain",
    }.items()
    for word in words.split()
}
_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot"}
# Units that other words part from their number: "352 net rushing yards".
UNIT_OF_NOUN = {
    "mil": "mile", "kilomet": "kilometre", "kilometr": "kilometre", "kilometer": "kilometre", "yard": "yard",
    "foot": "foot", "inch": "inch", "meter": "metre", "metr": "metre", "acr": "acre", "hectar": "hectare",
}  # fmt: skip
# Plain cues of how and when a value holds; two values under unlike cues may both be true.
_CUES = {
    "denied": frozenset("deny denied denies denying never".split()),
    "negated": frozenset(("not", "n't", "no")),
    "planned": frozenset("plan plans planned expect expects expected will would could may might aim aims".split()),
    "former": frozenset("former formerly previous previously earlier initially originally once".split()),
    "risen": frozenset("rose risen rises rising climbed grew increased jumped up".split()),
    "fallen": frozenset("fell fallen dropped declined decreased down".split()),
    "reported": frozenset("reportedly reported alleged allegedly estimated estimate".split()),
    "each": frozenset("each per every apiece annually yearly daily".split()),
    "total": frozenset("total altogether overall combined".split()),
    "part": frozenset("another additional including among remaining".split()),
}
_CUE_OF = {word: cue for cue, words in _CUES.items() for word in words}  # no word is of two


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a figure is about. All stand with the nearest first; `cues` are sorted."""

    counted: str | None
    before: tuple[str, ...]
    after: tuple[str, ...]
    words: tuple[str, ...]
    names: tuple[str, ...]
    cues: tuple[str, ...]


def about_figure(
    reading: Reading, figure: Figure, names: Sequence[Mention], counted_before: str | None = None
) -> About:
    """Return what the figure is about, as far as its sentence tells; names of the field where it names nobody.

    `counted_before` is what the count before it counts, near by: the noun of "22 of them".
    """
    _, start, end = sentence_at(reading, figure.start)
    low = reading.lowered
    before = _WORD.findall(low, start, figure.start)
    after = _WORD.findall(low, figure.end, max(end, figure.end))
    return About(
        counted=_counted(reading, figure, counted_before),
        before=tuple(reversed(before[-_SIDE_WORDS:])),
        after=tuple(after[:_SIDE_WORDS]),
        words=_nearest(before, after),
        names=_nearest_names(figure, names, start, end),
        cues=_cues_near(low[start : figure.start], low[figure.end : max(end, figure.end)]),
    )


def _cues_near(before: str, after: str) -> tuple[str, ...]:
    """Return the cues in the clause of a figure that stands between the two, at most some words away, sorted.

    Those of the whole sentence mislead: of 20 real pairs of values that were taken for apart by them, a reader
    found nine where the cue spoke of something else, "may" of the month three times (November 2026).
    """
    sides = (_CLAUSE_END.split(before)[-1], _CLAUSE_END.split(after)[0])
    left, right = (_WORD.findall(_MONTH.sub(" ", side)) for side in sides)
    near = (*left[-_CUE_WORDS:], *right[:_CUE_WORDS])
    return tuple(sorted({_CUE_OF[word] for word in near if word in _CUE_OF}))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the word without endings of number and tense, roughly.

    >>> stem("villages"), stem("killed"), stem("companies"), stem("people")
    ('villag', 'kill', 'compan', 'person')
    """
    word = word.removesuffix("'s").removesuffix("’s")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending in ("ies", "ing", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word.removesuffix(ending)
    return word


@lru_cache(maxsize=20_000)
def word_key(word: str) -> str:
    """Return what words share that say the same: the stem, or that of a word that news exchange for it.

    >>> word_key("deaths"), word_key("killed"), word_key("injuries"), word_key("wounded")
    ('kill', 'kill', 'injur', 'injur')
    """
    bare = stem(word)
    return _SYNONYMS.get(bare, bare)


def _counted(reading: Reading, figure: Figure, counted_before: str | None) -> str | None:
    """Return the stem of the noun that a count counts: the head of the words right behind it.

    Behind "249 people injured" it is the person, behind "two straight field goals" the goal; of "22 were injured"
    and "killing 22" the person, of "22 of them" what the count before it counts.
    """
    if figure.kind not in ("quantity", "ordinal"):
        return figure.unit
    own = _WORD.findall(reading.lowered[figure.start : figure.end])
    if own and figure.unit:
        return word_key(own[-1])
    run = _run_behind(reading.lowered, figure.end)
    plural = (
        word
        for word in run
        if word != "others" and ((word.endswith("s") and not word.endswith("ss")) or word in _IRREGULAR)
    )
    head = next(plural, None)
    if head is None and _is_harmed(reading.lowered, figure, bool(run)):
        return "person"
    if head is None and counted_before and (_OF_THEM.match(reading.lowered, figure.end) or _is_adverb(run)):
        return counted_before
    head = head or (run[0] if run else None)
    return word_key(head) if head else figure.unit


def _is_adverb(run: Sequence[str]) -> bool:
    return bool(run) and run[0].endswith("ly")


def _is_harmed(low: str, figure: Figure, has_words: bool) -> bool:
    """Return whether a count without a noun is of people: "22 were injured", "killing 22"."""
    verb = _VERBS_BETWEEN.match(low, figure.end)
    if verb and verb["verb"] in _HARMED:
        return True
    before = _WORD.findall(low, max(figure.start - 40, 0), figure.start)[-3:]
    return not has_words and any(word in _HARMING for word in before)


def _run_behind(low: str, at: int) -> list[str]:
    """Return the words right behind a figure up to the first that holds sentences together, four at most.

    Of "4GB of memory" it is the unit alone, which no gap parts from its number.
    """
    run: list[str] = []
    if low[at - 1 : at].isdigit() and (unit := _WORD.match(low, at)):
        return [unit[0]]
    while len(run) < _RUN_WORDS:
        gap = _GAP.match(low, at)
        match = _WORD.match(low, gap.end()) if gap else None
        if match is None or match[0] in FUNCTION_WORDS:
            break
        run.append(match[0])
        at = match.end()
    return run


def _nearest(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """Return the stems of the content words of the sentence, those nearest to the figure first."""
    found: dict[str, None] = {}
    for beside in zip_longest(reversed(before), after):
        for word in beside:
            if word is not None and word not in FUNCTION_WORDS:
                found.setdefault(word_key(word))
        if len(found) >= _MOST_WORDS:
            break
    return tuple(found)[:_MOST_WORDS]


def _nearest_names(figure: Figure, names: Sequence[Mention], start: int, end: int) -> tuple[str, ...]:
    """Return the entities named in the figure's sentence, the nearest first; else those named last before it."""
    inside = [each for each in names if start <= each.span_start < end]
    if not inside:
        inside = [each for each in names if each.span_start < start][-2:]
    ordered = sorted(inside, key=lambda each: abs(each.span_start - figure.start))
    return tuple(dict.fromkeys(each.entity_id for each in ordered if each.entity_id))[:_MOST_NAMES]
