"""Firms and teams: what a model parts at the "and", reads on behind, or takes for the town of its name."""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.mentions.names.automaton import straighten
from extractors.mentions.names.lexicon import Lexicon, NameSpan
from extractors.records import MentionKind

_LEGAL_END = re.compile(
    r"[ ,](?:Inc|Incorporated|Corp|Corporation|Co|Company|Ltd|Limited|LLC|LLP|LP|PLC|plc|AG|KG|GmbH|SE|SA|NV|BV"
    r"|Oy|AB|ASA)\.?$"
)
_PARTNER_BEFORE = re.compile(r"(?<![\w.&'’-])(?P<partners>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}) (?P<mark>&|and) $")
_REACH = 60  # characters to the partner of a firm, with its own name in between
_READ_ON = re.compile(
    r"(?P<firm>\b(?:Inc|Corp|Co|Cos|Ltd|LLC|PLC|plc|AG|NV|SA)\b\.?)"
    r"(?:(?P<other> and (?=[A-Z])|(?<=\.) (?!Inc|Corp|Co|Ltd|LLC)(?=[A-Z][a-z]))"
    r"|(?P<words> (?!and |of )[a-z]+\b.*)"
    r"|(?P<symbol> (?!(?:AG|KG|SA|NV|PLC|LLC|LLP|LP|BV|SE|AB|ASA|LTD|INC|CORP|CO)$)[A-Z]{1,5}$))"
)
# "Vane, Roe and Co Inc", "Hill & Vane LLC": found by what stands behind the partners, which is rare.
_REST = re.compile(
    r" (?:(?:and|&) (?:Co|Company|Sons|Brothers|Partners|Associates)\b(?![-–]| [A-Z](?!nc\b|td\b|L))"
    r"(?:\.?,? (?:Inc|Ltd|LLC|LLP)\b)?(?:(?<=Co)\.|(?<=Inc)\.|(?<=Ltd)\.)?"
    r"|& [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)? (?:Inc|Corp|Ltd|LLC|LLP|PLC|plc|GmbH)\b\.?)"
)
_REST_WORDS = ("and Co", "and Sons", "and Brothers", "and Partners", "and Associates")
_PARTNERS = re.compile(
    r"\b(?:[A-Z][\w'’-]+ )?(?!(?:Inc|Corp|Co|Ltd|Chairman|Chief)\b)[A-Z][\w'’-]+(?:(?:, [A-Z][\w'’-]+){1,3},?)?$"
)
_PLACED = re.compile(r"(?P<firm>\b(?:Inc|Ltd|LLC)\b\.?) of (?=[A-Z])")
_OFFICE_END = re.compile(
    r"\b(?:(?P<of>Library|Bureau|Department|Ministry|University|Bank|Chamber|Court|Board|Party|Church|Registrar"
    r"|Congress|College|School)"
    r"|Institute|Association|Federation|Confederation|Council|Academy|Museum|Center|Centre|Office|Union|Society"
    r"|Movement|Commission|Committee|Foundation|Trust|Fund|Organization|Organisation|Campaign|Coalition|Alliance"
    r"|Authority|Brotherhood)(?P<rest>(?:\s(?:of|for|on)(?:\sthe)?)?$)"
)
_OFFICE_REST = re.compile(
    r"\s(?:of|(?P<for>for))\s(?:the\s)?(?P<name>(?:[A-Z]{3,}\b|[A-Z][a-z]{2}[\w-]*)(?:\s(?:and\s|of\s)?[A-Z][a-z][\w-]*){0,3})"
)
_SURELY_ANOTHER = 0.72
# Lines of sports results: teams stand there without a sentence, and go by the names of their towns.
_LONGEST_LINE = 100
_NUMBER = re.compile(r"\d")
_TEAM = r"[A-Z][^\W\d_]*[.']?(?:[ '-][^\W\d_]+\.?){0,3}"
_LAND = r"(?: \([A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)?\))?"
_STANDING = re.compile(
    rf"(?P<one>{_TEAM}){_LAND}(?: \d{{1,3}}){{5,9}}|(?P<two>{_TEAM}) \([^\W\d_]+\)(?: \d{{1,3}}){{3,9}}"
    rf"|(?P<three>{_TEAM}) \d{{1,3}} \d{{1,3}} [01]?\.\d{{3}}.*"
)
_RESULT = re.compile(
    rf"(?P<one>{_TEAM}){_LAND} \d{{1,3}} (?P<two>{_TEAM}){_LAND} \d{{1,3}}(?: \(.{{1,20}}\))?\.?"
    rf"|(?P<three>{_TEAM}) \(\d{{1,2}}\) v (?P<four>{_TEAM}) \(\d{{1,2}}\).{{0,8}}"
    r"|(?P<five>[A-Z]{2,}\.?(?: [A-Z]{2,})?) AT (?P<six>[A-Z]{2,}\.?(?: [A-Z]{2,})?)"
)  # fmt: skip
# "7 - Paul Roe (Rangers), Jim Doe (Norvik Town)": clubs behind their players, in lines without a small word.
_CLUB = re.compile(rf"[^\W\d_] \((?P<club>{_TEAM})\)(?=[,.]|$)")
_SMALL_WORD = re.compile(r"\b[a-zß-öø-ÿ]{3,}")
_COUNTRY = re.compile(r"place:[a-z]{2}")


def join_offices(text: str, spans: list[NameSpan]) -> list[NameSpan]:
    """Return the spans, an office that a model breaks off at "of" or "for" read on: "U.S. Library of Congress".

    Behind "for" no other name may follow: "the league for Vane City" are two.
    """
    kept: list[NameSpan] = []
    end = 0
    starts = {span.start for span in spans if span.confidence > _SURELY_ANOTHER}
    for span in spans:
        if span.start < end:
            continue  # it is part of the longer one now
        office = _OFFICE_END.search(text, span.start, span.end) if span.kind == "organization" else None
        rest = _OFFICE_REST.match(text, office.start("rest")) if office else None
        if office and rest and not (rest["for"] and (office["of"] or rest.start("name") in starts)):
            span = replace(span, end=rest.end(), method="rule", confidence=max(span.confidence, 0.8))
        kept.append(span)
        end = span.end
    return kept


def find_firms(text: str) -> Iterator[NameSpan]:
    """Yield the firms that are called by several partners and a word for the rest or a legal form."""
    for rest in _REST.finditer(text) if "&" in text or any(word in text for word in _REST_WORDS) else ():
        if partners := _PARTNERS.search(text, max(0, rest.start() - _REACH), rest.start()):
            yield NameSpan(
                start=partners.start(), end=rest.end(), kind="organization", method="rule", confidence=0.9
            )


def part_firms(text: str, spans: list[NameSpan], lexicon: Lexicon) -> list[NameSpan]:
    """Return the spans, what a model reads on behind a legal form parted from the firm: another firm, its place.

    "Vane Inc and Roe Corp" are two, "Vane Ltd of Norvik" a firm and a place; "Vane Corp VNE" ends with a symbol.
    """
    common = lexicon.gazetteer.common_words
    kept: list[NameSpan] = []
    for span in spans:
        first, *further = _parts_of(text, span)
        kept += [first, *(part for part in further if text[part.start : part.end].lower() not in common)]
    return kept


def _parts_of(text: str, span: NameSpan) -> Iterator[NameSpan]:
    if span.kind != "organization":
        yield span
    elif placed := _PLACED.search(text, span.start + 1, span.end):
        yield from _parts_of(text, replace(span, end=placed.end("firm")))
        yield replace(span, start=placed.end(), kind="place")
    elif further := _READ_ON.search(text, span.start + 1, span.end):
        yield replace(span, end=further.end("firm"))
        if further["other"]:
            yield from _parts_of(text, replace(span, start=further.end()))
    else:
        yield span


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


def find_teams(text: str, lexicon: Lexicon) -> Iterator[NameSpan]:
    """Yield the teams in lines that are a result or a place in a table, countries as places.

    Five numbers make a line of a table: three are prices of grain as often as points.
    """
    start = 0
    for line in text.split("\n"):
        if 6 < len(line) <= _LONGEST_LINE and (" AT " in line or _NUMBER.search(line)):
            match = _RESULT.fullmatch(line) or _STANDING.fullmatch(line)
            teams = [match.span(group) for group, name in match.groupdict().items() if name] if match else []
            if not teams and not _SMALL_WORD.search(line):
                teams = [club.span("club") for club in _CLUB.finditer(line)]
            for a, b in teams:
                kind: MentionKind = "place" if _is_country(line[a:b], lexicon) else "organization"
                yield NameSpan(start=start + a, end=start + b, kind=kind, method="rule", confidence=0.9)
        start += len(line) + 1


def _is_country(name: str, lexicon: Lexicon) -> bool:
    owners = lexicon.known_by_name.get(straighten(name), ())
    return any(_COUNTRY.fullmatch(lexicon.gazetteer.known[owner].entity_id) for owner in owners)
