"""What a figure is of, in a few words of its own sentence, for people to read."""

import re
from collections.abc import Iterable

# Words that hold sentences together and say nothing of what is measured.
FUNCTION_WORDS = frozenset(
    """a an the this that these those and or but nor so of in on at to from by with for as into over under about
    after before between among during since until within without than then there here it its he she they them his
    her their him we us our you your i my me is are was were be been being am has have had having do does did will
    would can could may might shall should must not no also just only more most very much many some any all each
    both either every other another such same own which who whom whose what when where why how if while because
    though although s t said says say told according""".split()
)
_WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")
# What ends the phrase that a figure stands in.
_END = re.compile(r"[.,;:](?!\d)|[!?()\"“”«»–—\n]")
_OWNER = re.compile(r"['’]s?(?!\w)")
# So do words that begin another clause, and another figure.
_CLAUSE = frozenset("and but or nor which who whom whose that while when where because although though".split())
_FIGURE = re.compile(r"\d|^(?:hundred|thousand|million|billion|trillion)s?$", re.IGNORECASE)
# Words that say something, on each side; and words in all.
_TELLING, _MOST = 2, 5


def phrase_around(before: str, after: str) -> str:
    """Return a few words on each side of a figure that stands between the two, which is left out as "…".

    They reach to the second word that says something, in the clause. Words that hold sentences together are cut
    at both ends; of a figure that stands alone only "…" is left.

    >>> phrase_around("Meta Platforms has entered the market by acquiring a ", " stake in the company for")
    'market by acquiring a … stake in the company'
    >>> phrase_around("On Friday, ", " people were killed, police said")
    '… people were killed'
    >>> phrase_around("a deal that values Scale at over $29 billion and comes ", " a previous funding round")
    'comes … a previous funding'
    >>> phrase_around("", "")
    '…'
    """
    ahead = _WORD.findall(_END.split(before)[-1])
    left = _telling(reversed(ahead))[::-1]
    right = _telling(_WORD.findall(_END.split(_OWNER.sub("", after, count=1) if after[:1] in "'’" else after)[0]))
    while left and left[0].lower() in FUNCTION_WORDS:
        del left[0]
    while right and right[-1].lower() in FUNCTION_WORDS:
        del right[-1]
    return " ".join([*left, "…", *right])


def _telling(words: Iterable[str]) -> list[str]:
    """Return the first words, up to the second one that says something, a clause's end or a figure."""
    taken: list[str] = []
    telling = 0
    for word in words:
        if word.lower() in _CLAUSE or _FIGURE.search(word) or telling == _TELLING or len(taken) == _MOST:
            break
        taken.append(word)
        telling += word.lower() not in FUNCTION_WORDS
    return taken
