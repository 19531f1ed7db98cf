"""Whose words an article says it runs: credits of agencies and press releases in byline, dateline and body.

Not meant here is who is cited ("Reuters reported that ..."): that credits a fact, not the words.
"""

import re
from collections.abc import Iterator, Sequence

from extractors.records import CreditPlace, OriginCredit

# Name as people write it → writings of it in datelines and bylines. Short forms count in capitals only.
_AGENCIES: dict[str, tuple[str, ...]] = {
    "Reuters": ("Reuters", "Thomson Reuters"),
    "Associated Press": ("AP", "The Associated Press", "Associated Press"),
    "Agence France-Presse": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "Bloomberg": ("Bloomberg", "Bloomberg News"),
    "PA Media": ("PA", "PA Media", "Press Association"),
    "dpa": ("dpa", "DPA", "Deutsche Presse-Agentur"),
    "UPI": ("UPI", "United Press International"),
    "Xinhua": ("Xinhua",),
    "TASS": ("TASS", "ITAR-TASS"),
    "Interfax": ("Interfax",),
    "Kyodo": ("Kyodo", "Kyodo News"),
    "Yonhap": ("Yonhap",),
    "ANI": ("ANI",),
    "Press Trust of India": ("PTI", "Press Trust of India"),
    "IANS": ("IANS",),
    "EFE": ("EFE", "Agencia EFE"),
    "ANSA": ("ANSA",),
    "The Canadian Press": ("The Canadian Press", "Canadian Press"),
    "Australian Associated Press": ("AAP", "Australian Associated Press"),
    "Anadolu": ("Anadolu", "Anadolu Agency"),
    "epd": ("epd", "Evangelischer Pressedienst"),
    "KNA": ("KNA",),
    "APA": ("APA", "Austria Presse Agentur"),
    "Keystone-SDA": ("Keystone-SDA", "SDA"),
}
_RELEASES: dict[str, tuple[str, ...]] = {
    "PR Newswire": ("PR Newswire", "PRNewswire", "PRNEWSWIRE"),
    "Business Wire": ("Business Wire", "BUSINESS WIRE", "BusinessWire"),
    "GlobeNewswire": ("GlobeNewswire", "GLOBE NEWSWIRE", "GlobeNewsWire"),
    "Accesswire": ("ACCESSWIRE", "Accesswire", "ACCESS Newswire"),
    "EIN Presswire": ("EIN Presswire", "EINPresswire", "EINPresswire.com"),
    "Newsfile": ("Newsfile Corp.", "Newsfile"),
    "news aktuell": ("news aktuell", "ots"),
}
_NAMES = {writing: name for names in (_AGENCIES, _RELEASES) for name, found in names.items() for writing in found}
_ANY = "|".join(re.escape(writing) for writing in sorted(_NAMES, key=lambda each: (-len(each), each)))

# A dateline stands before the first sentence, with a dash behind the name: PARIS, June 13 (AFP) - ...
# It may stand behind the captions of pictures: with 400 characters 313 of 11,260 articles have one, with 800 and
# 1,600 43 and 36 more, with 3,200 one; 28 of these were read, all right (2026-11-28).
_HEAD_CHARS = 1_600
_DATELINE = re.compile(rf"[(/](?P<name>{_ANY})[)/](?:--|\s?(?:-{{1,2}}|[–—:]))")
# Signatures stand at the end. Each is looked for only where one of its plain words stands: most texts have none.
# Of 13,274 texts of real articles half or double of them changes the origin of none or one (`fold_thresholds.py`).
_TAIL_CHARS = 1_200
_LAST_CHARS = 60  # as above, 0; 0
_SIGNATURES = (
    (("©", "(c)", "Copyright"), re.compile(rf"(?:©|\(c\)|Copyright)\s(?:\d{{4}}\s)?(?P<name>{_ANY})\b")),
    (
        ("ith input", "ith additional", "ith reporting", "ith material", "ith file"),
        re.compile(
            rf"\b[Ww]ith (?:additional )?(?:inputs?|reporting|material|files?) (?:from|by) (?P<name>{_ANY})\b"
        ),
    ),
    (
        ("ource:", "OURCE:", "uelle:", "uente:", "ource :"),
        re.compile(rf"(?m)^(?:Source|SOURCE|Quelle|Fuente)\s?:\s(?P<name>{_ANY})\b"),
    ),
)
_LAST_WORDS = re.compile(rf"(?:^|\s)(?:—|–|--|\()\s?(?P<name>{_ANY})\)?$")
_LAST_MARKS = ("—", "–", "--", "(")
_REUTERS_SIGNATURE = re.compile(r"\(?Reporting by [^\n;()]{2,120}; (?:[Ww]riting|[Ee]diting) by [^\n()]{2,120}")
_RELEASE_SIGNATURE = re.compile(r"(?m)^SOURCE [A-Z][^\n:]{1,80}$")
_BYLINE = re.compile(rf"(?:^|[\s,/(|])(?P<name>{_ANY})(?=$|[\s,/)|])")
# What stands behind is no byline: nothing changes at half or double (`tests/evaluation/fold_thresholds.py`,
# 2026-11-28).
_MAX_BYLINE_CHARS = 200


def find_origin_credits(text: str, authors: Sequence[str]) -> tuple[OriginCredit, ...]:
    """Return the credits of a revision: those of the dateline, of the byline, of the signature, in this order.

    >>> [(c.name, c.place) for c in find_origin_credits("PARIS, June 13 (AFP) - It rained.", ["Jo Doe, Reuters"])]
    [('Agence France-Presse', 'dateline'), ('Reuters', 'byline')]
    >>> find_origin_credits("Reuters reported that it rained (AP Photo/Jo Doe).", ["Reuter Smith"])
    ()
    """
    return (*_datelines(text), *_bylines(authors), *_signatures(text))


def _datelines(text: str) -> Iterator[OriginCredit]:
    head = text[:_HEAD_CHARS]
    found = _DATELINE.search(head) if "(" in head or "/" in head else None
    if found is not None:
        yield _credit(found["name"], "dateline", found.span("name"), found["name"])


def _bylines(authors: Sequence[str]) -> Iterator[OriginCredit]:
    names = set()
    for author in authors:
        for found in _BYLINE.finditer(author[:_MAX_BYLINE_CHARS]):
            name = _NAMES[found["name"]]
            if name not in names:
                names.add(name)
                yield _credit(found["name"], "byline", None, author)


def _signatures(text: str) -> Iterator[OriginCredit]:
    begin = max(len(text) - _TAIL_CHARS, 0)
    tail = text[begin:].rstrip()
    last = max(len(tail) - _LAST_CHARS, 0)
    matches = [_LAST_WORDS.search(tail, last) if any(mark in tail[last:] for mark in _LAST_MARKS) else None]
    for words, pattern in _SIGNATURES:
        places = [place for word in words if (place := tail.find(word)) >= 0]
        if places:
            # A signature begins with a plain word of it, or with the letter before.
            matches.append(pattern.search(tail, max(min(places) - 1, 0)))
    for found in matches:
        if found is not None:
            start, end = found.span("name")
            yield _credit(found["name"], "body", (begin + start, begin + end), found["name"])
    reporting = _REUTERS_SIGNATURE.search(tail) if "eporting by " in tail else None
    if reporting is not None:
        yield _credit("Reuters", "body", (begin + reporting.start(), begin + reporting.end()), reporting[0])
    release = _RELEASE_SIGNATURE.search(tail) if "SOURCE " in tail else None
    if release is not None:
        yield _credit(None, "body", (begin + release.start(), begin + release.end()), release[0])


def _credit(writing: str | None, place: CreditPlace, span: tuple[int, int] | None, surface: str) -> OriginCredit:
    """Return the credit of a name as it is written; without one, that of a press release of an unnamed service."""
    name = "press release" if writing is None else _NAMES[writing]
    return OriginCredit(
        name=name,
        kind="agency" if name in _AGENCIES else "press_release",
        place=place,
        span_start=None if span is None else span[0],
        span_end=None if span is None else span[1],
        surface=surface,
    )
