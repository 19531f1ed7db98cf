"""A query's tree asked of the index: which revisions it holds for."""

import operator
import sqlite3
from collections.abc import Callable
from functools import reduce

import numpy as np
import numpy.typing as npt

from extractors.queries.tree import And, Days, Named, Near, Node, Not, Or, Phrase
from warehouse.searching.index import QUOTE_BITS

# By the number of a revision whether it holds for it; place 0 is nobody's.
Mask = npt.NDArray[np.bool_]


def evaluate(
    node: Node, index: sqlite3.Connection, size: int, of_articles: Callable[[Named | Days], Mask]
) -> Mask:
    """Return by number below `size` whether the query holds; `of_articles` answers what no text says."""
    if isinstance(node, Not):
        return ~evaluate(node.part, index, size, of_articles)
    if isinstance(node, And | Or):
        parts = (evaluate(part, index, size, of_articles) for part in node.parts)
        every = np.full(size, isinstance(node, And))
        return reduce(operator.and_ if isinstance(node, And) else operator.or_, parts, every)
    if isinstance(node, Named | Days):
        return of_articles(node)
    return _of_texts(node, index, size)


def _of_texts(leaf: Phrase | Near, index: sqlite3.Connection, size: int) -> Mask:
    """Ask FTS5 for one word, phrase or nearness."""
    if leaf.field == "quote":
        rows = index.execute("select rowid from quotes where quotes match ?", (_expression(leaf),))
    else:
        columns = "{title} : " if leaf.field == "title" else ""
        rows = index.execute("select rowid from texts where texts match ?", (columns + _expression(leaf),))
    numbers = np.fromiter((number for (number,) in rows), np.int64)
    if leaf.field == "quote":
        numbers >>= QUOTE_BITS
    found = np.zeros(size, np.bool_)
    found[numbers[numbers < size]] = True
    return found


def _expression(leaf: Phrase | Near) -> str:
    """Return the leaf in FTS5's words. A folded word has no quotation mark in it."""
    if isinstance(leaf, Near):
        return f"NEAR({' '.join(_expression(phrase) for phrase in leaf.phrases)}, {leaf.within})"
    return f'"{" ".join(leaf.words)}"{" *" if leaf.is_prefix else ""}'
