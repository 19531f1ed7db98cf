"""Other readings of a page: what trafilatura, its fallbacks and Resiliparse take for the text."""

import logging
from copy import deepcopy
from dataclasses import dataclass

import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree
from trafilatura.external import try_readability

from extractors.page.body.blocks import read_blocks

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

# trafilatura counts a row at each of its cells: 4,000 take it .2 s of CPU, 8,000 .5 s, 100,000 over a minute.
# Of 1,636 labelled pages no row has more than 110; of 28 with cells that reach over others all words stay.
_MOST_CELLS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """Texts of one page as others read it, and what its head says of it.

    The engine's slower readings (with its fallbacks, with care, by readability) are there in the slower mode only.
    """

    engine: str = ""
    second_engine: str = ""
    engine_whole: str = ""
    engine_precision: str = ""
    readability: str = ""
    linked_body: str = ""
    title: str = ""
    description: str = ""
    is_best: bool = False


def read_engines(tree: HtmlElement, *, is_best: bool, is_giant: bool) -> dict[str, str]:
    """Return trafilatura's reading of a page, and in the slower mode its others; of a giant page the first only.

    trafilatura's fallbacks are left out of the fast mode: they take half as long again.
    """
    _make_tables_small(tree)
    readings = {"engine": _engine_text(tree, fast=True)}
    if is_best and not is_giant:
        readings["engine_whole"] = _engine_text(tree)
        readings["engine_precision"] = _engine_text(tree, favor_precision=True)
        readings["readability"] = _readability_text(tree)
    return readings


def _make_tables_small(tree: HtmlElement) -> None:
    """Take the cells out of rows that are wider than any for people, and let no cell reach over others.

    Where one reaches over a thousand columns, each row is filled up with as many empty cells.
    """
    etree.strip_attributes(tree, "colspan", "rowspan")
    for row in list(tree.iter("tr", "table", "tbody", "thead", "tfoot")):  # cells may lie outside of rows
        cells = list(row.iterchildren("td", "th"))
        if len(cells) > _MOST_CELLS:
            for cell in cells:
                row.remove(cell)


def _engine_text(tree: HtmlElement, *, fast: bool = False, favor_precision: bool = False) -> str:
    try:
        text = trafilatura.extract(
            tree, include_comments=False, with_metadata=False, fast=fast, favor_precision=favor_precision
        )
    except Exception:  # a library's stumble over a page's markup is no reason to lose the page
        return ""
    return text or ""


def read_quickly(tree: HtmlElement) -> str:
    """Return Resiliparse's reading of a page.

    It takes a fifth of trafilatura's time and reads nearly all of the text (recall .97 on the labelled news
    pages), with much that is not of the article: a judge of its own makes up for that on most pages. Beside
    trafilatura's it is worth .002 of text F1 (five folds over domains, 2026-11).
    """
    # Written out by lxml, which bounds the depth: 10,000 open tags cost the other parser 2 seconds.
    # As characters, which that parser would make of bytes: a third of its time.
    markup = etree.tostring(tree, method="html", encoding="unicode")
    try:
        return str(
            extract_plain_text(
                HTMLTree.parse(markup),
                main_content=True,
                alt_texts=False,
                noscript=False,
                comments=False,
            )
        )
    except Exception:  # as above
        return ""


def _readability_text(tree: HtmlElement) -> str:
    try:
        body = try_readability(deepcopy(tree))
        return "\n".join(block.text for block in read_blocks(body))
    except Exception:  # as above
        return ""
