"""A page's text as blocks in reading order: what stands between two block-level tags, and where it stands."""

from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from extractors.native import ways
from extractors.page.body.cells import Cell, OpenTable, is_data_table
from extractors.page.body.hidden import hides, is_hidden
from extractors.page.body.hints import BODY_PROPERTY_BIT, HIDDEN_BIT, HIDDEN_STYLE, TAG_BITS, hints_of_names
from extractors.page.words.pieces import tidy

_BLOCK_TAGS = frozenset(
    (
        "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption "
        "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre section summary "
        "table tbody td tfoot th thead tr ul"
    ).split()
)
_SKIPPED_TAGS = frozenset(
    (
        "audio button canvas datalist embed head iframe input map math meter noscript object option progress "
        "script select style svg template textarea title video"
    ).split()
)
HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Pages with more blocks are indexes and archives: there, lines that are only links are passed over.
_MANY_BLOCKS = 2000
_MAX_BLOCKS = 12_000
_MAX_BLOCK_CHARACTERS = 1_000_000
# A button that was never closed holds, for the parser, all that follows; one that is closed holds a label.
_MANY_PARAGRAPHS = 3
_MAX_PATH_CHARACTERS = 200
_MAX_TARGET_CHARACTERS = 500
_LINE_END = "\u2028"


@dataclass(slots=True)
class Block:
    """Words between two block-level tags; hints and tags are bits, of the block and of what holds it.

    `names`: tag and class of the two elements around it; `target`: where its first link leads; `cell`: its
    place in a table of figures; `article`: number of the outermost element for articles, 0 outside.
    """

    text: str
    tag: str
    depth: int
    link_characters: int
    link_count: int
    strong_characters: int
    own_hints: int
    near_hints: int
    all_hints: int
    tags: int
    containers: tuple[int, int, int, int]
    shapes: tuple[int, int]
    order: int = 0
    br_count: int = 0
    names: str = ""
    target: str = ""
    cell: Cell | None = None
    article: int = 0


# What the compiled walk knows elements by; the same bits as in native/blocks.h.
_FLAGS = {
    **dict.fromkeys(_BLOCK_TAGS, 1), **dict.fromkeys(_SKIPPED_TAGS, 2), "br": 4, "a": 8, "b": 16, "strong": 16,
}  # fmt: skip
for _tags, _flag in (("table", 32), ("tr", 64), ("td th", 128), ("article", 256), ("button", 512)):
    _FLAGS |= {tag: _FLAGS[tag] | _flag for tag in _tags.split()}
_FLAGS |= {tag: _FLAGS[tag] | bit << 16 for tag, bit in TAG_BITS.items()}


@dataclass(slots=True)
class _Place:
    """An open block-level element."""

    number: int
    tag: str
    own_hints: int
    near_hints: int
    all_hints: int
    tags: int
    containers: tuple[int, int, int, int]
    depth: int
    name: str
    path: str
    article: int = 0


def read_blocks(tree: HtmlElement) -> list[Block]:
    """Return the blocks of a page in reading order, whatever they are; links only up to a bound."""
    blocks = ways.compiled.walk_blocks(tree, _FLAGS, 1, *_ASKED) if ways.compiled is not None else None
    return _Walk().run(tree) if blocks is None else blocks


def _holds_the_page(button: HtmlElement) -> bool:
    return sum(1 for _ in islice(button.iter("p"), _MANY_PARAGRAPHS)) == _MANY_PARAGRAPHS


def _open_table(table: HtmlElement, number: int, boxes: tuple[int, ...]) -> OpenTable | None:
    return OpenTable(number, boxes) if is_data_table(table) else None


def _bits_of_attributes(element: HtmlElement) -> int:
    """Return what attributes other than class, id and role say; most elements have no others."""
    names, bits = element.keys(), 0
    if (
        "hidden" in names
        or ("aria-hidden" in names and element.get("aria-hidden") == "true")
        or ("style" in names and HIDDEN_STYLE.search(element.get("style") or ""))
    ):
        bits |= HIDDEN_BIT
    if "itemprop" in names and (element.get("itemprop") or "").lower() == "articlebody":
        bits |= BODY_PROPERTY_BIT
    return bits


class _EnoughError(Exception):
    """There are as many blocks as are looked at."""


class _Walk:
    """One pass over the tree."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.parts: list[str] = []
        self.link_characters = self.link_count = self.strong_characters = 0
        self.link_depth = self.strong_depth = 0
        self.br_run = self.br_count = 0
        self.count = 0
        self.has_words = False
        self.link_target = self.open_target = ""
        self.tables: list[OpenTable | None] = []
        self.table_count = 0
        self.shape_numbers: dict[str, int] = {}
        root = _Place(0, "html", 0, 0, 0, 0, (0, 0, 0, 0), 0, "html", "html")
        self.places = [root]

    def run(self, tree: HtmlElement) -> list[Block]:
        try:
            self._visit(tree, tree.tag)
        except _EnoughError:
            pass
        else:
            self._flush()
        return self.blocks

    def _visit(self, element: HtmlElement, tag: str) -> None:
        """Go through an element and what it holds; the parser bounds the depth, at 256."""
        is_block = tag in _BLOCK_TAGS or "-" in tag
        is_skipped = tag in _SKIPPED_TAGS
        if is_skipped:
            if tag != "button" or not _holds_the_page(element):
                return
        elif not is_block and is_hidden(element):
            return
        self._open(element, tag, is_block=is_block)
        for child in element:
            name = child.tag
            if isinstance(name, str):
                self._visit(child, name)
            if tail := child.tail:
                self._add(tail)
        if not is_skipped:
            self._close(tag, is_block=is_block)

    def _open(self, element: HtmlElement, tag: str, *, is_block: bool) -> None:
        if is_block:
            self._flush()
            self._enter(element, tag)
        elif tag == "br":
            self.br_run += 1
            self.br_count += 1
            if self.br_run >= 2:
                self._flush()
            else:
                self.parts.append(_LINE_END)
        elif tag == "a":
            self.link_depth += 1
            self.link_count += 1
            self.open_target = (element.get("href") or "")[:_MAX_TARGET_CHARACTERS]
            self.link_target = self.link_target or self.open_target
        elif tag in ("b", "strong"):
            self.strong_depth += 1
        if text := element.text:
            self._add(text)

    def _close(self, tag: str, *, is_block: bool) -> None:
        if is_block:
            self._flush()
            self.places.pop()
            if tag == "table" and self.tables:
                self.tables.pop()
        elif tag == "a":
            self.link_depth -= 1
        elif tag in ("b", "strong"):
            self.strong_depth -= 1

    def _enter(self, element: HtmlElement, tag: str) -> None:
        outer = self.places[-1]
        self.count += 1
        tags = outer.tags | TAG_BITS.get(tag, 0)
        own, classes = 0, ""
        if names := element.keys():
            classes = (element.get("class") or "")[:300] if "class" in names else ""
            own = self._hints(element, classes)
            if len(names) > 1 or not classes:
                tags |= _bits_of_attributes(element)
        place = _Place(
            self.count,
            tag,
            own,
            own | outer.own_hints,
            own | outer.all_hints,
            tags,
            (outer.number, *outer.containers[:3]),
            outer.depth + 1,
            f"{tag}.{classes[:100]}",
            f"{outer.path[-_MAX_PATH_CHARACTERS:]}/{tag}",
            outer.article or (self.count if tag == "article" else 0),
        )
        self.places.append(place)
        if tag == "table":
            self.table_count += 1
            self.tables.append(_open_table(element, self.table_count, place.containers))
        elif self.tables and (table := self.tables[-1]) is not None:
            if tag == "tr":
                table.next_row()
            elif tag in ("td", "th"):
                table.next_cell(element)

    def _shapes(self, names: str, path: str) -> tuple[int, int]:
        """Return numbers that blocks of one kind share: of two elements' tag and class, and of the tags above."""
        numbers = self.shape_numbers
        return numbers.setdefault(names, len(numbers)), numbers.setdefault(path, len(numbers))

    def _hints(self, element: HtmlElement, classes: str) -> int:
        names = f"{classes} {(element.get('id') or '')[:100]} {element.get('role') or ''}"
        return hints_of_names(names) if len(names) >= 4 else 0

    def _add(self, words: str) -> None:
        if words.isspace():
            if self.parts:  # a block begins with words: half of what a page has is blanks between tags
                self.parts.append(words)
            return
        self.parts.append(words)
        self.br_run = 0
        self.has_words = True
        if self.link_depth > 0:
            self.link_characters += len(words.strip())
        if self.strong_depth > 0:
            self.strong_characters += len(words.strip())

    def _flush(self) -> None:
        """End a block: keep its words, where there are any."""
        if not (self.parts or self.link_count or self.br_count or self.link_target):
            return  # nothing since the last one
        if self.has_words:
            self._keep(tidy("".join(self.parts)[:_MAX_BLOCK_CHARACTERS]))
            self.has_words = False
        self.parts.clear()
        self.link_characters = self.link_count = self.strong_characters = self.br_run = self.br_count = 0
        self.link_target = self.open_target if self.link_depth > 0 else ""

    def _keep(self, text: str) -> None:
        if text and not (len(self.blocks) >= _MANY_BLOCKS and self.link_characters > 0.8 * len(text)):
            place, outer = self.places[-1], self.places[-2] if len(self.places) > 1 else self.places[-1]
            table = self.tables[-1] if self.tables else None
            names = f"{outer.name} {place.name}"
            self.blocks.append(
                Block(
                    text=text,
                    tag=place.tag,
                    depth=place.depth,
                    link_characters=min(self.link_characters, len(text)),
                    link_count=self.link_count,
                    strong_characters=min(self.strong_characters, len(text)),
                    own_hints=place.own_hints,
                    near_hints=place.near_hints,
                    all_hints=place.all_hints,
                    tags=place.tags,
                    containers=(place.number, *place.containers[:3]),
                    shapes=self._shapes(names, place.path),
                    order=len(self.blocks),
                    br_count=self.br_count,
                    names=names,
                    target=self.link_target,
                    cell=table.cell() if table else None,
                    article=place.article,
                )
            )
            if len(self.blocks) >= _MAX_BLOCKS:
                raise _EnoughError


# Whom the compiled walk asks, in the order of native/blocks.h.
_ASKED = (
    Block, hints_of_names, hides, is_hidden, _holds_the_page, _bits_of_attributes, _open_table, tidy,
)  # fmt: skip
