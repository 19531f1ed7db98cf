"""Zones inside a text that its page did not mark: captions, credits and furniture between the paragraphs.

Texts of dumps hold what stood around pictures ("Facebook Twitter Pinterest Mr Doe on Monday. Photograph: Ann
Roe/AP"), whom a report thanks and whom to follow. What an outlet repeats beyond these rules is learned by the
warehouse (its room `furniture`).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.captions import PICTURE_MARK
from extractors.records import Zone

ZoneSpans = Sequence[tuple[Zone, int, int]]

# Longer lines are paragraphs, whatever stands at their end: of 1,100 captions of 4,000 articles none was longer.
_MAX_CAPTION_WORDS = 90
_NETWORK = (
    r"(?:Share|Tweet|Facebook|Twitter|Pinterest|WhatsApp|LinkedIn|Reddit|Flipboard|Messenger|Instagram|Telegram"
    r"|Google\+|E-?mail|Print|Copy link)"
)
_SHARE_BAR = re.compile(rf"{_NETWORK}(?:[ |·•/]{{1,3}}{_NETWORK})+(?=$|[ |·•/]{{1,3}}[^a-z\s])")
# BBC pages print who took a picture before what it shows.
_CREDIT_FIRST = re.compile(r"Image (?:copyright|source),? (?P<credit>.{1,60}?)(?= Image caption |$)")
_AGENCY = (
    r"(?:AP|AFP|EPA|UPI|PA|dpa|DPA|Reuters|REUTERS|Getty(?: Images)?|(?:The )?Associated Press|Bloomberg"
    r"|Shutterstock|REX|Rex|Alamy|iStock|Corbis|Landov|Xinhua|Pool)"
)
_PERSON = r"(?:[A-Z][\w.’'-]*[ ,]{1,2}){0,5}"
# At the end of a line, perhaps in brackets: who took the picture.
_PICTURE_CREDIT = re.compile(
    rf"(?:[(\[|]\s?)?(?:(?:(?:File )?[Pp]hoto(?:graph)?(?:er|s)?|[Ii]mages?|[Pp]icture|[Cc]redit|Foto|Bild|Crédit)"
    rf"(?: (?:by|credit|courtesy of))?\s?: ?[^\n]{{2,80}}"
    rf"|{_PERSON}[A-Z][\w.’'-]*(?: ?/ ?[\w.’' -]{{1,40}}?)??"
    rf"(?: ?/ ?|,? (?:via|for) |, File/){_AGENCY}(?:[ /][\w.,/’' -]{{1,60}})?"
    rf"|{_AGENCY} ?/ ?{_PERSON}[A-Z][\w.’'-]*"
    rf"|{_AGENCY} (?:[Pp]hotos?|Images|file|File)(?: ?[/:] ?[\w.,’' /-]{{2,60}})?)\s?[)\]]?$"
)
_DATELINE_AGENCY = re.compile(
    rf"[A-Z][^\n()]{{1,60}} (?P<agency>\({_AGENCY}\)) ?[-–—]|(?P<alone>\({_AGENCY}\)) ?[-–—]"
)
_REPORTERS = re.compile(
    r"(?:contributed to this (?:report|story|article|post)|contributed reporting"
    r"|(?:was|were) used in (?:compiling )?this (?:report|story|article)"
    r"|this (?:report|article|story) (?:contains|includes|was written with) (?:material|information)"
    r"|(?:reporting|editing|writing|compiled) by [A-Z])",
    re.IGNORECASE,
)
_FOLLOW = re.compile(
    r"(?:Follow|Like|Join) (?:[\w.@’'-]+ ){1,6}on (?:Twitter|Facebook|Instagram|X|LinkedIn|Google\+)\b[^\n]{0,60}"
    r"|On (?:Twitter|Facebook)\s?: ?@\w+|(?:Tweets?|tweeting) at @\w+"
)
# The Hill glues its teasers to a name: "Trump Donald John TrumpDNI signals support for ... MORE".
_TEASERS = re.compile(
    r"(?<!\w)(?P<name>[A-Z]\w{2,20}) (?:[\w.’'-]{1,20} ){1,5}(?P=name)(?=[A-Z0-9])[^\n]{10,500}? MORE\b"
)
_HINTS = (
    *(
        "Twitter",
        "Facebook",
        "mage",
        "caption",
        "hoto",
        "FILE",
        "AP",
        "AFP",
        "euters",
        "EUTERS",
        "Getty",
        "@",
        " MORE",
    ),
    *(
        "ontribut",
        "eporting",
        "diting",
        "this report",
        "Credit",
        "credit",
        "Bild",
        "Légende",
        "Pie de",
        "Play Video",
    ),
    *("Press", "Play Video", "icture", "Shutterstock", "Alamy", "Didascalia"),
)


def mark_zones(text: str, zones: ZoneSpans, sentences: Sequence[tuple[int, int]]) -> ZoneSpans:
    """Return the zones, the captions, credits and furniture inside them as zones of their own; in order, disjoint.

    >>> text = "Facebook Twitter Mr Doe on Monday. Photo: Ann Roe/AP"
    >>> [(zone, text[a:b]) for zone, a, b in mark_zones(text, (), ())]
    [('furniture', 'Facebook Twitter'), ('caption', ' Mr Doe on Monday. '), ('credit', 'Photo: Ann Roe/AP')]
    """
    if not any(hint in text for hint in _HINTS):
        return zones
    marked: list[tuple[Zone, int, int]] = []
    offset = 0
    for line in text.split("\n"):
        marked += _mark_line(line, offset)
        offset += len(line) + 1
    marked += _mark_sentences(text, sentences)
    return _laid_over(zones, marked)


def _mark_line(line: str, offset: int) -> Iterator[tuple[Zone, int, int]]:
    """Yield the marked spans of a line, later ones over earlier ones."""
    if not any(hint in line for hint in _HINTS):
        return
    start, end = offset, offset + len(line)
    bar = _SHARE_BAR.match(line)
    mark = PICTURE_MARK.match(line)
    credit = _PICTURE_CREDIT.search(line)
    if line.count(" ") < _MAX_CAPTION_WORDS and (bar or mark or (credit and _is_told(line, credit))):
        yield "caption", start, end
        if credit:
            yield "credit", start + credit.start(), end
        if first := _CREDIT_FIRST.match(line):
            yield "credit", start + first.start("credit"), start + first.end("credit")
    if bar:
        yield "furniture", start, start + bar.end()
    if dateline := _DATELINE_AGENCY.match(line):
        name = "agency" if dateline["agency"] else "alone"
        yield "credit", start + dateline.start(name), start + dateline.end(name)
    for found in (*_FOLLOW.finditer(line), *_TEASERS.finditer(line)):
        glued = found.end("name") if "name" in found.re.groupindex else found.start()
        yield "furniture", start + glued, start + found.end()


def _is_told(line: str, credit: re.Match[str]) -> bool:
    """Return whether the line is a caption by its credit: all of it, or one or two sentences before it."""
    before = line[: credit.start()].rstrip()
    return not before or before[-1] in '.!?|”"’)]' or credit[0][0] in "([|" or ":" in credit[0][:30]


def _mark_sentences(text: str, sentences: Sequence[tuple[int, int]]) -> Iterator[tuple[Zone, int, int]]:
    """Yield the sentences that say who reported."""
    for match in _REPORTERS.finditer(text):
        for start, end in sentences:
            if start <= match.start() < end and end - start <= 400:
                yield "credit", start, end


def _laid_over(zones: ZoneSpans, marked: Sequence[tuple[Zone, int, int]]) -> ZoneSpans:
    """Return the zones with the marked spans in their place; a later span wins over an earlier one."""
    if not marked:
        return zones
    ends = sorted({at for _, start, end in (*zones, *marked) for at in (start, end)})
    laid: list[tuple[Zone, int, int]] = []
    for start, end in pairwise(ends):
        over = [zone for zone, a, b in (*zones, *marked) if a <= start and end <= b]
        if over and laid and laid[-1][0] == over[-1] and laid[-1][2] == start:
            laid[-1] = (over[-1], laid[-1][1], end)
        elif over:
            laid.append((over[-1], start, end))
    return laid
