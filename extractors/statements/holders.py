"""Whose role it is: the name beside a title, or the one that a verb or a pronoun ties to it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.mentions.languages.en_roles import (
    HELD,
    HOLDS,
    LEFT,
    PHASES,
    REPLACING,
    ROLE_NOUNS,
    TAKEN_UP,
    TITLE_WORDS,
)
from extractors.mentions.reading.field import Reading, sentence_at
from extractors.records import Mention
from extractors.statements.roles import DEEDS, Role, find_titles

_NAME_BEHIND = re.compile(r"\.?(?P<comma>,)? (?:(?:mr|mrs|ms|dr|sir|lt|maj|col|gen|sgt)\.? )?")
_NAME_BEFORE = re.compile(r"(?:,? \(?\d{1,3}\)?)?(?:,| \(| [-–—]) ?((?:[\w’'&.-]+ )*)$")
_CLOSED = frozenset(",.;:)—–\n")
_MOST_BETWEEN = 6
_DENIED_REACH = 30
_DETERMINERS = frozenset("a an the its his her their our my one of two three who is was now then".split())
_TIED = re.compile(
    rf"\b(?:(?:(?P<taken>{TAKEN_UP})|(?P<left>{LEFT})|(?P<holds>{HOLDS})|(?P<held>{HELD}))\b"
    r"(?:[^.;:!?]{0,60}? as| of| to)?|(?P<is>is|was|were|as))"
    r" (?:(?:a|an|the|its|his|her|their|our|one|of|two|team's|company's) )*$"
)
_DENIED = re.compile(r"\b(?:never|not|no longer|denied)\b|n['’]t\b")
_NAMED = re.compile(r"\b(?:named|appointed|made|hired|elected|promoted|introduced|picked)\b")
_PRONOUN = re.compile(r"\b(?:he|she|his|her)\b")
_JOINED = re.compile(r",? (?:and|&|turned) (?:(?:a|an|the|its) )?$")
_MOST_SENTENCES_BACK = 2


def find_roles(reading: Reading, names: Sequence[Mention]) -> list[Role]:
    """Return the roles of people whom the field names, in their order; none of a field that is not English."""
    people = sorted((each for each in names if each.kind == "person"), key=lambda each: each.span_start)
    if not people or reading.language not in (None, "en"):
        return []
    roles = [
        role if role.title in DEEDS else _beside(reading, role, people) for role in find_titles(reading, names)
    ]
    roles = _shared(reading, roles)
    roles = [role if role.holder or _is_named(reading, role) else _tied(reading, role, people) for role in roles]
    return [role for role in _shared(reading, roles) if role.holder is not None]


def _beside(reading: Reading, role: Role, people: Sequence[Mention]) -> Role:
    """Return the role with its holder where his name stands right beside it."""
    by_start = {each.span_start: each for each in people}
    match = _NAME_BEHIND.match(reading.lowered, role.end)
    behind = by_start.get(match.end()) if match else None
    if match and behind and (not match["comma"] or _is_closed(reading, behind)):
        return replace(role, holder=behind.entity_id)
    if _is_named(reading, role):
        return role
    before = _before(reading, role, people)
    if before is None:
        return role
    between = reading.lowered[before.span_end : role.start]
    _, start, _ = sentence_at(reading, role.start)
    if between == " " and _NAMED.search(reading.lowered, start, before.span_start):
        return replace(role, holder=before.entity_id, phase=role.phase or "incoming")
    apposed = _NAME_BEFORE.match(between)
    if apposed and _is_apposed(reading, before.span_end + apposed.start(1), apposed[1]):
        return replace(role, holder=before.entity_id)
    return role


def _is_named(reading: Reading, role: Role) -> bool:
    """Return whether a name stands right behind the role that nothing found to be a person's."""
    match = _NAME_BEHIND.match(reading.lowered, role.end) if role.title not in DEEDS else None
    return bool(match and not match["comma"] and reading.text[match.end() : match.end() + 1].isupper())


def _before(reading: Reading, role: Role, people: Sequence[Mention]) -> Mention | None:
    """Return the last person whom the sentence names before the role."""
    _, start, _ = sentence_at(reading, role.start)
    inside = [each for each in people if start <= each.span_start and each.span_end <= role.start]
    return inside[-1] if inside else None


def _is_closed(reading: Reading, behind: Mention) -> bool:
    return reading.lowered[behind.span_end : behind.span_end + 1] in _CLOSED


def _is_apposed(reading: Reading, at: int, words: str) -> bool:
    """Return whether the words between a name and a title belong to the title: articles, owners, names."""
    parts = words.split()
    if len(parts) > _MOST_BETWEEN:
        return False
    for part in parts:
        start = reading.lowered.index(part, at)
        at = start + len(part)
        is_own = part in _DETERMINERS or part in PHASES or part in TITLE_WORDS or part in ROLE_NOUNS
        if not (is_own or part.endswith(("'s", "’s", "s'", "s’", "-old")) or reading.text[start].isupper()):
            return False
    return True


def _tied(reading: Reading, role: Role, people: Sequence[Mention]) -> Role:
    """Return the role with its holder where a verb ties him to it: "will take over as interim CEO"."""
    _, start, _ = sentence_at(reading, role.start)
    before = reading.lowered[start : role.start]
    tied = _TIED.search(before)
    if tied is None and role.title not in DEEDS:
        return role
    if _DENIED.search(before, max((tied.start() if tied else len(before)) - _DENIED_REACH, 0)):
        return role
    verb = start + (tied.start() if tied else len(before))
    inside = [each for each in people if start <= each.span_start and each.span_end <= role.start]
    if not inside:
        found = _meant(reading, start, people) if _PRONOUN.search(before) else None
    elif role.title == "board member" or any(word in before for word in REPLACING):
        found = inside[0]
    elif tied and tied["taken"] and _NAMED.match(tied["taken"]):
        found = inside[-1]
    else:
        found = next((each for each in reversed(inside) if each.span_end <= verb), inside[-1])
    phase = role.phase or (_phase_of(tied) if tied else None)
    return replace(role, holder=found.entity_id if found else None, phase=phase)


def _phase_of(tied: re.Match[str]) -> str | None:
    """Return how a role holds that a verb ties to its holder; of a plain past tense nothing is known."""
    if tied["taken"]:
        return "incoming"
    if tied["left"]:
        return "outgoing"
    return "current" if tied["holds"] or tied["is"] == "is" else None


def _meant(reading: Reading, at: int, people: Sequence[Mention]) -> Mention | None:
    """Return whom a pronoun in the sentence at `at` means: the first of the last sentence that names people."""
    index = sentence_at(reading, at)[0]
    near = [each for each in people if index - _MOST_SENTENCES_BACK <= each.sentence_index < index]
    return next((each for each in near if each.sentence_index == near[-1].sentence_index), None)


def _shared(reading: Reading, roles: Sequence[Role]) -> list[Role]:
    """Return the roles with one holder and one phase where two are joined: "president and general manager"."""
    found = list(roles)
    for at in range(len(found) - 1):
        one, other = found[at], found[at + 1]
        if not _JOINED.fullmatch(reading.lowered, one.end, other.start) or (one.holder and other.holder):
            continue
        holder = one.holder or other.holder
        found[at] = replace(one, holder=holder, organization=one.organization or other.organization)
        found[at + 1] = replace(
            other,
            holder=holder,
            phase=other.phase or one.phase,
            organization=other.organization or one.organization,
        )
    return found
