"""The entities that a document names in full, and all that its shorter writings may mean."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from extractors.mentions.names.automaton import straighten
from extractors.mentions.names.lexicon import Lexicon, NameSpan, WatchRule
from extractors.mentions.names.persons import inner_writings, suffix_of, surname_writings
from extractors.mentions.names.shortforms import (
    from_capitals,
    head_of,
    person_parts,
    short_forms,
    spells,
    words_of,
)
from extractors.mentions.reading.field import Reading
from extractors.records import Entity, MentionKind

# "Merkels Partei", "Nederlands beleid": the genitive of names has an s and no apostrophe.
_WITH_GENITIVE = frozenset(("da", "de", "nb", "nl", "nn", "no", "sv"))
_LEAST_GENITIVE = 5
_IBERIAN = frozenset(("ca", "es", "gl", "pt"))
_ACRONYM = re.compile(r"\s?\((?:the )?[\"“']?([A-Z][A-Za-z&.-]{1,9})[\"”']?\)")


@dataclass(slots=True)
class Cast:
    """The entities of one document, the writings that name each, and the short ones with all they may mean.

    `inner` are parts of people's names that are one only where a finder saw them; `is_iberian` tells Spanish and
    Portuguese, which call people by any of them ("Lula").
    """

    entities: dict[str, Entity] = field(default_factory=dict)
    full: dict[str, str] = field(default_factory=dict)
    short: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    given: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    inner: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    heads: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    counts: Counter[str] = field(default_factory=Counter)
    defined: dict[str, str] = field(default_factory=dict)
    capitals: dict[str, str] = field(default_factory=dict)
    is_iberian: bool = False


def cast_of(readings: tuple[Reading, ...], spans: list[list[NameSpan]], lexicon: Lexicon) -> Cast:
    """Return the entities that the spans name in full, with the short forms that this allows."""
    cast = Cast(is_iberian=any(reading.language in _IBERIAN for reading in readings))
    loose: dict[str, MentionKind] = {}
    seen: Counter[str] = Counter()
    for reading, found in zip(readings, spans, strict=True):
        for span in found:
            surface = surface_of(reading, span)
            if span.rule_id and span.rule_id in lexicon.rule_by_id:
                rule = lexicon.rule_by_id[span.rule_id]
                _admit(cast, watched_entity(rule), surface)
                if rule.is_short_allowed:
                    _admit_short_forms(cast, rule.entity_id, surface, rule.kind, lexicon)
            elif span.entity_id and span.entity_id in lexicon.known_by_id:
                known = lexicon.known_by_id[span.entity_id]
                entity = Entity(
                    entity_id=known.entity_id, name=known.name, kind=known.kind, origin="gazetteer",
                    ticker=known.ticker, domain=known.domain,
                )  # fmt: skip
                _admit(cast, entity, surface)
                _admit_short_forms(cast, known.entity_id, surface, known.kind, lexicon)
            else:
                loose.setdefault(surface, span.kind)
                seen[surface] += 1
            _define_acronym(cast, reading, span, surface)
    has_genitives = any(reading.language in _WITH_GENITIVE for reading in readings)
    _admit_found(cast, loose, lexicon, has_genitives=has_genitives)
    for name, count in seen.items():
        cast.counts[cast.full.get(name, name)] += count - 1
    return cast


def watched_entity(rule: WatchRule) -> Entity:
    """Return the entity that a rule of the watchlist is about."""
    return Entity(
        entity_id=rule.entity_id, name=rule.name, kind=rule.kind, origin="watchlist", ticker=rule.ticker,
        domain=rule.domain,
    )  # fmt: skip


def _admit(cast: Cast, entity: Entity, surface: str) -> None:
    """Add the entity under this writing."""
    cast.entities.setdefault(entity.entity_id, entity)
    cast.full.setdefault(surface, entity.entity_id)


def _admit_short_forms(cast: Cast, entity_id: str, name: str, kind: MentionKind, lexicon: Lexicon) -> None:
    """Add what the name may be shortened to."""
    cast.counts[entity_id] += 1
    if kind == "person":
        _admit_person(cast, entity_id, name, lexicon)
        return
    if kind == "organization" and (head := head_of(name)):
        cast.heads[head].add(entity_id)
    for form in short_forms(name, kind, lexicon.gazetteer.common_words):
        if not _is_other_name(form, kind, lexicon):
            cast.short[form].add(entity_id)


def _admit_person(cast: Cast, entity_id: str, name: str, lexicon: Lexicon) -> None:
    """Add given name and surname."""
    given, surname = (*person_parts(name), "", "")[:2]
    for part, meanings in ((given, cast.given), (surname, cast.short)):
        if part and part not in lexicon.telling:
            meanings[part].add(entity_id)
            cast.capitals.setdefault(part.upper(), part)
    for writing in surname_writings(name):
        cast.short[writing].add(entity_id)
    for writing in inner_writings(name, is_iberian=cast.is_iberian):
        cast.inner[writing].add(entity_id)


def _is_other_name(form: str, kind: MentionKind, lexicon: Lexicon) -> bool:
    """Return whether a short form of an organization is the name of a listed place ("University of Helsinki")."""
    return kind == "organization" and any(
        lexicon.gazetteer.known[number].kind == "place" for number in lexicon.known_by_name.get(form, ())
    )


def _admit_found(
    cast: Cast, loose: dict[str, MentionKind], lexicon: Lexicon, *, has_genitives: bool = False
) -> None:
    """Add the names that no list holds, the longest first, so that a short one finds the full one there."""
    for name, kind in sorted(
        loose.items(), key=lambda pair: (-len(words_of(pair[0])), pair[0].isupper(), pair[0])
    ):
        usual = from_capitals(name)
        if usual != name and usual in cast.full:
            cast.full[name] = cast.full[usual]
        if name in cast.full or meaning_of(name, cast):
            continue
        if has_genitives and _admit_genitive(cast, name, kind, lexicon):
            continue
        if known := _known_entity(name, kind, lexicon):
            _admit(cast, known, name)
            _admit_short_forms(cast, known.entity_id, name, kind, lexicon)
            continue
        if kind == "person":
            entity_id = _same_person(cast, name)
            if entity_id is None and not person_parts(name):
                continue  # a surname alone names nobody
        else:
            entity_id = None
        entity_id = entity_id or _found_id(kind, usual)
        _admit(cast, Entity(entity_id=entity_id, name=usual, kind=kind, origin="found"), name)
        _admit_short_forms(cast, entity_id, usual, cast.entities[entity_id].kind, lexicon)


def _admit_genitive(cast: Cast, name: str, kind: MentionKind, lexicon: Lexicon) -> bool:
    """Add a name with an s as a writing of the one without it; return whether there is such a one."""
    stem = name.removesuffix("s")
    if len(name) < _LEAST_GENITIVE or stem == name:
        return False
    meant = {one for one in meaning_of(stem, cast) if cast.entities[one].kind == kind}
    if not meant and (known := _known_entity(stem, kind, lexicon)):
        _admit(cast, known, stem)
        meant = {known.entity_id}
    if stem in cast.full and meant:
        cast.full[name] = next(iter(meant))
    elif meant:
        cast.short[name] |= meant
    return bool(meant)


def _known_entity(name: str, kind: MentionKind, lexicon: Lexicon) -> Entity | None:
    """Return the first listed entity of this name and kind: lists begin with the best known."""
    for number in lexicon.known_by_name.get(name, ()):
        known = lexicon.gazetteer.known[number]
        if known.kind == kind:
            return Entity(
                entity_id=known.entity_id, name=known.name, kind=kind, origin="gazetteer", ticker=known.ticker,
                domain=known.domain,
            )  # fmt: skip
    return None


def _same_person(cast: Cast, name: str) -> str | None:
    """Return the one person whose given name, surname and suffix are those of `name` (middle names aside)."""
    parts = person_parts(name)
    same = cast.given.get(parts[0], set()) & cast.short.get(parts[1], set()) if len(parts) == 2 else set()
    same = {one for one in same if suffix_of(cast.entities[one].name) == suffix_of(name)}
    return next(iter(same)) if len(same) == 1 else None


def _define_acronym(cast: Cast, reading: Reading, span: NameSpan, surface: str) -> None:
    """Note the acronym that stands in brackets behind a name and spells it."""
    match = _ACRONYM.match(reading.text, span.end)
    if match and spells(match[1], surface):
        cast.defined.setdefault(match[1], surface)


def surface_of(reading: Reading, span: NameSpan) -> str:
    """Return the name at a span as one line, like characters made the same."""
    return " ".join(straighten(reading.text[span.start : span.end]).split())


def _found_id(kind: MentionKind, name: str) -> str:
    """Return the id of an entity that no list holds: kind and name, so that the same id has the same name."""
    return f"{kind}:{name}"


def team_of(cast: Cast, surface: str) -> Entity:
    """Return the organization of this name, added to the cast."""
    name = from_capitals(surface)
    team = Entity(entity_id=_found_id("organization", name), name=name, kind="organization", origin="found")
    return cast.entities.setdefault(team.entity_id, team)


def meaning_of(surface: str, cast: Cast) -> set[str]:
    """Return the entities that a writing may mean in this document."""
    if surface in cast.full:
        return {cast.full[surface]}
    if surface in cast.defined and cast.defined[surface] in cast.full:
        return {cast.full[cast.defined[surface]]}
    if surface in cast.capitals and len(surface) > 3 and surface not in cast.short:
        surface = cast.capitals[surface]  # "TRUMP SPEAKS" is of whom the text calls Trump
    named, called = cast.short.get(surface, set()), cast.given.get(surface, set())
    if len(cast.heads.get(surface, ())) == 1 and not named | called:
        return cast.heads[surface]
    often = max((cast.counts[one] for one in named), default=0)
    # One "Warhol Polaroid" beside many an "Andy Warhol" is a slip of the finder, not a second person.
    is_slip = often > 2 and all(cast.counts[other] == 1 for other in called - named)
    return named if is_slip else (named | called) or cast.inner.get(surface, set())
