"""The title of a page: the heading that agrees with what the page calls itself, without the outlet's name."""

import re

from extractors.page.words.pieces import tidy
from extractors.page.words.reading import Fact

_SEPARATOR = re.compile(r"\s{1,3}[|–—\-·•»«:/>]{1,2}\s{1,3}")
_MAX_TITLE_CHARACTERS = 500  # bound; the longest of the labelled ones has 175
_MIN_KEY_CHARACTERS = 20  # a shorter end of a heading may be a section's name
_SMALL = frozenset("the of and for de der die das la le el du des i a y e und et".split())
# Of a short name, which may be a common word, and of one of so many letters.
_LEAST_SHARE, _LEAST_SHARE_LONG, _LONG_NAME = 0.4, 0.25, 8
_HEADLINE_WORDS = 5


def choose_title(
    *,
    h1s: list[str],
    og: str,
    headline: str,
    twitter: str,
    page_title: str,
    site_names: list[str],
    is_h1_of_prose: bool = False,
) -> Fact[str] | None:
    """Return the title with its origin; the arguments are tidy lines, empty where the page has none.

    `is_h1_of_prose`: the first heading stands over the page's prose.

    A heading wins only if another piece of evidence has the same words: pages also put the outlet, the section
    or a teaser into h1.
    """
    stated = {"json_ld": headline, "og": og, "twitter": twitter, "title_tag": page_title}
    bare = {origin: _without_outlet(line, site_names, h1s) for origin, line in stated.items() if line}
    h1s = [line for line in h1s if 0 < len(line) <= _MAX_TITLE_CHARACTERS]
    for h1 in h1s:
        if any(key(h1) == key(line) for line in bare.values()):
            return Fact(value=h1, origin="h1")
    for h1 in h1s:
        # A kicker stands before the title in one heading: the stated title is its end.
        for origin, line in bare.items():
            if len(key(line)) >= _MIN_KEY_CHARACTERS and key(h1).endswith(key(line)):
                return Fact(value=line, origin=origin)
        if any(_agree(h1, line) for line in bare.values()):
            return Fact(value=h1, origin="h1")
    # Without JSON-LD what is stated is often written for search engines; a lone heading is what readers see.
    if len(h1s) == 1 and not headline and any(_shares_words(h1s[0], line) for line in bare.values()):
        return Fact(value=h1s[0], origin="h1")
    if len(h1s) == 1 and not headline and is_h1_of_prose and _is_headline(h1s[0], site_names):
        return Fact(value=h1s[0], origin="h1")
    for origin in ("json_ld", "og", "title_tag", "twitter"):
        line = bare.get(origin, "")
        if line and len(line) <= _MAX_TITLE_CHARACTERS and key(line) not in map(key, site_names):
            return Fact(value=line, origin=origin)
    return Fact(value=h1s[0], origin="h1") if len(h1s) == 1 else None


def _without_outlet(line: str, site_names: list[str], h1s: list[str]) -> str:
    """Return the line without the outlet's name at its end or head, as far as it can be told.

    >>> _without_outlet("Utrecht widens its canal | The Example", ["The Example"], [])
    'Utrecht widens its canal'
    """
    if any(key(line) == key(h1) for h1 in h1s):
        return line
    parts = _SEPARATOR.split(line)
    if len(parts) == 1:
        return line
    names = {key(name) for name in site_names if name}
    ends = [match.end() for match in _SEPARATOR.finditer(line)]
    starts = [match.start() for match in _SEPARATOR.finditer(line)]
    while len(parts) > 1 and _is_outlet(parts[-1], site_names):
        parts.pop()
        line = line[: starts[len(parts) - 1]]
    if len(parts) > 1 and key(parts[0]) in names:
        line = line[ends[0] :]
    for h1 in h1s:
        if key(h1) and key(line).startswith(key(h1)):
            return h1
    return line.strip()


def _is_outlet(part: str, site_names: list[str]) -> bool:
    """Return whether the part is a name of the outlet, a piece of one, or little more than one.

    A common word that is also a name ("time", "mirror") is one only where it is written like a name.
    """
    part_key = key(part)
    if not part_key:
        return False
    is_name = all(not word[0].islower() or word in _SMALL for word in re.findall(r"[^\W\d_]+", part))
    for name in site_names:
        name_key = key(name)
        if part_key == name_key:
            return True
        if not is_name or len(name_key) <= 3:
            continue
        share = _LEAST_SHARE_LONG if len(name_key) >= _LONG_NAME else _LEAST_SHARE
        if name_key in part_key and len(name_key) >= share * len(part_key):
            return True
        if len(part_key) > 3 and (name_key.startswith(part_key) or name_key.endswith(part_key)):
            return True
    return False


def _agree(a: str, b: str) -> bool:
    """Return whether two lines have the same words, or one begins or ends with the other at some length."""
    key_a, key_b = key(a), key(b)
    if not key_a or not key_b:
        return False
    if key_a == key_b:
        return True
    short, long = sorted((key_a, key_b), key=len)
    return len(short) >= 15 and len(short) > len(long) * 0.5 and (long.startswith(short) or long.endswith(short))


def _is_headline(h1: str, site_names: list[str]) -> bool:
    return len(h1.split()) >= _HEADLINE_WORDS and key(h1) not in map(key, site_names)


def _shares_words(h1: str, line: str) -> bool:
    words = set(h1.casefold().split())
    return len(words) >= 3 and len(words & set(line.casefold().split())) >= 0.4 * len(words)


def key(line: str) -> str:
    """Return the letters and digits of a line, to compare."""
    return "".join(re.findall(r"\w+", tidy(line).casefold()))
