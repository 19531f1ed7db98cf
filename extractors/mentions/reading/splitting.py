"""Words, marks and breaks of a text, as the name model reads it."""

import re

from extractors.native import ways

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S.
    r"|[^\W\d_][^\W_]*(?:['’](?![sS]\b)[^\W\d_]+)*"  # words, O'Brien
    r"|\d+(?:[.,:]\d+)*"
    r"|['’][sS]\b"
    r"|\n[^\S\n]*(?:\n\s*)?"
    r"|[^\w\s]|_"
)
# "l'Istituto", "d'Alstom", "dell'Eni": the article is a token of its own in languages that elide.
_ELISION = re.compile(r"(?:[cdjlmnst]|qu|(?:[ad]a|[ns]e|su|de|a|co|ne)ll|un|quest)['’](?=[^\W\d_])", re.IGNORECASE)
_LIKE_MARKS = str.maketrans("“”‘’–—«»", '""\'\'--""')
_WRAP_COLUMNS = 100  # wider lines are paragraphs: newspapers' wires wrap at 60 to 80


def read_tokens(text: str, *, is_elided: bool = False) -> tuple[list[tuple[int, int]], list[str]]:
    """Return the [start, end) of each token as `tokens_of` has them, and its word with plain marks."""
    if ways.compiled is not None:
        return ways.compiled.read_tokens(text, _wrap_length(text), _ELISION.match if is_elided else None)
    spans, text = tokens_of(text, is_elided=is_elided), _plain_marks(text)
    found = [text[start:end] for start, end in spans]
    return spans, [word if word[0] > "'" else plain_word(word) for word in found]


def tokens_of(text: str, *, is_elided: bool = False) -> list[tuple[int, int]]:
    """Return the [start, end) of each token; a break between lines is one, the wrap of a line is none.

    Where `is_elided`, the language writes articles so: "l'Italia" is two.

    >>> text = "Mr O'Brien's U.S. visit\\n\\nGood."
    >>> [text[a:b] for a, b in tokens_of(text)]
    ['Mr', "O'Brien", "'s", 'U.S.', 'visit', '\\n\\n', 'Good', '.']
    >>> text = "dell'Eni d'Alstom"
    >>> [text[a:b] for a, b in tokens_of(text, is_elided=True)]
    ["dell'", 'Eni', "d'", 'Alstom']
    """
    wrapped = _wrap_length(text)
    if wrapped > len(text) and not is_elided:
        return [match.span() for match in _TOKEN.finditer(text)]
    spans = []
    line_start = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if text[start] == "\n":
            length, line_start = start - line_start, end
            if length >= wrapped and text.count("\n", start, end) == 1:
                continue
        if is_elided and (elision := _ELISION.match(text, start, end)):
            spans.append((start, elision.end()))
            start = elision.end()
        spans.append((start, end))
    return spans


def _wrap_length(text: str) -> int:
    """Return the length from which on a line of the text is wrapped, not ended; huge where lines are free."""
    lengths = sorted(len(line) for line in text.split("\n") if line.strip())
    if len(lengths) < 5:
        return len(text) + 1
    usual = lengths[len(lengths) * 9 // 10]
    return max(usual * 6 // 10, 1) if 40 <= usual <= _WRAP_COLUMNS else len(text) + 1


def _plain_marks(text: str) -> str:
    """Return the text with like marks made the same, character by character."""
    return text if text.isascii() else text.translate(_LIKE_MARKS)


def plain_word(word: str) -> str:
    """Return the word with like marks made the same; any break of lines is one newline."""
    if word[0] == "\n":
        return "\n"
    if len(word) == 2 and word[0] in "'’":
        return "'s"
    return _plain_marks(word)
