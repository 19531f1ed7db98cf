"""Words, marks and line breaks of a text, as the name model reads it."""

import re

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
_BREAK = "\n"
_WRAP_COLUMNS = 100  # wider lines are paragraphs: newspapers' wires wrap at 60 to 80


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
