"""The watchlist as people write it (TOML) into watch rules and queries, with errors that name file and line."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from extractors.errors import QueryError, WatchlistError
from extractors.mentions.names.lexicon import CaseRule, Near, Relation, WatchQuery, WatchRule
from extractors.queries.parse import parse_query
from extractors.queries.tree import Days, Named, Node, all_leaves
from extractors.records import MentionKind

_ENTITY_KINDS: tuple[MentionKind, ...] = ("person", "organization", "place", "product", "event")
_ENTITY_KEYS = {
    "id": str, "name": str, "type": str, "aliases": list, "case": str, "required": list, "forbidden": list,
    "short_form": bool, "ticker": str, "domain": str, "relations": list,
}  # fmt: skip
_QUERY_KEYS = {"id": str, "name": str, "any": list, "all": list, "none": list, "near": list, "query": str}
_MAX_TERM = 200  # code points of one name or term
_MAX_TERMS = 1_000  # names or terms of one rule
_HEADER = re.compile(r"^\s*\[\[\s*(entity|query)\s*\]\]")
# What nobody writes who means the words themselves.
_OPERATOR = re.compile(r"[()\"]|\b(?:AND|OR|NOT)\b|\bNEAR/")
_TOML_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchlist:
    """The rules and queries of a watchlist, in the order of the file."""

    rules: tuple[WatchRule, ...] = ()
    queries: tuple[WatchQuery, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One `[[entity]]` or `[[query]]` table of the file, with the line that it starts on."""

    file: str
    lines: tuple[str, ...]
    line: int
    keys: Mapping[str, Any]

    def error(self, message: str, key: str | None = None) -> WatchlistError:
        """Return the error, on the line of the key where the block has such a line."""
        for offset, line in enumerate(self.lines[self.line :] if key and self.line else ()):
            if _HEADER.match(line):
                break
            if line.split("=")[0].strip() == key:
                return WatchlistError(self.file, self.line + offset + 1, message)
        return WatchlistError(self.file, max(self.line, 1), message)


def parse_watchlist(source: str, file: str = "watchlist.toml") -> Watchlist:
    """Return the watchlist that `source` states; raise WatchlistError at its first mistake."""
    try:
        tables = tomllib.loads(source)
    except (ValueError, RecursionError) as error:
        at = _TOML_LINE.search(str(error))
        line = int(at[1]) if at else source.count("\n") + 1
        raise WatchlistError(file, line, f"not valid TOML: {str(error).split(' (at ')[0]}") from None
    for key in tables:
        if key not in ("entity", "query"):
            raise WatchlistError(
                file, _line_of(source, key), f"unknown key {key!r}; known are [[entity]], [[query]]"
            )
    entities = _blocks_of("entity", tables, source, file)
    queries = _blocks_of("query", tables, source, file)
    _check_ids(entities + queries)
    rules = tuple(_read_rule(block) for block in entities)
    _check_relations(entities, rules)
    return Watchlist(rules=rules, queries=tuple(_read_query(block) for block in queries))


def _line_of(source: str, key: str) -> int:
    """Return the first line that names the key as a table or a value; 1 where none does."""
    for number, line in enumerate(source.splitlines(), 1):
        if line.strip().lstrip("[").startswith(key):
            return number
    return 1


def _blocks_of(kind: str, tables: Mapping[str, Any], source: str, file: str) -> list[Block]:
    """Return the blocks of one kind with their lines, which count from 1; 0 where the file writes them inline."""
    found = tables.get(kind, [])
    if not isinstance(found, list) or not all(isinstance(keys, dict) for keys in found):
        raise WatchlistError(file, _line_of(source, kind), f"write each one as [[{kind}]]")
    lines = tuple(source.split("\n"))
    heads = [n for n, line in enumerate(lines, 1) if (m := _HEADER.match(line)) and m[1] == kind]
    if len(heads) != len(found):
        heads = [0] * len(found)
    return [Block(file=file, lines=lines, line=n, keys=keys) for n, keys in zip(heads, found, strict=True)]


def _check_ids(blocks: list[Block]) -> None:
    """Raise WatchlistError where an id is missing, empty or stands twice."""
    first: dict[str, int] = {}
    for block in blocks:
        key = block.keys.get("id")
        if not isinstance(key, str) or not key.strip():
            raise block.error("id is missing or not a text", "id")
        if key in first:
            raise block.error(f"id {key!r} is taken already, on line {first[key]}", "id")
        first[key] = block.line


def _check_relations(blocks: list[Block], rules: tuple[WatchRule, ...]) -> None:
    """Raise WatchlistError where a relation names an entity that the file does not hold."""
    ids = {rule.entity_id for rule in rules}
    for block, rule in zip(blocks, rules, strict=True):
        for relation in rule.relations:
            if relation.entity_id not in ids:
                raise block.error(f"relation to unknown entity {relation.entity_id!r}", "relations")


def _check_keys(block: Block, known: Mapping[str, type]) -> None:
    """Raise WatchlistError at an unknown key, a value of the wrong type, or a missing name."""
    for key, value in block.keys.items():
        if key not in known:
            raise block.error(f"unknown key {key!r}; known are {', '.join(known)}", key)
        if not isinstance(value, known[key]):
            raise block.error(f"{key} must be {known[key].__name__}, not {type(value).__name__}", key)
    if not block.keys.get("name", "").strip():
        raise block.error("name is missing or empty", "name")


def _read_terms(block: Block, key: str) -> tuple[str, ...]:
    """Return the names or terms under a key; raise WatchlistError where one is no usable text."""
    return _check_terms(block, key, block.keys.get(key, []))


def _check_terms(block: Block, key: str, terms: Any) -> tuple[str, ...]:
    """Return the terms, white space made single; raise WatchlistError where one is no usable text."""
    if not isinstance(terms, list) or len(terms) > _MAX_TERMS:
        raise block.error(f"{key} must be a list of at most {_MAX_TERMS} texts", key)
    for term in terms:
        if not isinstance(term, str) or not any(char.isalnum() for char in term):
            raise block.error(f"{key} holds {term!r}, which has no letter or digit", key)
        if len(term) > _MAX_TERM:
            raise block.error(f"{key} holds a text of {len(term)} characters; {_MAX_TERM} are allowed", key)
    return tuple(" ".join(term.split()) for term in terms)


def _read_rule(block: Block) -> WatchRule:
    """Return the rule that an `[[entity]]` states."""
    _check_keys(block, _ENTITY_KEYS)
    keys = block.keys
    kind, case = keys.get("type"), keys.get("case", "name")
    if kind not in _ENTITY_KINDS:
        raise block.error(f"type must be one of {', '.join(_ENTITY_KINDS)}, not {kind!r}", "type")
    if case not in get_args(CaseRule):
        raise block.error(f"case must be one of {', '.join(get_args(CaseRule))}, not {case!r}", "case")
    return WatchRule(
        rule_id=keys["id"],
        entity_id=keys["id"],
        name=_check_terms(block, "name", [keys["name"]])[0],
        kind=kind,
        aliases=_read_terms(block, "aliases"),
        case=case,
        requires=_read_terms(block, "required"),
        forbids=_read_terms(block, "forbidden"),
        is_short_allowed=keys.get("short_form", True),
        ticker=keys.get("ticker"),
        domain=keys.get("domain"),
        relations=tuple(_read_relation(block, relation) for relation in keys.get("relations", [])),
        line=block.line,
    )


def _read_relation(block: Block, relation: Any) -> Relation:
    """Return the relation that `{ kind = "…", entity = "…" }` states."""
    if not isinstance(relation, dict) or set(relation) != {"kind", "entity"}:
        raise block.error('a relation is written { kind = "…", entity = "…" }', "relations")
    if not all(isinstance(value, str) and value.strip() for value in relation.values()):
        raise block.error("kind and entity of a relation must be texts", "relations")
    return Relation(kind=relation["kind"], entity_id=relation["entity"])


def _read_query(block: Block) -> WatchQuery:
    """Return the query that a `[[query]]` states; it must ask for something."""
    _check_keys(block, _QUERY_KEYS)
    query = WatchQuery(
        rule_id=block.keys["id"],
        entity_id=block.keys["id"],
        name=block.keys["name"],
        any_of=_read_terms(block, "any"),
        all_of=_read_terms(block, "all"),
        none_of=_read_terms(block, "none"),
        near=tuple(_read_near(block, near) for near in block.keys.get("near", [])),
        query=_read_boolean(block),
        line=block.line,
    )
    if not (query.any_of or query.all_of or query.near or query.query):
        raise block.error("the query asks for nothing: give query, any, all or near")
    for key, terms in (("any", query.any_of), ("all", query.all_of), ("none", query.none_of)):
        for term in terms:
            if _OPERATOR.search(term):
                raise block.error(
                    f"{key} holds {term!r}, which stands for these very words; for AND, OR, NOT and"
                    " brackets write query = '…'",
                    key,
                )
    return query


def _read_boolean(block: Block) -> Node | None:
    """Return what `query = '…'` asks for, in the words of `cuttings search`; of the article only what it says."""
    if "query" not in block.keys:
        return None
    try:
        node = parse_query(block.keys["query"])
    except QueryError as error:
        raise block.error(f"query, character {error.at + 1}: {error.message}", "query") from None
    if any(isinstance(leaf, Named | Days) or leaf.field == "quote" for leaf in all_leaves(node)):
        raise block.error("of the fields only title: is for topics; the others are for searches", "query")
    return node


def _read_near(block: Block, near: Any) -> Near:
    """Return the group that `{ terms = […], words = N }` states."""
    if not isinstance(near, dict) or set(near) - {"terms", "words"} or "terms" not in near:
        raise block.error("near is a list of { terms = […], words = N }", "near")
    terms, words = _check_terms(block, "near", near["terms"]), near.get("words", 10)
    if len(terms) < 2 or not isinstance(words, int) or not 1 <= words <= 1_000:
        raise block.error("near needs two terms or more and words from 1 to 1000", "near")
    return Near(terms=terms, within_words=words)
