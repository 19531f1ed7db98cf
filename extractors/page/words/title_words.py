"""Whether a text has to do with a title: what share of the title's words it has too, in any language."""

import re
from collections.abc import Iterable

_LEAST_LETTERS = 4  # shorter words stand in any text
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
_WORD = re.compile(r"[^\W_]+")


def share_of_title(title: str, lines: Iterable[str]) -> float | None:
    """Return the share of the title's words whose beginning the lines have; None where the title has no words.

    Beginnings, because endings change and German joins words; of scripts without spaces, pairs of characters.

    >>> share_of_title("Brücke bleibt gesperrt", ["Die Drehbrücke ist seit Mai zu."])
    0.3333333333333333
    """
    title, text = title.casefold(), " ".join(lines).casefold()
    pairs = {run[at : at + 2] for run in _UNSPACED.findall(title) for at in range(len(run) - 1)}
    words = [
        word for word in _WORD.findall(_UNSPACED.sub(" ", title)) if len(word) >= _LEAST_LETTERS or word.isdigit()
    ]
    stems = pairs | {word if word.isdigit() else word[: max(_LEAST_LETTERS, len(word) - 2)] for word in words}
    return sum(stem in text for stem in stems) / len(stems) if stems else None
