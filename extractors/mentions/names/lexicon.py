"""All that the finders know before they read: watch rules, gazetteers and name models, as one value."""

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from extractors.ids import content_id
from extractors.mentions.names.automaton import Automaton, fold, straighten
from extractors.mentions.names.writings import further_writings, qualifier_of
from extractors.queries.tree import Node
from extractors.records import MentionKind

CaseRule = Literal["name", "exact", "any"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A watched entity's tie to another one, as the watchlist's author states it."""

    kind: str
    entity_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchRule:
    """A watched entity and how its names are recognized; `line` is where the watchlist states it.

    `case`: "name" is as written or all in capitals, "exact" is as written, "any" is in any case.
    """

    rule_id: str
    entity_id: str
    name: str
    kind: MentionKind
    aliases: tuple[str, ...] = ()
    case: CaseRule = "name"
    requires: tuple[str, ...] = ()
    forbids: tuple[str, ...] = ()
    is_short_allowed: bool = True
    ticker: str | None = None
    domain: str | None = None
    relations: tuple[Relation, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Terms that must stand within so many words of each other."""

    terms: tuple[str, ...]
    within_words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchQuery:
    """A named topic: all of `all_of`, one of `any_of`, none of `none_of`, each group of `near`, the `query`."""

    rule_id: str
    entity_id: str
    name: str
    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    near: tuple[Near, ...] = ()
    query: Node | None = None
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSpan:
    """A name in one text, before it is resolved; `method` is the finder, `confidence` from 0 to 1."""

    start: int
    end: int
    kind: MentionKind
    method: str
    confidence: float
    entity_id: str | None = None
    rule_id: str | None = None


def changed(span: NameSpan, **values: Any) -> NameSpan:
    """Return the span with these values: itself where it has them, as most have, in two fifths of the time."""
    is_same = all(getattr(span, name) == value for name, value in values.items())
    return span if is_same else replace(span, **values)


NameModel = Callable[[tuple[str, ...]], tuple[tuple[NameSpan, ...], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageModel:
    """The name model of a language; `trust` is below 1 where it learned others, and lowers what it is sure of."""

    find: NameModel
    version: str
    trust: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An entity of a gazetteer; `is_telling` says that its name alone, without a model, shows that it is meant."""

    entity_id: str
    name: str
    kind: MentionKind
    aliases: tuple[str, ...] = ()
    ticker: str | None = None
    domain: str | None = None
    is_telling: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """Names known beforehand, and the words (in lower case) that tell names from other words."""

    known: tuple[Known, ...] = ()
    given_names: frozenset[str] = frozenset()
    common_words: frozenset[str] = frozenset()
    version: str = "none"


_NO_NAMES = Automaton({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The one value that is passed to the finders; made by `compile_lexicon`."""

    rules: tuple[WatchRule, ...] = ()
    queries: tuple[WatchQuery, ...] = ()
    gazetteer: Gazetteer = field(default_factory=Gazetteer)
    models: Mapping[str, LanguageModel] = field(default_factory=dict)
    cased: Automaton = _NO_NAMES
    folded: Automaton = _NO_NAMES
    terms: Automaton = _NO_NAMES
    term_words: tuple[str, ...] = ()
    known_names: Automaton = _NO_NAMES
    telling: frozenset[str] = frozenset()
    known_by_name: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    rule_by_id: Mapping[str, WatchRule] = field(default_factory=dict)
    qualifiers: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    known_by_id: Mapping[str, Known] = field(default_factory=dict)
    version: str = "empty"


def empty_lexicon() -> Lexicon:
    """Return a lexicon that knows nothing: rules alone find names."""
    return Lexicon()


def compile_lexicon(
    *,
    rules: tuple[WatchRule, ...] = (),
    queries: tuple[WatchQuery, ...] = (),
    gazetteer: Gazetteer | None = None,
    models: Mapping[str, LanguageModel] | None = None,
) -> Lexicon:
    """Return the lexicon of these parts; its version changes when any of them does."""
    gazetteer = gazetteer or Gazetteer()
    known_by_name = _owners_of(_known_names(gazetteer))
    telling = _telling_names(gazetteer, known_by_name)
    writings = list(_rule_writings(rules, gazetteer, known_by_name))
    term_words = tuple(sorted({fold(term) for term in _context_terms(rules, queries)}))
    return Lexicon(
        rules=rules,
        queries=queries,
        gazetteer=gazetteer,
        models=models or {},
        cased=Automaton(_owners_of(_cased_writings(rules, writings))),
        folded=Automaton(_owners_of((fold(name), i) for name, i in writings if rules[i].case == "any")),
        terms=Automaton({term: (number,) for number, term in enumerate(term_words)}),
        term_words=term_words,
        known_names=Automaton(telling),
        telling=frozenset(telling),
        known_by_name=known_by_name,
        rule_by_id={rule.rule_id: rule for rule in rules},
        qualifiers=dict(_rule_qualifiers(rules, gazetteer, known_by_name)),
        known_by_id={known.entity_id: known for known in gazetteer.known},
        version=content_id(rules, queries, gazetteer.version, *_model_versions(models or {})),
    )


def writings_of(lexicon: Lexicon, rule_ids: Set[str]) -> list[str]:
    """Return the names of which one stands in each text that one of these rules of entities can match in."""
    rules = tuple(rule for rule in lexicon.rules if rule.rule_id in rule_ids)
    return [name for name, _ in _rule_writings(rules, lexicon.gazetteer, lexicon.known_by_name)]


def _model_versions(models: Mapping[str, LanguageModel]) -> list[str]:
    """Return the versions of the models, by language."""
    return [models[language].version for language in sorted(models)]


def _rule_writings(
    rules: tuple[WatchRule, ...], gazetteer: Gazetteer, known_by_name: Mapping[str, tuple[int, ...]]
) -> Iterable[tuple[str, int]]:
    """Yield each writing with the number of its rule: what the rules state first, then what follows from that."""
    for number, rule in enumerate(rules):
        yield rule.name, number
        yield from ((alias, number) for alias in rule.aliases)
    stated = {straighten(name) for rule in rules for name in (rule.name, *rule.aliases)}
    for number, rule in enumerate(rules):
        if rule.case == "exact":
            continue
        names = [rule.name, *further_writings(rule.name, rule.kind)]
        for name in names[: 1 + bool(rule.kind != "person")]:
            for owner in known_by_name.get(straighten(name), ()):
                if gazetteer.known[owner].kind == rule.kind and _is_same_name(rule.name, gazetteer.known[owner]):
                    names += [gazetteer.known[owner].name, *gazetteer.known[owner].aliases]
        # What one rule states is not another one's by derivation ("Washington" of two places).
        yield from ((name, number) for name in dict.fromkeys(names) if straighten(name) not in stated)


def _rule_qualifiers(
    rules: tuple[WatchRule, ...], gazetteer: Gazetteer, known_by_name: Mapping[str, tuple[int, ...]]
) -> Iterable[tuple[int, tuple[str, ...]]]:
    """Yield the number of each rule whose name holds a qualifier, and the writings of that."""
    for number, rule in enumerate(rules):
        if qualifier := straighten(qualifier_of(rule.name)):
            owners = [gazetteer.known[owner] for owner in known_by_name.get(qualifier, ())[:1]]
            yield number, (qualifier, *(alias for owner in owners for alias in (owner.name, *owner.aliases)))


def _is_same_name(name: str, known: Known) -> bool:
    """Return whether a name is the known entity's own, not one that it shares ("Washington" may be many)."""
    return straighten(name).lower() in {straighten(own).lower() for own in (known.name, *known.aliases[:1])}


def _cased_writings(rules: tuple[WatchRule, ...], writings: list[tuple[str, int]]) -> Iterable[tuple[str, int]]:
    """Yield the writings that are looked for in the text as it is."""
    for name, number in writings:
        if rules[number].case != "any":
            yield straighten(name), number
        # Short names in capitals ("US", "IT", "MAY") are other words too often.
        if rules[number].case == "name" and len(name) > 4:
            yield straighten(name).upper(), number


def _known_names(gazetteer: Gazetteer) -> Iterable[tuple[str, int]]:
    """Yield each name of the gazetteer with the number of its entity."""
    for number, known in enumerate(gazetteer.known):
        for name in (known.name, *known.aliases):
            yield straighten(name), number
            if len(name) > 4 and not name.isupper():
                yield straighten(name).upper(), number
            if name.isupper() and name.isalpha() and known.kind == "organization" and len(name) in (3, 4):
                yield "".join(f"{letter}." for letter in name), number  # "F.B.I."


def _telling_names(
    gazetteer: Gazetteer, known_by_name: Mapping[str, tuple[int, ...]]
) -> dict[str, tuple[int, ...]]:
    """Return the names of the gazetteer that are looked for: those that are no other word or name."""
    return {
        name: owners
        for name, owners in known_by_name.items()
        if gazetteer.known[owners[0]].is_telling
        and (len(name) > 2 or gazetteer.known[owners[0]].kind == "organization")
        and name.lower() not in gazetteer.common_words
    }


def _context_terms(rules: tuple[WatchRule, ...], queries: tuple[WatchQuery, ...]) -> Iterable[str]:
    """Yield each word or phrase that some rule looks for around a name, or some query anywhere."""
    for rule in rules:
        yield from (*rule.requires, *rule.forbids)
    for query in queries:
        yield from (*query.any_of, *query.all_of, *query.none_of)
        for near in query.near:
            yield from near.terms


def _owners_of(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """Return the numbers that each pattern stands for, in order."""
    owners: dict[str, tuple[int, ...]] = {}
    for pattern, number in pairs:
        if number not in owners.setdefault(pattern, ()):
            owners[pattern] += (number,)
    return owners
