"""Articles that are pages: trafilatura reads the body, a judge of blocks corrects it, evidence gives the facts.

trafilatura's text is one reading among others: each block of the page is measured (form, place, names, neighbours,
whether trafilatura and JSON-LD have it) and kept if the trained model says so; without a model trafilatura's
choice stands, less what the rules of `lines` cut.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import trafilatura
from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from extractors.page.blocks import HEADING_TAGS, HINT_BITS, Block, read_blocks
from extractors.page.features import FEATURES, Array, Readings, measure
from extractors.page.line_model import LineModel
from extractors.page.lines import furniture, looks_like_heading, same_words
from extractors.page.metadata import PageHead, read_metadata
from extractors.page.pieces import Piece
from extractors.page.reading import Reading
from extractors.records import Zone

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

# Beyond this many elements trafilatura takes seconds; such a page loses its lists of links first.
MANY_ELEMENTS = 15_000
ENGINE_SHARE = 0.5
STANDFIRST_SHARE = 0.75
STANDFIRST_BLOCKS = 4
COLUMN = {name: at for at, name in enumerate(FEATURES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredPage:
    """A page's blocks with their measures, and what its head says."""

    blocks: Sequence[Block]
    table: Array
    head: PageHead


def parse_page(characters: str) -> HtmlElement | None:
    """Return the tree of a page, without comments; None where the parser finds no element."""
    parser = lxml_html.HTMLParser(
        collect_ids=False, default_doctype=False, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        tree = lxml_html.document_fromstring(characters.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return None
    return tree if isinstance(tree, HtmlElement) else None


def measure_page(
    characters: str, *, url: str | None, seen_at: datetime, is_date_announced: bool = False, is_best: bool = False
) -> MeasuredPage | None:
    """Return a page's blocks, their measures and the facts of its head; None where it has no block at all."""
    tree = parse_page(characters)
    if tree is None:
        return None
    blocks = read_blocks(tree)
    if not blocks:
        return None
    head = read_metadata(tree, url=url, seen_at=seen_at, is_date_announced=is_date_announced)
    readings = Readings(
        engine=_engine_text(tree, is_fast=not is_best),
        linked_body=head.article_body,
        title=head.facts.title.value if head.facts.title else "",
        description=head.description,
    )
    return MeasuredPage(blocks=blocks, table=measure(blocks, readings), head=head)


def read_page(page: MeasuredPage, model: LineModel | None) -> Reading:
    """Return the pieces of the page's article and the facts that the page states."""
    engine = page.table[:, COLUMN["engine"]]
    is_kept = model.score(page.table) > model.threshold if model is not None else engine > ENGINE_SHARE
    title = page.head.facts.title.value if page.head.facts.title else None
    kept_at = [at for at, kept in enumerate(is_kept) if kept]
    first, last = (kept_at[0], kept_at[-1]) if kept_at else (0, -1)
    pieces: list[Piece] = []
    for at, block in enumerate(page.blocks):
        rule = furniture(block.text)
        if is_kept[at]:
            cut = "title_echo" if title and same_words(block.text, title) else (None if model else rule)
            pieces.append(Piece(surface=block.text, zone=_zone(block), cut=cut))
        elif engine[at] > ENGINE_SHARE or first < at < last:
            pieces.append(Piece(surface=block.text, cut=rule or "not_article"))
    return Reading(pieces=_with_standfirst(pieces, page), facts=page.head.facts)


def _zone(block: Block) -> Zone:
    is_strong = block.strong_characters > 0.9 * len(block.text) and looks_like_heading(block.text)
    return "heading" if block.tag in HEADING_TAGS or is_strong else "body"


def _with_standfirst(pieces: list[Piece], page: MeasuredPage) -> list[Piece]:
    """Return the pieces, those in front that the head's description repeats or that are named so as standfirst."""
    described = page.table[:, COLUMN["description_share"]]
    is_lead = {
        block.text
        for block, share in zip(page.blocks, described, strict=True)
        if share > STANDFIRST_SHARE or (block.near_hints & HINT_BITS["lead"])
    }
    zoned = list(pieces)
    seen = 0
    for at, piece in enumerate(pieces):
        if piece.cut is not None:
            continue
        seen += 1
        if piece.surface in is_lead and len(piece.surface) < 700:
            zoned[at] = Piece(surface=piece.surface, zone="standfirst")
        elif piece.zone == "body" or seen > STANDFIRST_BLOCKS:
            break
    return zoned


def _engine_text(tree: HtmlElement, *, is_fast: bool) -> str:
    """Return what trafilatura takes for the article's text; empty where it finds none."""
    try:
        text = trafilatura.extract(
            _pruned(tree), include_comments=False, with_metadata=False, fast=is_fast, output_format="txt"
        )
    except Exception:  # a library's stumble over a page's markup is no reason to lose the page
        return ""
    return text or ""


def _pruned(tree: HtmlElement) -> HtmlElement:
    """Return the tree; of a giant one a copy without the lists and tables that are mostly links."""
    count = sum(1 for _ in tree.iter())
    if count <= MANY_ELEMENTS:
        return tree
    for element in list(tree.iter("ul", "ol", "nav", "table", "dl", "footer", "select")):
        links = sum(1 for _ in element.iter("a"))
        if links > 50 and element.getparent() is not None:
            element.drop_tree()
    return tree
