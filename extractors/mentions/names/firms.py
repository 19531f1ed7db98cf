"""Firms of several names, "Dahl and Vik Inc.": what a model parts at the "and"."""

import re
from dataclasses import replace

from extractors.mentions.names.lexicon import Lexicon, NameSpan

_LEGAL_END = re.compile(
    r"[ ,](?:Inc|Incorporated|Corp|Corporation|Co|Company|Ltd|Limited|LLC|LLP|LP|PLC|plc|AG|KG|GmbH|SE|SA|NV|BV"
    r"|Oy|AB|ASA)\.?$"
)
_PARTNER_BEFORE = re.compile(r"(?<![\w.&'’-])(?P<partners>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}) (?P<mark>&|and) $")
_REACH = 60


def join_firms(text: str, spans: list[NameSpan], lexicon: Lexicon) -> list[NameSpan]:
    """Return the spans, a firm that ends in a legal form with the partners named before "and" or "&".

    Before "and" one plain word that no list knows is a partner ("Dahl and Vik Inc."); "Apple and Google Inc." are
    two.
    """
    kept: list[NameSpan] = []
    for span in spans:
        start = _firm_start(text, span, lexicon)
        if start < span.start:
            while kept and kept[-1].end > start:
                kept.pop()
            span = replace(span, start=start, method="rule")
        kept.append(span)
    return kept


def _firm_start(text: str, span: NameSpan, lexicon: Lexicon) -> int:
    name = text[span.start : span.end]
    if span.kind != "organization" or not (legal := _LEGAL_END.search(name)) or "\n" in name:
        return span.start
    before = _PARTNER_BEFORE.search(text, max(0, span.start - _REACH), span.start)
    if before is None:
        return span.start
    partners = before["partners"]
    is_one_word = " " not in partners and " " not in name[: legal.start()]
    is_listed = partners in lexicon.known_by_name or partners.lower() in lexicon.gazetteer.common_words
    if before["mark"] == "&" or (is_one_word and not is_listed):
        return before.start("partners")
    return span.start
