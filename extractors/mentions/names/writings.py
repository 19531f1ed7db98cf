"""The further writings that a listed name allows: without qualifier or "Inc.", with other initials or order."""

import re
from collections.abc import Iterator
from unicodedata import combining, normalize

from extractors.mentions.names.shortforms import NAME_SUFFIXES, words_of
from extractors.records import MentionKind

# "Labour Party (UK)": what stands in brackets tells the name from others that are written like it.
_QUALIFIER = re.compile(r"\s*\(([^()]*)\)$")
_LEGAL_FORM = re.compile(
    r",?\s+(?:Inc\.?|Incorporated|Corp\.?|Corporation|Company|Co\.?|Ltd\.?|Limited|LLC|PLC|plc|AG|SE|SA|S\.A\.|N\.?V\.?"
    r"|GmbH|S\.p\.A\.|KGaA|Holdings?)$"
)
_UNITED_STATES = re.compile(r"\bUnited States (?=[A-Z])")
_GENERIC_END = re.compile(r"(?<=[A-Za-z]) (?:Party|Government|Church|Army|Court|University|Ministry)$")
_INITIAL = re.compile(r"[A-Z]\.?")
_OFFICE = re.compile(
    r"(?:United States )?(Ministry|Department) of (?:the )?([A-Z]\w+(?: and [A-Z]\w+| [A-Z]\w+)?)"
)
_AT_PLACE = re.compile(r"(University of [A-Z]\w+(?: [A-Z]\w+)?) at ([A-Z][\w ]+)")
_CHINESE_GIVEN = re.compile(r"[A-Z][a-z]+-[a-z]+")  # "Raymond Chan Chi-chuen" is Raymond Chan and Chan Chi-chuen
_POSSESSIVE = re.compile(r"['’]s\b")
_PARTICLE = re.compile(r"\b(?:al|el|de|da|di|du|del|van|von|der|bin|ibn)(?=[ -])")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
_UNMARKED = str.maketrans("łŁøØđĐıßæÆ", "lLoOdDisaA")


def further_writings(name: str, kind: MentionKind) -> list[str]:
    """Return what else a listed name may be written like, in full and without a guess.

    >>> further_writings("Facebook, Inc.", "organization")
    ['Facebook']
    >>> further_writings("George H. W. Bush", "person")
    ['George Bush', 'Bush, George', 'Bush, George H. W.', 'George H.W. Bush']
    >>> further_writings("Freedom (magazine)", "organization")
    ['Freedom', 'Freedom magazine', 'Freedom Magazine']
    """
    bare = _QUALIFIER.sub("", name)
    found = [bare, *_qualified_writings(name, bare)]
    if kind == "place":
        found += [bare.split(",")[0], *_organization_writings(bare)]
    elif kind == "person":
        found += _person_writings(bare)
    elif kind == "organization":
        found += _organization_writings(bare)
    found += [other for writing in found for other in _respelled(writing)]
    return [writing for writing in dict.fromkeys(found) if writing != name and len(writing) > 1]


def _qualified_writings(name: str, bare: str) -> Iterator[str]:
    """Yield the name with its qualifier as one more word, where that is a common word ("Freedom Magazine")."""
    match = _QUALIFIER.search(name)
    if match and match[1].isalpha() and match[1].islower():
        yield f"{bare} {match[1]}"
        yield f"{bare} {match[1].capitalize()}"


def qualifier_of(name: str) -> str:
    """Return what tells a name from others that are written like it; "" where nothing does.

    >>> qualifier_of("Labour Party (UK)"), qualifier_of("Arlington, Texas"), qualifier_of("Paris")
    ('UK', 'Texas', '')
    """
    match = _QUALIFIER.search(name)
    return match[1] if match else name.partition(", ")[2]


def _person_writings(name: str) -> Iterator[str]:
    """Yield the name without its middle, with the surname first, and with its initials joined or apart."""
    words = words_of(name)
    core = words[:-1] if len(words) > 2 and words[-1].lower() in NAME_SUFFIXES else words
    if len(core) < 2:
        return
    if len(core) > 2 and all(_INITIAL.fullmatch(word) for word in core[1:-1]):
        yield f"{core[0]} {core[-1]}"
        yield f"{core[-1]}, {core[0]}"
    if not _INITIAL.fullmatch(core[0]) and all(word[0].isupper() for word in core):
        yield f"{core[-1]}, {' '.join(core[:-1])}"
    if len(core) == 3 and _CHINESE_GIVEN.fullmatch(core[2]):
        yield f"{core[0]} {core[1]}"
        yield f"{core[1]} {core[2]}"
    if "." in name:
        yield re.sub(r"(?<=\b[A-Z]\.) (?=[A-Z]\.)", "", name)
        yield re.sub(r"(?<=\b[A-Z]\.)(?=[A-Z]\.)", " ", name)


def _organization_writings(name: str) -> Iterator[str]:
    """Yield the name without its legal form, and "U.S." and "US" for "United States"."""
    core = name
    while (shorter := _LEGAL_FORM.sub("", core)) != core and len(shorter) > 1:
        core = shorter
        yield core
    if _GENERIC_END.search(name):
        yield _GENERIC_END.sub(lambda word: word[0].lower(), name)
    if _UNITED_STATES.search(name):
        yield _UNITED_STATES.sub("U.S. ", name)
        yield _UNITED_STATES.sub("US ", name)
    if office := _OFFICE.fullmatch(name):
        yield f"{office[2]} {office[1]}"
    if place := _AT_PLACE.fullmatch(name):
        yield f"{place[1]} {place[2]}"
        yield f"{place[1]}, {place[2]}"


def _respelled(name: str) -> list[str]:
    """Return the name in other spellings: no marks on letters, "&" or "and", "Al-" for "al-", without "The".

    >>> _respelled("Eberhard Grün"), _respelled("The Globe & Mail")
    (['Eberhard Gruen', 'Eberhard Grun'], ['The Globe and Mail', 'Globe & Mail'])
    """
    spellings = [name.replace(" & ", " and "), name.replace(" and ", " & ")]
    if not name.isascii():
        plain = normalize("NFD", name.translate(_UNMARKED))
        unmarked = normalize("NFC", "".join(char for char in plain if not combining(char)))
        spellings += [name.translate(_UMLAUTS), unmarked]
    spellings.append(_PARTICLE.sub(lambda word: word[0].capitalize(), name))
    if name.count(" ") > 1:
        spellings += [_POSSESSIVE.sub("", name), _POSSESSIVE.sub("s", name)]
    if name.startswith("The "):
        spellings.append(name[4:] if name.count(" ") > 1 else f"the {name[4:]}")
    return [spelling for spelling in dict.fromkeys(spellings) if spelling != name]
