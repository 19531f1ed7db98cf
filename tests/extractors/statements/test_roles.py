"""Roles are found with whose they are, of what body and how they hold; two of one person are told apart."""

import re
from dataclasses import replace
from datetime import date

import pytest

from extractors.mentions.reading.field import mention_at, read_revision
from extractors.records import Statement
from extractors.statements.decided import Decision
from extractors.statements.find import find_statements
from extractors.statements.offices import contrast_roles, group_roles
from tests.extractors.mentions.revisions import revision

_MARKED = re.compile(r"\[([^\]]+)\]|\{([^}]+)\}")


def roles_in(marked: str, article_id: str = "a") -> list[Statement]:
    """Return the roles in a text whose people stand in brackets and whose bodies in braces."""
    made = revision(_MARKED.sub(lambda match: match[1] or match[2], marked), published=date(2026, 3, 2))
    readings = [each for each in read_revision(made) if each.field == "text"]
    names, cut = [], 0
    for match in _MARKED.finditer(marked):
        kind, name = ("person", match[1]) if match[1] else ("organization", match[2])
        start = match.start() - cut
        named = {"entity_id": f"{kind}:{name}", "method": "", "method_version": "", "confidence": 1.0}
        names.append(mention_at(readings[0], kind, start, start + len(name), **named))
        cut += 2
    found = [each for each in find_statements(readings, names) if each.kind == "role"]
    return [_of(each, article_id) for each in found]


def _of(statement: Statement, article_id: str) -> Statement:
    return replace(statement, article_id=article_id, statement_id=f"{article_id}{statement.statement_id}")


# Each text with its roles: title, phase, holder, body.
CASES = {
    "before the name": ("{Acme} CEO [Ann Lee] left.", [("ceo", None, "Ann Lee", "Acme")]),
    "behind the name": ("[Ann Lee], chief executive of {Acme}, left.", [("ceo", None, "Ann Lee", "Acme")]),
    "in commas before the name": (
        "The governor of the province, [Ann Lee], said so.",
        [("governor", None, "Ann Lee", None)],
    ),
    "former": ("[Jo Day], a former {Acme} executive, spoke.", [("executive", "former", "Jo Day", "Acme")]),
    "current": (
        "[Jo Day], current chief strategy officer, spoke.",
        [("chief strategy officer", "current", "Jo Day", None)],
    ),
    "taken up": ("[Jo Day] will take over as interim CEO of {Acme}.", [("ceo", "interim", "Jo Day", "Acme")]),
    "held": ("[Jo Day] serves as chairwoman of {Acme}.", [("chair", "current", "Jo Day", "Acme")]),
    "left": ("[Jo Day] was fired as head coach.", [("head coach", "outgoing", "Jo Day", None)]),
    "for a time": (
        "[Jo Day] was named coach for the rest of the season.",
        [("coach", "interim", "Jo Day", None)],
    ),
    "the one who replaces": (
        "[Jo Day] will replace [Al Roe] as the interim head coach.",
        [("head coach", "interim", "Jo Day", None)],
    ),
    "by a pronoun": (
        "[Jo Day] left MIT. He was a special assistant to [Al Roe].",
        [("special assistant", None, "Jo Day", None)],
    ),
    "two at once": (
        "{Acme} president and general manager [Jo Day] spoke.",
        [("president", None, "Jo Day", "Acme"), ("general manager", None, "Jo Day", "Acme")],
    ),
    "each with its name": (
        "CEO [Jo Day] and general manager [Al Roe] flew.",
        [("ceo", None, "Jo Day", None), ("general manager", None, "Al Roe", None)],
    ),
    "of the board": ("[Jo Day] will serve on {Acme}'s board.", [("board member", None, "Jo Day", "Acme")]),
    "founded with others": ("[Jo Day] left to co-found {Acme} in 2016.", [("co-founder", None, "Jo Day", "Acme")]),
    "to lead a body": ("It hired [Jo Day] to lead the new lab.", [("leader", "incoming", "Jo Day", None)]),
    "a deputy, either way": (
        "Police deputy chief [Jo Day] spoke.",
        [("deputy police chief", None, "Jo Day", None)],
    ),
    "denied": ("[Jo Day] has never been a coach.", []),
    "of a name that is not known": ("With [Jo Day], CEO Larry Loo came.", []),
    "a free agent": ("They want free agent [Jo Day] now.", []),
    "of nobody": ("The sergeant fired. [Jo Day] ran.", []),
}


@pytest.mark.parametrize("name", CASES)
def test_roles_are_found(name: str) -> None:
    marked, expected = CASES[name]
    found = [
        (each.value_text, each.qualifier, *(part.partition(":")[2] for part in (*each.entity_ids, "")[:2]))
        for each in roles_in(marked)
    ]
    assert found == [(title, phase, holder, body or "") for title, phase, holder, body in expected]


def test_a_field_of_another_language_has_none() -> None:
    made = revision("Der CEO Jo Day sprach.", language="de")
    assert find_statements(read_revision(made), []) == ()


FORMER = "[Jo Day], former chief strategy officer of {Acme}, left."
CURRENT = "[Jo Day], current chief strategy officer, left."
# Two texts with what is said of the roles of one person; None where nothing is.
CONTRASTS = {
    "former against current": (FORMER, CURRENT, ("differs", "former against current chief strategy officer")),
    "of another body": (
        "[Jo Day], a former {Uber} executive, left.",
        CURRENT,
        ("compatible", "current chief strategy officer and former executive"),
    ),
    "two chiefs": ("{Acme} CEO [Jo Day] left.", "{Acme} COO [Jo Day] left.", ("differs", "ceo against coo")),
    "two chiefs of two bodies": ("{Acme} CEO [Jo Day] left.", "{Bolt} COO [Jo Day] left.", None),
    "the rank below": (
        "Vice president [Jo Day] left.",
        "Senior vice president [Jo Day] left.",
        ("differs", "senior vice president against vice president"),
    ),
    "an adviser's rank is none": ("Adviser [Jo Day] left.", "Senior adviser [Jo Day] left.", None),
    "a judge's rank is none": ("Justice [Jo Day] left.", "Associate justice [Jo Day] left.", None),
    "a title that is kept": (
        "[Jo Day], the former mayor, left.",
        "Mayor [Jo Day] left.",
        ("compatible", "only one says former"),
    ),
    "vaguer": ("{Acme} CEO [Jo Day] left.", "CEO [Jo Day] left.", None),
    "more of it": ("President [Jo Day] left.", "President and general manager [Jo Day] left.", None),
    "one text has both": (f"{FORMER} {CURRENT}", CURRENT, None),
}


@pytest.mark.parametrize("name", CONTRASTS)
@pytest.mark.parametrize("is_turned", [False, True], ids=["as given", "turned"])
def test_two_texts_are_told_apart(name: str, is_turned: bool) -> None:
    one, other, expected = CONTRASTS[name]
    statements = [*roles_in(one, "a"), *roles_in(other, "b")]
    statements.sort(key=lambda each: each.statement_id, reverse=is_turned)
    found = [each for group in group_roles(statements) for each in contrast_roles(statements, group)]
    assert [each.verdict for each in found] == ([expected[0]] if expected else [])
    assert all(expected is not None and expected[1] in each.reason for each in found)


@pytest.mark.parametrize(("decided", "expected"), [("apart", []), ("conflict", ["conflict"])])
def test_what_a_person_decided_wins(decided: str, expected: list[str]) -> None:
    statements = [*roles_in(FORMER, "a"), *roles_in(CURRENT, "b")]
    [group] = group_roles(statements)
    [said] = contrast_roles(statements, group)
    sides = tuple(
        (statements[at].statement_id, key, None)
        for at, key in zip(
            said.evidence,
            ("chief strategy officer", "former chief strategy officer of organization:Acme"),
            strict=True,
        )
    )
    decision = Decision(decided=decided, kind="role", sides=sides, reason=None)  # type: ignore[arg-type]
    assert [each.verdict for each in contrast_roles(statements, group, [decision])] == expected
