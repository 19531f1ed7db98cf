"""Names of authors, from whatever stands where names should."""

import re
from collections.abc import Iterable, Iterator

from extractors.page.words.pieces import tidy
from extractors.unescape import unescape

_MAX_NAME_CHARACTERS = 60
_MAX_NAME_WORDS = 6
_MAX_AUTHORS = 30
_LEAD = re.compile(
    r"^\W{0,3}(?:(?:written|reported|posted|story|words|article|text|report|edited)\s)?"
    r"(?:by|von|par|por|di|af|av|door|autor(?:in)?|author|text|reporter)\b\s{0,2}:?\s{0,2}",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\s{0,2}(?:[|•·/]|\s[–—-]\s|,\s(?=(?:\w+\s){0,3}(?:editor|reporter|writer|correspondent|staff|contributor|"
    r"columnist|redakteur|korrespondent|author|producer|analyst|chief|associated\spress|reuters|afp|dpa)))"
    r".{0,200}$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s{0,2}(?:\([^)]{0,80}\)|@\w{1,30}|\bfor\s(?:the\s)?[A-Z][\w. ]{2,40}|\bin\s[A-Z][\w. ]{2,30})$"
)
# Korean bylines put the word for reporter or correspondent behind the name.
_KOREAN_ROLE = re.compile(r"(?<=[가-힣])\s(?:선임|수습)?(?:기자|특파원)$")
_BETWEEN = re.compile(r"\s{0,3}(?:[,;、\n]|\s(?:and|und|et|y|e|og|och|en|&|with)\s)\s{0,3}")
_NOT_A_NAME = re.compile(
    r"https?:|www\.|@|[<>{}=|\\_#]|\d|"
    r"^(?:admin|editor|editors|editorial|staff|redaktion|redaction|rédaction|news|newsroom|author|unknown|none|null|n/a|"
    r"anonymous|guest|online|web|contributor|contributors|agencies|team|user|undefined|share|follow|updated|published)$|"
    r"\b(?:newsletter|subscribe|minutes?\sread|min\sread|read\smore|updated|published|comments?|cookies?|copyright|link\scopied|copy\slink|profile)\b|"
    r"\s(?:writer|editor|reporter|correspondent|columnist|producer|posts|von|by|redakteur(?:in)?)$",
    re.IGNORECASE,
)
_NOT_LISTED = re.compile(
    r"https?:|www\.|[<>{}=\\]|\S@\S|^(?:admin|author|unknown|none|null|n/a|undefined)$", re.IGNORECASE
)
_LOWER_INSIDE = frozenset(
    [
        "de",
        "der",
        "den",
        "van",
        "von",
        "da",
        "di",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ben",
        "del",
        "du",
        "dos",
        "zu",
        "af",
        "av",
        "ter",
        "ten",
        "y",
        "e",
        "und",
        "of",
        "the",
    ]
)


def clean_names(values: Iterable[str], *, is_listed: bool = False) -> tuple[str, ...]:
    """Return the names in the values, each once, without roles, links and paragraphs.

    `is_listed`: the page lists them as authors, so that initials, agencies and names in lower case count too.

    >>> clean_names(["By Jane Doe, Political Editor", "https://facebook.com/example"])
    ('Jane Doe',)
    >>> clean_names(["Jane Doe and John Roe for The Example"])
    ('Jane Doe', 'John Roe')
    """
    names: dict[str, str] = {}
    for value in values:
        for name in _split(value):
            if _is_name(name, is_listed=is_listed):
                names.setdefault(_key(name), name)
            if len(names) >= _MAX_AUTHORS:
                break
    return tuple(names.values())


def _split(value: str) -> Iterator[str]:
    line = tidy(unescape(value[:600]))
    line = _LEAD.sub("", line)
    if len(line) > 300:
        return
    line = _TAIL.sub("", _ROLE.sub("", line))
    for part in _BETWEEN.split(line):
        name = _TAIL.sub("", _LEAD.sub("", part.strip(" .,:;–—-|*\"'")))
        name = _KOREAN_ROLE.sub("", name)
        if name.isupper() and " " in name:
            name = name.title()
        yield name.strip(" .,:;–—-|*")


def _is_name(name: str, *, is_listed: bool) -> bool:
    words = name.split()
    if len(name) > _MAX_NAME_CHARACTERS or len(words) > _MAX_NAME_WORDS or len(name) < 2:
        return False
    if is_listed:
        return not _NOT_LISTED.search(name) and any(map(str.isalpha, name))
    if len(name) < 3 and name.isascii():
        return False
    if _NOT_A_NAME.search(name) or not name[0].isalpha():
        return False
    # Every word of a name is capitalized, save particles; scripts without case pass.
    return all(not word[0].islower() or word.lower() in _LOWER_INSIDE or "'" in word for word in words)


def _key(name: str) -> str:
    return "".join(re.findall(r"\w", name.casefold()))
