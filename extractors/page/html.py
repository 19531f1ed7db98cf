"""Articles that are pages: engines read the body, a judge of blocks corrects them, evidence gives the facts.

Each block of the page is measured (form, place, names, neighbours, blocks like it, whether Resiliparse and JSON-LD
have it) and kept if a trained judge says so. Where that judge is not sure of a page, trafilatura reads it as well
(the dearest part of all), and another judge decides that knows both readings; without judges trafilatura's choice
stands, less what the rules of `lines` cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt
from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlComment, HtmlElement

from extractors.page.body.agreement import Array, may_belong
from extractors.page.body.blocks import Block, read_blocks
from extractors.page.body.engines import Readings, read_engines, read_quickly
from extractors.page.body.features import FEATURES, NOTHING_MEASURED, Measures
from extractors.page.body.line_model import LineModel, doubt
from extractors.page.facts.metadata import PageHead, read_metadata
from extractors.page.initials import join_initials
from extractors.page.scripts.waiting import unfold
from extractors.page.statements import Statements, read_statements
from extractors.page.whole.choice import choose
from extractors.page.whole.shape import shape_of
from extractors.page.whole.teasers import find_teasers
from extractors.page.whole.writing import write_pieces
from extractors.page.words.dates import DateFound
from extractors.page.words.lines import looks_like_heading
from extractors.page.words.pieces import Piece, count_words
from extractors.page.words.reading import PageKind, Reading

# Beyond this many elements trafilatura takes seconds, so lists of links go first.
_MANY_ELEMENTS = 15_000
_MANY_LINKS = 50
_LINK_LIST_WORDS = 60
_ENGINE_SHARE = 0.5
_LEAST_OF_ENGINE = 0.1
# What was so likely and is not kept is shown as cut, as what trafilatura read is.
_NEARLY_KEPT = 0.1
_LEAST_ENGINE_WORDS = 30
# Less than this many words in the markup, and far more in JSON-LD: the markup is only a shell.
_SHELL_WORDS = 60
# lxml.html asks Python for the class of every element that is met anew, to make forms and inputs special; without
# that a page takes 3 % less time.
_ELEMENT_CLASSES = etree.ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment)
COLUMN = {name: at for at, name in enumerate(FEATURES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredPage:
    """A page's blocks with their measures, and what its head says.

    `readings`: those that the measures rest on; `tree`, of which more can be read, is None where all was read.
    """

    blocks: Sequence[Block]
    measures: Measures
    table: Array
    readings: Readings
    tree: HtmlElement | None
    is_giant: bool
    head: PageHead
    statements: Statements


def parse_page(characters: str) -> HtmlElement | None:
    """Return the tree of a page, without comments; None where the parser finds no element."""
    parser = lxml_html.HTMLParser(
        collect_ids=False, default_doctype=False, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    parser.set_element_class_lookup(_ELEMENT_CLASSES)
    try:
        tree = lxml_html.document_fromstring(join_initials(characters).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return None
    if not isinstance(tree, HtmlElement):
        return None
    if "<rt" in characters:  # how words are pronounced stands between their characters
        etree.strip_elements(tree, "rt", "rp", with_tail=False)
    return tree


def measure_page(
    characters: str,
    *,
    url: str | None,
    seen_at: datetime,
    announced: DateFound | None = None,
    is_quick: bool = True,
) -> MeasuredPage | None:
    """Return a page's blocks, their measures by the quick engine and its head; None where it cannot be parsed.

    There are no measures where they are not asked for, of a giant page, and where the quick engine reads nothing.
    """
    tree = parse_page(characters)
    if tree is None:
        return None
    unfold(tree)
    elements = list(tree.iter())  # held, so that lxml need not make them anew in each of a score of passes
    blocks = read_blocks(tree)
    head = read_metadata(tree, url=url, seen_at=seen_at, announced=announced)
    statements = read_statements(tree, locked_parts=head.locked_parts)
    is_giant = len(elements) > _MANY_ELEMENTS
    del elements
    # All is read of them; they are a third of what is to be written out and parsed by the quick engine.
    etree.strip_elements(tree, "script", "style", with_tail=False)
    # A giant page costs the quick engine much and is left to the other.
    text = "" if is_giant else read_quickly(tree)
    readings = Readings(
        engine=text,
        second_engine=text,
        linked_body=head.article_body,
        title=head.facts.title.value if head.facts.title else "",
        description=head.description,
    )
    measures = Measures(blocks, title=readings.title, description=readings.description)
    return MeasuredPage(
        blocks=blocks,
        measures=measures,
        table=measures.table(readings) if is_quick and text else NOTHING_MEASURED,
        readings=readings,
        tree=tree,
        is_giant=is_giant,
        head=head,
        statements=statements,
    )


def look_closer(page: MeasuredPage, *, is_best: bool = False) -> MeasuredPage:
    """Return the page measured with trafilatura's reading as the first, its tree used up."""
    if page.tree is None:
        return page
    tree = _without_link_lists(page.tree) if page.is_giant else page.tree
    read = read_engines(tree, is_best=is_best, is_giant=page.is_giant)
    readings = replace(page.readings, **read, is_best=is_best)
    return replace(page, table=page.measures.table(readings), readings=readings, tree=None)


def read_page(
    page: MeasuredPage,
    model: LineModel | None,
    *,
    url: str | None,
    quick_model: LineModel | None = None,
    is_best: bool = False,
) -> Reading:
    """Return the pieces of the page's article and the facts that the page states.

    Where `quick_model` is sure of the page as it is measured, trafilatura is not asked.
    """
    likely = _judged_quickly(page, quick_model) if quick_model is not None else None
    if likely is not None and quick_model is not None:
        is_kept, is_read = likely > quick_model.threshold, likely > _NEARLY_KEPT
    else:
        page = look_closer(page, is_best=is_best)
        is_read = page.table[:, COLUMN["engine"]] > _ENGINE_SHARE
        is_kept = _judged(page, model) if model is not None else is_read.copy()
    # Many words that are all links are a list of other pages, whoever takes them for text.
    is_kept &= (page.table[:, COLUMN["link_share"]] < 0.8) | (page.table[:, COLUMN["words"]] < _LINK_LIST_WORDS)
    title = page.head.facts.title.value if page.head.facts.title else ""
    teasers = find_teasers(page.blocks, url=url)
    choice = choose(page.blocks, is_kept, teasers, title=title, has_model=model is not None)
    described = page.table[:, COLUMN["description_share"]]
    pieces = write_pieces(page.blocks, choice, is_read=is_read, described=described)
    pieces = _from_data(pieces, page) or pieces
    shape = shape_of(page.blocks, choice.is_text(), teasers, page.statements, has_gate=choice.has_gate)
    return Reading(pieces=pieces, facts=page.head.facts, page_kind=_page_kind(page, url), shape=shape)


def _judged_quickly(page: MeasuredPage, model: LineModel) -> Array | None:
    """Return how likely each block belongs to the article; None where more of the page had better be seen."""
    if not len(page.table):
        return None
    likely = _likely(page, model)
    is_unsure = doubt(likely, page.table[:, COLUMN["words"]]) > model.most_doubt
    return None if is_unsure or _is_strange(page, likely > model.threshold) else likely


def _judged(page: MeasuredPage, model: LineModel) -> npt.NDArray[np.bool_]:
    """Return which blocks the model keeps."""
    is_kept = _likely(page, model) > model.threshold
    # A page that is like none of the labelled ones; of these it concerns five in trafeval and wcxb, three for the
    # better, none for the worse (2026-11).
    return page.table[:, COLUMN["engine"]] > _ENGINE_SHARE if _is_strange(page, is_kept) else is_kept


def _likely(page: MeasuredPage, model: LineModel) -> Array:
    """Return how likely each block belongs to the article; what is only links and in nobody's reading cannot."""
    names = ("engine", "linked_body", "link_share", "words")
    candidates = np.flatnonzero(may_belong({name: page.table[:, COLUMN[name]] for name in names}))
    likely = np.zeros(len(page.table), dtype=np.float32)
    likely[candidates] = model.score(page.table[candidates], page.measures.groups[candidates])
    return likely


def _is_strange(page: MeasuredPage, is_kept: npt.NDArray[np.bool_]) -> bool:
    """Return whether hardly anything is kept of what the engine reads."""
    words = page.table[:, COLUMN["words"]]
    read = words[page.table[:, COLUMN["engine"]] > _ENGINE_SHARE].sum()
    return bool(read > _LEAST_ENGINE_WORDS and words[is_kept].sum() < _LEAST_OF_ENGINE * read)


def _from_data(pieces: list[Piece], page: MeasuredPage) -> list[Piece]:
    """Return the article body of JSON-LD as pieces where the page's own markup holds hardly a word of it."""
    lines = page.head.article_body.split("\n")
    told = sum(map(count_words, lines))
    held = sum(count_words(piece.surface) for piece in pieces if piece.cut is None)
    if held >= _SHELL_WORDS or told < 2 * max(held, _SHELL_WORDS // 2):
        return []
    told_pieces = (Piece(surface=line, zone="heading" if looks_like_heading(line) else "body") for line in lines)
    return [*(piece for piece in pieces if piece.cut), *told_pieces]


def _page_kind(page: MeasuredPage, url: str | None) -> PageKind | None:
    if page.head.is_gallery:
        return "gallery"
    if page.head.is_article:
        return "article"
    is_front = url is not None and urlsplit(url).path.strip("/") in ("", "index.html", "index.php")
    return "front_page" if is_front and not urlsplit(url or "").query else None


def _without_link_lists(tree: HtmlElement) -> HtmlElement:
    """Return the tree without the lists and tables that are mostly links; the tree itself is changed."""
    for element in list(tree.iter("ul", "ol", "nav", "table", "dl", "footer")):
        if element.getparent() is not None and sum(1 for _ in element.iter("a")) > _MANY_LINKS:
            element.drop_tree()
    return tree
