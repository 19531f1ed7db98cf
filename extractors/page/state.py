"""Articles that stand only in what a page's scripts hold or in markup that waits: a browser would show them."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from extractors.page.body.blocks import HEADING_TAGS, read_blocks
from extractors.page.body.hints import HINT_BITS
from extractors.page.facts.titles import key as title_key
from extractors.page.html import parse_page
from extractors.page.script_values import attribute_values, script_values
from extractors.page.scripts.elements import is_element, markup_of, tag_of
from extractors.page.scripts.waiting import long_attributes, waiting_markup
from extractors.page.words.lines import furniture, same_words
from extractors.page.words.pieces import Piece, count_words
from extractors.page.words.reading import Reading

# Fewer words in the page's own markup are no article; fewer in a script are a teaser, a notice or a label.
_SHELL_WORDS = 60
_MIN_STATE_WORDS = 80
_MAX_VALUES = 100_000
_MAX_PARTS = 3000
_MAX_MARKUP_CHARACTERS = 1_000_000
_MIN_TITLE_CHARACTERS = 12
# How far below the node that has the page's title the article's body lies.
_LEVELS_BELOW_TITLE = 3
# Paragraphs side by side among React's elements that are an article's body rather than a notice.
_LEAST_ELEMENTS = 3
_BODY_KEY = re.compile(
    r"(?:article|story|post|entry|news|page|main|full|rendered|plain)?_?(?:body|content|text|paragraphs?|html)_?"
    r"(?:html|text|raw|plain|elements|blocks|components|model|value|rendered|json)?s?$",
    re.IGNORECASE,
)
_PART_KEYS = (
    "content",
    "text",
    "html",
    "value",
    "body",
    "paragraph",
    "children",
    "items",
    "data",
    "model",
    "blocks",
)
_PART_KIND_KEYS = ("type", "_type", "__typename", "kind", "component")
# Parts of a body that are not its prose.
_NOT_PROSE = re.compile(
    r"image|picture|photo|video|audio|gallery|embed|promo|related|recommend|newsletter|advert|^ads?$|caption|credit|"
    r"button|divider|social|tweet|podcast|interstitial|oembed|raw_?html|reference",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_PLACEHOLDER = re.compile(r"\W*(?:\$\$|\{\{|\[\[|%%)\W*\w{1,60}\W*(?:\$\$|\}\}|\]\]|%%)\W*$")


class Candidate(NamedTuple):
    """Markup that may be the article; `marks` counts what speaks for it: the title near it, its key."""

    marks: int
    words: int
    markup: str


def is_shell(reading: Reading) -> bool:
    """Return whether a page's own markup holds hardly a word of an article."""
    return _held_words(reading.pieces) < _SHELL_WORDS


def read_state(tree: HtmlElement, reading: Reading) -> Reading | None:
    """Return the reading with the article that the page's scripts hold; None where they hold none.

    It is taken where the scripts have far more words than the markup; title, authors and dates stay those that
    the page states.
    """
    title = reading.facts.title.value if reading.facts.title else ""
    found = max(_candidates(tree, title), default=None)
    body = parse_page(f"<article>{found.markup}</article>") if found else None
    if body is None:
        return None
    pieces = [*(piece for piece in reading.pieces if piece.cut), *_pieces(body, title)]
    wanted = max(_MIN_STATE_WORDS, 2 * _held_words(reading.pieces))
    return replace(reading, pieces=pieces) if _held_words(pieces) >= wanted else None


def _held_words(pieces: list[Piece]) -> int:
    return sum(count_words(piece.surface) for piece in pieces if piece.cut is None)


def _pieces(body: HtmlElement, title: str) -> Iterator[Piece]:
    """Yield the lines of a body as pieces; there is no page around it, so rules judge them."""
    for block in read_blocks(body):
        is_caption = block.near_hints & HINT_BITS["caption"] or block.tag == "figcaption"
        cut = "title_echo" if same_words(block.text, title) else furniture(block.text)
        cut = cut or ("credit" if is_caption else "notice" if _PLACEHOLDER.match(block.text) else None)
        yield Piece(surface=block.text, zone="heading" if block.tag in HEADING_TAGS else "body", cut=cut)


def _candidates(tree: HtmlElement, title: str) -> Iterator[Candidate]:
    wanted = title_key(title)
    for value in chain(script_values(tree), attribute_values(long_attributes(tree)), waiting_markup(tree)):
        if isinstance(value, str):
            # A row of text of its own: its key is elsewhere, but it is marked up as prose.
            yield from _candidate(value, marks=1 if "<p" in value else 0)
        else:
            yield from _walk(value, wanted)


def _walk(value: Any, wanted: str) -> Iterator[Candidate]:
    """Yield what may be the body among all that lies in a value, without recursion."""
    waiting: list[tuple[Any, str, int]] = [(value, "", _LEVELS_BELOW_TITLE + 1)]
    for _ in range(_MAX_VALUES):
        if not waiting:
            return
        node, name, levels = waiting.pop()
        marks = (levels <= _LEVELS_BELOW_TITLE) + bool(_BODY_KEY.match(name))
        if isinstance(node, dict):
            levels = 0 if _is_titled(node, wanted) else levels + 1
            waiting += [
                (each, str(key), levels) for key, each in node.items() if isinstance(each, dict | list | str)
            ]
        elif isinstance(node, list):
            if sum(tag_of(each) == "p" for each in node) >= _LEAST_ELEMENTS:
                yield from _candidate(markup_of(node), marks=max(marks, 1))
            elif marks and not is_element(node):
                yield from _candidate("".join(_paragraphs(node)), marks=marks)
            waiting += [(each, "", levels + 1) for each in node if isinstance(each, dict | list)]
        elif len(node) >= _MIN_STATE_WORDS:
            yield from _candidate(node, marks=marks)


def _is_titled(node: dict[str, Any], wanted: str) -> bool:
    """Return whether one of a node's own strings is the title of the page, or the page's title begins with it."""
    if not wanted:
        return False
    lines = (title_key(each) for each in node.values() if isinstance(each, str) and 0 < len(each) < 500)
    return any(len(line) >= _MIN_TITLE_CHARACTERS and wanted.startswith(line) for line in lines)


def _candidate(words: str, *, marks: int) -> Iterator[Candidate]:
    if marks == 0 or len(words) > _MAX_MARKUP_CHARACTERS:
        return
    count = count_words(_TAG.sub(" ", words))
    if count >= _MIN_STATE_WORDS:
        yield Candidate(marks, count, words if "<" in words else _as_markup(words))


def _as_markup(words: str) -> str:
    return "".join(f"<p>{html.escape(line)}</p>" for line in words.split("\n") if line.strip())


def _paragraphs(parts: list[Any]) -> Iterator[str]:
    """Yield the paragraphs of a list of parts (strings, or nodes with a string or a list of runs) as markup."""
    for part in parts[:_MAX_PARTS]:
        if isinstance(part, str):
            yield part if "<" in part else _as_markup(part)
        elif isinstance(part, dict) and not any(_NOT_PROSE.search(_kind(part, key)) for key in _PART_KIND_KEYS):
            words = _words_of(part, depth=0)
            tag = "h2" if re.search("head|title", _kind(part, "type"), re.IGNORECASE) else "p"
            yield f"<{tag}>{words if '<' in words else html.escape(words)}</{tag}>" if words else ""


def _kind(part: dict[str, Any], key: str) -> str:
    value = part.get(key)
    return value if isinstance(value, str) else ""


def _words_of(part: Any, *, depth: int) -> str:
    """Return the words of a part: its string, or those of its runs one behind the other."""
    if isinstance(part, str):
        return part
    if depth > 4:
        return ""
    if isinstance(part, list):
        return "".join(_words_of(each, depth=depth + 1) for each in part)
    if isinstance(part, dict):
        found = (part[key] for key in _PART_KEYS if isinstance(part.get(key), str | list | dict) and part[key])
        return next((words for words in (_words_of(each, depth=depth + 1) for each in found) if words), "")
    return ""
