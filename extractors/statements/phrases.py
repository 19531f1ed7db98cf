"""What a figure is of, in a few words of its own sentence, for people to read."""

import re

from extractors.statements.about import FUNCTION_WORDS

_WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")
# What ends the phrase that a figure stands in.
_END = re.compile(r"[.,;:](?!\d)|[!?()\"“”«»–—\n]")
_OWNER = re.compile(r"['’]s?(?!\w)")
_SIDE = 3


def phrase_around(before: str, after: str) -> str:
    """Return up to three words on each side of a figure that stands between the two, which is left out as "…".

    Words that hold sentences together are cut at both ends; of a figure that stands alone only "…" is left.

    >>> phrase_around("Meta Platforms has entered the market by acquiring a ", " stake in the company for")
    'acquiring a … stake'
    >>> phrase_around("On Friday, ", " people were killed, police said")
    '… people were killed'
    >>> phrase_around("", "")
    '…'
    """
    left = _WORD.findall(_END.split(before)[-1])[-_SIDE:]
    right = _WORD.findall(_END.split(_OWNER.sub("", after, count=1) if after[:1] in "'’" else after)[0])[:_SIDE]
    while left and left[0].lower() in FUNCTION_WORDS:
        del left[0]
    while right and right[-1].lower() in FUNCTION_WORDS:
        del right[-1]
    return " ".join([*left, "…", *right])
