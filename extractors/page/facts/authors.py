"""Names of authors, from whatever stands where names should."""

import re
from collections.abc import Iterable, Iterator

from extractors.page.words.pieces import tidy
from extractors.unescape import unescape

_MAX_NAME_CHARACTERS = 60  # longer ones are sentences
_MAX_NAME_WORDS = 6  # more are a sentence
_MAX_AUTHORS = 30  # bound; five are the most of a labelled page
# "By" opens no name; the other words for it do ("Di Wu", "Von Miller"), unless a colon or a whole name follows.
_BY = re.compile(
    r"^\W{0,3}(?:(?:written|reported|posted|story|words|article|text|report|edited)\s)?by\b\s{0,2}:?\s{0,2}",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\W{0,3}(?:von|par|por|di|af|av|door|autor(?:in|es|en|i|ka)?|autoři|autorzy|auteurs?|auteure|autore|authors?|"
    r"texte?|texto|testo|tekst|teksti|reporter|report|words|skribent|toimittaja|yazan|haber|oleh|penulis|tác\sgiả|"
    r"автор(?:ы|и|ка)?|авторы|текст|корреспондент|журналист|συντάκτης|κείμενο|γράφει|بقلم|كتب|نویسنده|خبرنگار|מאת|כתב|글|โดย|ผู้เขียน)\s{0,2}[:\uff1a]\s{0,2}",
    re.IGNORECASE,
)
_PLAIN_LABEL = re.compile(r"^\W{0,3}(?:autor(?:in)?|author|reporter|بقلم|نویسنده|מאת|โดย)\s{1,2}", re.IGNORECASE)
_FOREIGN_BY = re.compile(r"^\W{0,3}(?:von|par|por|di|af|av|door|text|report)\s{1,2}(?=\w)", re.IGNORECASE)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# 文 is a surname too, so it needs a mark behind it.
_CJK_LABEL = re.compile(
    r"^[\s(（【]{0,3}(?:本[報报]|新[華华]社)?(?:(?:圖|图|撰|取材・)?文\s?[／/:：・|]\s?|"
    r"(?:記者|记者|编辑|編輯|作者|著者|筆者|責任編輯|责任编辑|責編|责编|通讯员)\s?[／/:：・|]?\s?){1,2}"
)
_CJK_TAIL = re.compile(
    r"\s?(?:記者|记者|編集委員|特派員|支局長)?(?:\s?[／/]\s?[^／/]{0,8}(?:報導|报道|報道|電|电)|\s(?:综合|綜合)?(?:報導|报道|報道))?"
    r"[)）】\s]{0,3}$"
)
_SUFFIX = r"(?:Jr|Sr|II|III|IV|M\.?D|Ph\.?D|Esq|D\.?D\.?S|R\.?N|M\.?B\.?A|J\.?D|C\.?P\.?A)\.?"
_ENDS_IN_SUFFIX = re.compile(rf",?\s{_SUFFIX}$")
# A comma before such letters parts no two people.
_COMMA = re.compile(rf"\s{{0,3}},(?!\s{{0,3}}{_SUFFIX}(?:\W|$))\s{{0,3}}")
_SEMICOLON = re.compile(r"\s{0,3}[;、\n]\s{0,3}")
_AND = re.compile(r"\s{1,3}(?:and|und|et|og|och|en|&|with)\s{1,3}")
# Spanish and Portuguese names have these within.
_NAME_AND = re.compile(r"(?<=\w)\s(?:y|e)\s(?=[^\W\d_a-zà-ÿ][\w'’.-]{0,20}\s[^\W\d_a-zà-ÿ])")
_FIRM_END = re.compile(
    r"(?:agency|press|news|media|group|company|agentur|presse|agence|agencia|pictures|images|services?|times|sons|"
    r"partners|bureau|institute|university|association|corporation|network|society)$",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"\w+(?:\s\w\.?){1,2}")
_CJK_BETWEEN = re.compile(r"\s{0,3}[,;、，；\n]\s{0,3}")
_SPACED = re.compile(r"[\s,;、，；]{1,3}")
_TAG = re.compile(r"<[^<>]{0,300}>")
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
_NOT_A_NAME = re.compile(
    r"https?:|www\.|@|[<>{}=|\\_#]|\d|"
    r"^(?:admin|editor|editors|editorial|staff|redaktion|redaction|rédaction|news|newsroom|author|unknown|none|null|n/a|"
    r"anonymous|guest|online|web|contributor|contributors|agencies|team|user|undefined|share|follow|updated|published)$|"
    r"\b(?:newsletter|subscribe|minutes?\sread|min\sread|read\smore|updated|published|comments?|cookies?|copyright|link\scopied|copy\slink|profile|text\ssize|font\ssize)\b|"
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
    >>> clean_names(["Di Wu", "José Ortega y Salinas", "Joe Schmo, Jr.", "Dahl, Karin; Berg, Nils"])
    ('Di Wu', 'José Ortega y Salinas', 'Joe Schmo, Jr.', 'Karin Dahl', 'Nils Berg')
    """
    names: dict[str, str] = {}
    for value in values:
        for name in _split(value):
            if _is_name(name, is_listed=is_listed):
                names.setdefault(_key(name), name)
            if len(names) >= _MAX_AUTHORS:
                break
    return tuple(names.values())


def one_name(value: str) -> str:
    """Return the value as the one name that it is, without markup."""
    return tidy(_TAG.sub("", unescape(unescape(value[:600]))))


def _split(value: str) -> Iterator[str]:
    line = one_name(value) if "<" in value or "&" in value else tidy(value[:600])
    if _CJK.search(line):
        yield from _cjk_names(line)
        return
    line = _without_lead(line)
    if len(line) > 300:
        return
    line = _TAIL.sub("", _ROLE.sub("", line))
    segments = _SEMICOLON.split(line)
    if all(map(_is_inverted, segments)):
        segments = [" ".join(reversed(_COMMA.split(segment))) for segment in segments]
    for segment in segments:
        for part in _COMMA.split(segment):
            yield from map(_bare_name, _people(part))


def _people(part: str) -> list[str]:
    """Return the people of a part without commas: parted at words for "and" that stand between whole names."""
    people = _AND.split(part)
    if len(people) == 2 and all(map(_FIRM_END.search, people)):
        return [part]
    return [name for each in people for name in _NAME_AND.split(each)]


def _bare_name(part: str) -> str:
    name = _TAIL.sub("", _without_lead(part.strip(" .,:;–—-|*\"'")))
    name = _KOREAN_ROLE.sub("", name)
    if name.isupper() and " " in name:
        name = name.title()
    name = name.strip(" .,:;–—-|*")
    return f"{name}." if f"{name}." in part and _ENDS_IN_SUFFIX.search(name) else name


def _without_lead(words: str) -> str:
    """Return the words without what says "by" before a name; a word that may itself be a name stays."""
    for lead in (_BY, _LABEL, _PLAIN_LABEL):
        rest = lead.sub("", words)
        if rest != words:
            return rest
    match = _FOREIGN_BY.match(words)
    rest = words[match.end() :] if match else ""
    first = _AND.split(_COMMA.split(rest)[0])[0]
    is_whole_name = len(first.split()) >= 2 and not _ENDS_IN_SUFFIX.search(first)
    return rest if is_whole_name else words


def _is_inverted(segment: str) -> bool:
    """Return whether the segment is a surname, a comma and one given name or initials."""
    parts = _COMMA.split(segment.strip())
    if len(parts) != 2:
        return False
    surname, given = parts
    return len(surname.split()) == 1 and (len(given.split()) == 1 or bool(_INITIALS.fullmatch(given)))


def _cjk_names(line: str) -> Iterator[str]:
    """Yield the names of a line in Chinese or Japanese characters, without the words for reporter around them."""
    bare = _CJK_LABEL.sub("", _LABEL.sub("", line))
    is_list = bare != line and "记者" in line
    bare = _CJK_TAIL.sub("", bare)
    for part in (_SPACED if is_list else _CJK_BETWEEN).split(bare):
        yield part.strip(" .,:;–—-|*\"'()（）【】")


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
