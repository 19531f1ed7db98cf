"""A query's tree asked of the index: which revisions it holds for."""

import operator
import sqlite3
from collections.abc import Callable, Iterable
from functools import reduce

from extractors.queries.tree import And, Days, Named, Near, Node, Not, Or, Phrase
from warehouse.searching.index import QUOTE_BITS

# For which revisions a query holds: by number a byte, 1 or 0, all of them one whole number. Place 0 is nobody's.
# NumPy is as fast at 100,000 revisions, and takes .1 s of CPU to import.
Mask = int


def evaluate(
    node: Node, index: sqlite3.Connection, size: int, of_articles: Callable[[Named | Days], Mask]
) -> Mask:
    """Return whether the query holds for each number below `size`; `of_articles` answers what no text says."""
    if isinstance(node, Not):
        return every(size) ^ evaluate(node.part, index, size, of_articles)
    if isinstance(node, And | Or):
        parts = (evaluate(part, index, size, of_articles) for part in node.parts)
        if isinstance(node, And):
            return reduce(operator.and_, parts, every(size))
        return reduce(operator.or_, parts, 0)
    if isinstance(node, Named | Days):
        return of_articles(node)
    return _of_texts(node, index, size)


def every(size: int) -> Mask:
    """Return the mask of all revisions below `size`."""
    return int.from_bytes(b"\1" * size, "little")


def mask_of(holds: Iterable[bool]) -> Mask:
    """Return the mask of what is given by number."""
    return int.from_bytes(bytes(holds), "little")


def bytes_of(mask: Mask, size: int) -> bytes:
    """Return a byte for each number below `size`, 1 where it holds."""
    return mask.to_bytes(size, "little")


def _of_texts(leaf: Phrase | Near, index: sqlite3.Connection, size: int) -> Mask:
    """Ask FTS5 for one word, phrase or nearness."""
    if leaf.field == "quote":
        statement = "select distinct rowid >> ? from quotes where quotes match ?"
        rows = index.execute(statement, (QUOTE_BITS, _expression(leaf)))
    else:
        columns = "{title} : " if leaf.field == "title" else ""
        rows = index.execute("select rowid from texts where texts match ?", (columns + _expression(leaf),))
    found = bytearray(size)
    for (number,) in rows:
        if number < size:
            found[number] = 1
    return int.from_bytes(found, "little")


def _expression(leaf: Phrase | Near) -> str:
    """Return the leaf in FTS5's words. A folded word has no quotation mark in it."""
    if isinstance(leaf, Near):
        return f"NEAR({' '.join(_expression(phrase) for phrase in leaf.phrases)}, {leaf.within})"
    return f'"{" ".join(leaf.words)}"{" *" if leaf.is_prefix else ""}'
