"""Articles that are pages: trafilatura finds the body, rules and evidence of the page's head do the rest."""

from datetime import datetime

import trafilatura
from lxml import html as lxml_html
from lxml.html import HtmlElement
from trafilatura.settings import Document

from extractors.page.lines import furniture, same_words
from extractors.page.metadata import read_metadata
from extractors.page.pieces import Piece, tidy
from extractors.page.reading import Reading
from extractors.records import Zone


def parse_page(characters: str) -> HtmlElement | None:
    """Return the tree of a page, without comments; None where the parser finds no element."""
    parser = lxml_html.HTMLParser(collect_ids=False, default_doctype=False, remove_comments=True, remove_pis=True,
                                  encoding="utf-8")  # fmt: skip
    tree = lxml_html.document_fromstring(characters.encode("utf-8", "replace"), parser=parser)
    return tree if isinstance(tree, HtmlElement) else None


def read_page(characters: str, *, url: str | None, seen_at: datetime) -> Reading:
    """Return the pieces of the page's article and the facts that the page states."""
    tree = parse_page(characters)
    if tree is None:
        return Reading(pieces=[])
    facts = read_metadata(tree, url=url, seen_at=seen_at)
    document = trafilatura.bare_extraction(tree, url=url, include_comments=False, with_metadata=False)
    pieces: list[Piece] = []
    if isinstance(document, Document) and document.body is not None:
        for element in document.body.iter("p", "head", "item", "quote", "cell"):
            line = tidy(" ".join(element.itertext()))
            if not line:
                continue
            is_echo = facts.title is not None and same_words(line, facts.title.value)
            zone: Zone = "heading" if element.tag == "head" else "body"
            pieces.append(Piece(surface=line, zone=zone, cut="title_echo" if is_echo else furniture(line)))
    return Reading(pieces=pieces, facts=facts)
