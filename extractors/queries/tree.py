"""What a query asks for, as a tree."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

TextField = Literal["any", "title", "quote"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Folded words that stand side by side; of the last one only the beginning where it is a prefix."""

    words: tuple[str, ...]
    is_prefix: bool = False
    field: TextField = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Phrases that stand together in one field: `within` words or fewer between any and the last to begin."""

    phrases: tuple[Phrase, ...]
    within: int
    field: TextField = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What the article is of: its outlet, an entity that it names, its language, as it was typed."""

    field: Literal["outlet", "entity", "lang"]
    value: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The day of the article, from the first to the last; None leaves that end open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """What must not hold; it begins at the character `at` of the query."""

    part: "Node"
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class And:
    """All of the parts."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Or:
    """One of the parts or more."""

    parts: tuple["Node", ...]


Leaf = Phrase | Near | Named | Days
Node = Leaf | Not | And | Or


def all_leaves(node: Node) -> list[Leaf]:
    """Return the leaves in order."""
    if isinstance(node, Not):
        return all_leaves(node.part)
    if isinstance(node, And | Or):
        return [leaf for part in node.parts for leaf in all_leaves(part)]
    return [node]
