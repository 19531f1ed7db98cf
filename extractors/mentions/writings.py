"""The further writings that a listed name allows: without qualifier or "Inc.", with other initials or order."""

import re
from collections.abc import Iterator

from extractors.mentions.shortforms import NAME_SUFFIXES, words_of
from extractors.records import MentionKind

QUALIFIER = re.compile(r"\s*\([^()]*\)$")
LEGAL_FORM = re.compile(
    r",?\s+(?:Inc\.?|Incorporated|Corp\.?|Corporation|Company|Co\.?|Ltd\.?|Limited|LLC|PLC|plc|AG|SE|SA|S\.A\.|N\.?V\.?"
    r"|GmbH|S\.p\.A\.|KGaA|Holdings?)$"
)
UNITED_STATES = re.compile(r"^United States (?=[A-Z])")
GENERIC_END = re.compile(r"(?<=[A-Za-z]) (?:Party|Government|Church|Army|Court|University|Ministry)$")
INITIAL = re.compile(r"[A-Z]\.?")


def further_writings(name: str, kind: MentionKind) -> list[str]:
    """Return what else a listed name may be written like, in full and without a guess.

    >>> further_writings("Facebook, Inc.", "organization")
    ['Facebook']
    >>> further_writings("George H. W. Bush", "person")
    ['George Bush', 'Bush, George', 'George H.W. Bush']
    """
    bare = QUALIFIER.sub("", name)
    found = [bare]
    if kind == "place":
        found.append(bare.split(",")[0])
    elif kind == "person":
        found += person_writings(bare)
    elif kind == "organization":
        found += organization_writings(bare)
    return [writing for writing in dict.fromkeys(found) if writing != name and len(writing) > 1]


def person_writings(name: str) -> Iterator[str]:
    """Yield the name without its middle, with the surname first, and with its initials joined or apart."""
    words = words_of(name)
    core = words[:-1] if len(words) > 2 and words[-1].lower() in NAME_SUFFIXES else words
    if len(core) < 2:
        return
    if len(core) > 2 and all(INITIAL.fullmatch(word) for word in core[1:-1]):
        yield f"{core[0]} {core[-1]}"
        yield f"{core[-1]}, {core[0]}"
    if not INITIAL.fullmatch(core[0]) and len(core) == 2:
        yield f"{core[-1]}, {core[0]}"
    if "." in name:
        yield re.sub(r"(?<=\b[A-Z]\.) (?=[A-Z]\.)", "", name)
        yield re.sub(r"(?<=\b[A-Z]\.)(?=[A-Z]\.)", " ", name)


def organization_writings(name: str) -> Iterator[str]:
    """Yield the name without its legal form, and "U.S." and "US" for "United States"."""
    core = name
    while (shorter := LEGAL_FORM.sub("", core)) != core and len(shorter) > 1:
        core = shorter
        yield core
    if GENERIC_END.search(name):
        yield GENERIC_END.sub(lambda word: word[0].lower(), name)
    if UNITED_STATES.match(name):
        yield UNITED_STATES.sub("U.S. ", name)
        yield UNITED_STATES.sub("US ", name)
