"""Words, marks and line breaks of a text, as the name model reads it, and what each looks like."""

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
MAX_GRAMS = 10
_LIKE_MARKS = str.maketrans("“”‘’–—«»", '""\'\'--""')
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


def plain_word(word: str) -> str:
    """Return the word with like marks made the same; any break of lines is one newline."""
    if word[0] == "\n":
        return "\n"
    if len(word) == 2 and word[0] in "'’":
        return "'s"
    return word if word.isascii() else word.translate(_LIKE_MARKS)


def shape_of(word: str) -> str:
    """Return the kinds of the word's characters, runs cut to three.

    >>> shape_of("McDonald's"), shape_of("1,500")
    ("XxXxxx'x", 'd,ddd')
    """
    kinds: list[str] = []
    run, last = 0, ""
    for char in word[:24]:
        kind = _kind_of(char)
        run = run + 1 if kind == last else 1
        last = kind
        if run <= 3:
            kinds.append(kind)
    return "".join(kinds)


def _kind_of(char: str) -> str:
    """Return X, x, d or w for large, small, digit or other letter; the character itself otherwise."""
    if char.isupper():
        return "X"
    if char.islower():
        return "x"
    if char.isdigit():
        return "d"
    return "w" if char.isalpha() else char


def grams_of(lower: str) -> list[str]:
    """Return the runs of four letters of the word with its borders marked."""
    marked = f"<{lower[:20]}>"
    return [marked[place : place + 4] for place in range(max(1, len(marked) - 3))][:MAX_GRAMS]


def form_of(word: str) -> tuple[bool, ...]:
    """Return what the word looks like."""
    return (
        word[:1].isupper(), word.isupper() and len(word) > 1, word.isalpha(), any(char.isdigit() for char in word),
        len(word) == 1, word == "\n",
    )  # fmt: skip
