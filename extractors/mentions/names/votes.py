"""What the model sees, put in order: clean borders, one kind per name in a document, what lists know."""

import re
from collections import defaultdict
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extractors.mentions.names.automaton import straighten, word_set
from extractors.mentions.names.evidence import kind_by_writing, kind_told
from extractors.mentions.names.lexicon import Lexicon, NameSpan, changed
from extractors.mentions.names.persons import person_length, title_length
from extractors.records import MentionKind

_LEGAL_FORM_NEXT = re.compile(
    r",?\s(?:Inc|INC|Corp|CORP|Co|CO|Ltd|LTD|LLC|L\.L\.C|PLC|Plc|plc|AG|GmbH|S\.A|N\.V|Bhd|Pty)\b\.?"
)
_ABBREVIATION_END = re.compile(r"\b(?:Inc|INC|Corp|CORP|Co|CO|Ltd|LTD|Bros|Jr|Sr|(?:[A-Z]\.)+[A-Z])$")
_STATE_END = re.compile(
    r"\b(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Penn"
    r"|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo)$"
)
# What ends with a mark that is part of the name in languages besides English: "Karl IV.", "Nico G.".
_ORDINAL_END = re.compile(r"\w [IVX]+$")
_SECOND_SURNAME = re.compile(r"-[^\W\d_a-zß-öø-ÿ][a-zß-öø-ÿ]+(?![\w-])")
_LETTER_END = re.compile(r"\w\w [A-ZÄÖÜ]$")
# In German only particles of names stand before them in small letters: "preußischen Provinz", "zum König von".
_LOWER_FIRST = re.compile(
    r"(?:(?!(?:v[oa]n|de[rnl]?|di|da|dos|du|la|le|ten|ter|zu[mr]?|al|el|bin|ibn|af|av|of|und)\s)[a-zäöüß]+\s+)+(?=[A-ZÄÖÜ])"
)
# "JERUSALEM (AP) _ ", "TBILISI, Georgia -- ": a newspaper's line begins with the place that it was written at.
_DATELINE = re.compile(
    r"(?m)^[^\S\n]*(?P<city>[A-Z][A-Z.'’ -]{2,40})"
    r"(?:, (?P<region>[A-Z][A-Za-z.]{1,20}(?: [A-Z][A-Za-z.]{1,20}){0,2}))?,?"
    r"(?: \((?:AP|AFP|UPI|CNN|Reuters|REUTERS|Xinhua|dpa)\) ?[-–—_]| \d{4}-\d\d-\d\d$"
    r"|(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})? (?:_|--|—) ?)"
)
# A name that the document is sure of elsewhere counts from here on. At .5, .55, .6, .65 type F1 on IEER is .880,
# .880, .880, .875 (fast .881, .880, .879, .880), on FiNER .753, .753, .751, .749 (2026-11-27).
_LEAST_AGAIN = 0.55
_GOES_ON = re.compile(r"\s(?:of\s|and\s)?[A-Z]")
_CAPITALS_END = re.compile(r"[A-Z][\w.'’-]*\s$")
# How many sure mentions a word beside a name weighs that tells its kind; towns ("Chicago fans") stay towns.
_TOLD = 10.0
_TOLD_OF_PLACE = 3.0
# "Sen. Jo Roe, R-Miss.", "Lim (DAP-Tanjung)": a politician's party and seat, the party by letters.
_SEAT = re.compile(
    r"(?:, |\()(?P<party>[RDI]|[A-Z]{2,5})-(?P<seat>[A-Z][a-z]+\.?(?:\s[A-Z][a-z]+\.?){0,2})(?=[,;)])"
)
_NO_ARTICLE = re.compile(r"[Tt]he\s(?=(?:U\.?[SKN]\.?|EU|E\.U\.|United (?:States|Kingdom|Nations))$)")
_NO_AMOUNT = re.compile(r"[A-Z]{1,3}\d+")
_CAPITAL_BEFORE = re.compile(r"(?P<before>[a-z,;]\s)?\b(?P<word>[A-Z][a-z]+)\s$")
_DIRECTIONS = word_set(
    "north south east west central northern southern eastern western northeast northwest southeast southwest "
    "middle upper lower outer inner greater mid new old"
)
# "The North" is another place in each article: of 18 in the open sets none was labelled.
_NO_PLACES = word_set("north south east west northeast northwest southeast southwest midwest")
_NO_NAMES = word_set(
    "january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday i ceo cfo coo ipo gdp suv suvs fta ai tv dna covid brexit ms mr "
    "mrs dr prof gmt edt est pdt pst"
)
KNOWN = 0.8  # how sure a name is that the gazetteer tells
_SURELY_OUTSIDE = 0.98  # from here on on the parts kept from training give the same names as the whole texts
_ILLEGAL = -20.0  # a logarithm: what no probability of a class outweighs


def legal_classes(probabilities: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the class of each word on the likeliest way on which a further word follows one of its kind.

    Class 0 is outside, each odd one a first word, the next one a further word of a kind. Only words around one
    that breaks this are looked at again.
    """
    classes: NDArray[np.int64] = probabilities.argmax(axis=1)
    before = np.concatenate([[0], classes[:-1]])
    broken = np.flatnonzero((classes > 0) & (classes % 2 == 0) & (before != classes) & (before != classes - 1))
    outside = np.flatnonzero(probabilities[:, 0] >= _SURELY_OUTSIDE)
    end = 0
    for place in broken.tolist():
        if place >= end:
            after = int(np.searchsorted(outside, place))
            start = int(outside[after - 1]) if after else 0
            end = int(outside[after]) + 1 if after < len(outside) else len(classes)
            classes[start:end] = _likeliest_way(np.log(probabilities[start:end] + 1e-9))
    return classes


def _likeliest_way(scores: NDArray[np.float32]) -> list[int]:
    """Return the classes with the highest sum of scores among legal ones (Viterbi 1967)."""
    kinds = np.arange(scores.shape[1])
    is_further = (kinds > 0) & (kinds % 2 == 0)
    is_own = (kinds[:, None] == kinds) | (kinds[:, None] == kinds - 1)
    steps = np.where(is_further & ~is_own, _ILLEGAL, 0)
    sums, origins = np.where(is_further, _ILLEGAL, 0) + scores[0], list[NDArray[np.int64]]()
    for each in scores[1:]:
        ways = sums[:, None] + steps
        origins.append(ways.argmax(axis=0))
        sums = ways.max(axis=0) + each
    way = [int(sums.argmax())]
    for origin in reversed(origins):
        way.append(int(origin[way[-1]]))
    return way[::-1]


def tidy(text: str, span: NameSpan, language: str | None = None) -> NameSpan | None:
    """Return the span between its first and last letter, legal form included, titles of people left out.

    None where no name is left.
    """
    start, end = span.start, span.end
    if span.kind == "person":
        start += title_length(text[start:end], language)
        end = start + person_length(text[start:end], text[end : end + 6])
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] == "!"):
        end -= 1
    if language == "de" and (lower := _LOWER_FIRST.match(text, start, end)):
        start = lower.end()
    if span.kind == "organization" and (form := _LEGAL_FORM_NEXT.match(text, end)):
        end = form.end()
    if text[end : end + 1] == "." and (
        _ABBREVIATION_END.search(text, start, end)
        or (span.kind == "place" and _STATE_END.search(text, start, end))
    ):
        end += 1
    if language != "en":
        end = _end_abroad(text, start, end, span.kind, language)
    surface = text[start:end]
    word = surface.strip(".").lower()
    if len(surface) < 2 or word in _NO_NAMES or not any(c.isalpha() for c in surface):
        return None
    is_signature = word == "reuter" and text[end : end + 1] in ("", "\n")
    if span.kind != "organization" and (is_signature or _NO_AMOUNT.fullmatch(surface)):
        return None  # "RM120"
    is_office = word == "state" and text[max(0, start - 13) : start].lower() == "secretary of "
    if is_office or (span.kind == "place" and word in _NO_PLACES):
        return None
    if article := _NO_ARTICLE.match(surface):
        start += article.end()
    kind = kind_by_writing(surface, span.kind) if language == "en" else span.kind
    return changed(span, start=start, end=end, kind=kind)


def confirmed(text: str, span: NameSpan, lexicon: Lexicon) -> NameSpan:
    """Return the span, surer where the gazetteer knows it for that kind: both would have to be wrong."""
    name = _name_at(text, span)
    kinds = {lexicon.gazetteer.known[number].kind for number in lexicon.known_by_name.get(name, ())}
    is_known = kinds == {span.kind} and name in lexicon.telling
    return replace(span, confidence=1 - (1 - span.confidence) * (1 - KNOWN)) if is_known else span


def keep_likely(
    texts: tuple[str, ...], spans: list[list[NameSpan]], least: float, least_organization: float
) -> list[list[NameSpan]]:
    """Return the spans that are likely enough for their kind, or not much less so and surely of it elsewhere.

    Names of other things than are looked for stay all: they keep their words from being others.
    """

    def is_sure(span: NameSpan) -> bool:
        return span.confidence >= (least_organization if span.kind == "organization" else least)

    sure = {
        (_name_at(text, span), span.kind)
        for text, found in zip(texts, spans, strict=True)
        for span in found
        if is_sure(span)
    }
    return [
        [
            span
            for span in found
            if is_sure(span)
            or span.kind == "event"
            or (
                span.confidence >= _LEAST_AGAIN
                and (_name_at(text, span), span.kind) in sure
                and not _GOES_ON.match(text, span.end)
                and not _CAPITALS_END.search(text, max(0, span.start - 20), span.start)
            )
        ]
        for text, found in zip(texts, spans, strict=True)
    ]


def _end_abroad(text: str, start: int, end: int, kind: MentionKind, language: str | None) -> int:
    """Return where a name of a language besides English ends: behind the mark that belongs to it.

    >>> texts = ("Karl IV. regierte", "Thomas Fowler (inventeur) est", "Nico G. sprach")
    >>> [texts[n][: _end_abroad(texts[n], 0, end, "person", "de")] for n, end in enumerate((7, 24, 6))]
    ['Karl IV.', 'Thomas Fowler (inventeur)', 'Nico G.']
    >>> "Max Dahl-Lind dit"[: _end_abroad("Max Dahl-Lind dit", 0, 8, "person", "fr")]
    'Max Dahl-Lind'
    """
    following, surface = text[end : end + 1], text[start:end]
    if following == ")" and surface.count("(") == surface.count(")") + 1:
        return end + 1
    if kind == "person" and " " in surface and language != "de" and (second := _SECOND_SURNAME.match(text, end)):
        return second.end()
    if following == "." and kind == "person":
        return end + bool(_LETTER_END.search(surface) or (language == "de" and _ORDINAL_END.search(surface)))
    return end


def settle_kinds(texts: tuple[str, ...], spans: list[list[NameSpan]], lexicon: Lexicon) -> list[list[NameSpan]]:
    """Return the spans with one kind per name in the document: what lists are sure of, else by vote."""
    votes: dict[str, dict[MentionKind, float]] = defaultdict(lambda: defaultdict(float))
    names = [[_name_at(text, span) for span in found] for text, found in zip(texts, spans, strict=True)]
    for text, found, named in zip(texts, spans, names, strict=True):
        for span, name in zip(found, named, strict=True):
            votes[name][span.kind] += span.confidence
            if span.kind != "event" and (told := kind_told(text, span)):
                votes[name][told] += _TOLD_OF_PLACE if span.kind == "place" else _TOLD
    kinds: dict[str, MentionKind] = {}
    for name, by_kind in votes.items():
        kinds[name] = _known_kind(name, lexicon) or max((weight, kind) for kind, weight in by_kind.items())[1]
    return [
        [changed(span, kind=kinds[name]) for span, name in zip(found, named, strict=True)]
        for found, named in zip(spans, names, strict=True)
    ]


def _name_at(text: str, span: NameSpan) -> str:
    """Return the name at a span as one line, like characters made the same."""
    return " ".join(straighten(text[span.start : span.end]).split())


def _known_kind(name: str, lexicon: Lexicon) -> MentionKind | None:
    """Return the kind that the lists are sure of; cities are not sure, as clubs go by their names."""
    kinds = {
        lexicon.gazetteer.known[number].kind
        for number in lexicon.known_by_name.get(name, ())
        if lexicon.gazetteer.known[number].is_telling
        and not lexicon.gazetteer.known[number].entity_id.startswith("place:geonames-")
    }
    return kinds.pop() if len(kinds) == 1 and name in lexicon.telling else None


def lengthen(
    texts: tuple[str, ...], spans: list[list[NameSpan]], common_words: frozenset[str]
) -> list[list[NameSpan]]:
    """Return the spans, places that end a longer name ("Environment Canada") as that name, here and elsewhere.

    The capital of a common word before a place tells that, where no sentence begins with it: in 29 of 32 pairs.
    """
    longer: set[str] = set()
    pairs: list[list[tuple[int, str]]] = []
    for text, found in zip(texts, spans, strict=True):
        pairs.append([])
        end = 0
        for span in found:
            match = _CAPITAL_BEFORE.search(text, max(end, span.start - 30), span.start)
            is_pair = match and span.kind == "place" and match["word"].lower() in common_words
            name = _name_at(text, span)
            if match and is_pair and " " not in name:
                pairs[-1].append((match.start("word"), f"{match['word']} {name}"))
                longer |= {pairs[-1][-1][1]} if match["before"] else set()
            else:
                pairs[-1].append((span.start, ""))
            end = span.end
    return [
        [
            _longer_name(span, start, name) if name in longer else span
            for span, (start, name) in zip(found, names, strict=True)
        ]
        for found, names in zip(spans, pairs, strict=True)
    ]


def _longer_name(span: NameSpan, start: int, name: str) -> NameSpan:
    """Return the span from `start` on: a region where the name begins with a direction, else an organization."""
    is_region = name.split()[0].lower() in _DIRECTIONS
    kind: MentionKind = "place" if is_region else "organization"
    return NameSpan(start=start, end=span.end, kind=kind, method="rule", confidence=0.7)


def find_seats(text: str) -> list[NameSpan]:
    """Return the parties and places behind the names of politicians; a party of one letter is none."""
    found = []
    for match in _SEAT.finditer(text) if "-" in text else ():
        if len(match["party"]) > 1:
            start, end = match.span("party")
            found.append(NameSpan(start=start, end=end, kind="organization", method="rule", confidence=0.8))
        start, end = match.span("seat")
        found.append(NameSpan(start=start, end=end, kind="place", method="rule", confidence=0.9))
    return found


def find_datelines(text: str) -> list[NameSpan]:
    """Return the places that lines begin with, in the way of newspapers."""
    found = []
    for match in _DATELINE.finditer(text):
        for group in ("city", "region"):
            if match[group] and len(match[group].split()) <= 4:
                start, end = match.span(group)
                found.append(NameSpan(start=start, end=end, kind="place", method="rule", confidence=0.9))
    return found
