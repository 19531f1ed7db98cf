"""Names in the fields of a revision: found, given one kind per document, and tied to entities."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from extractors.mentions.names.automaton import straighten
from extractors.mentions.names.capitals import find_capitals, find_in_headlines
from extractors.mentions.names.cast import watched_entity
from extractors.mentions.names.firms import find_firms, find_teams, join_firms, join_offices, part_firms
from extractors.mentions.names.lexicon import LanguageModel, Lexicon, NameSpan
from extractors.mentions.names.persons import find_family_first
from extractors.mentions.names.referents import Place, resolve
from extractors.mentions.names.votes import (
    confirmed,
    find_datelines,
    find_seats,
    keep_likely,
    lengthen,
    settle_kinds,
    tidy,
)
from extractors.mentions.names.watched import find_known, find_terms, find_topics, find_watched, without_overlap
from extractors.mentions.reading.field import Reading, mention_at
from extractors.records import Entity, EntityAlias, EntityRelation, Mention

_METHOD_VERSION = "names-11"
# A name less likely is none. From no threshold to .70 type F1 rises on all open sets, and is flat to .75 (November
# 2026): IEER .837 to .845, CoNLL++ .805 to .813, held-out Wikigold .672 to .701, FiNER .702 to .717.
_LEAST_CONFIDENCE = 0.72
# German nouns have capitals as names have. On the part of GermEval's development set that is kept from training
# type F1 is .692 from .72 on, .702 from .78 on, .691 from .84 on (2026-11-27); Dutch and Italian gain nothing so.
_LEAST_OF_LANGUAGE = {"de": 0.78}
# Of German and Dutch organizations most were labelled by Wikipedia's links, which go to any article: at .72 (in
# German .78), .85, .9, .95 type F1 of GermEval is .653, .656, .659, .660, of CoNLL-2002 .698, .705, .706, .706
# (open sets, 2026-11-28; halves of GermEval agree). Languages with newspapers of their own lose so.
_LEAST_ORGANIZATION = {"de": 0.9, "nl": 0.9}
# Of a model that never saw the language: what it is less sure of are often words of it.
_LEAST_ABROAD = 0.9
_MOST_MODELLED = 1_000_000
_PLACED = re.compile(r"\b(?:in|from|to|at|near|of|for|outside|around) (?:the )?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameFindings:
    """The names of a revision, the entities that they name, and the names of those that stand in it."""

    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    aliases: tuple[EntityAlias, ...] = ()
    relations: tuple[EntityRelation, ...] = ()


def find_watched_topics(readings: tuple[Reading, ...], lexicon: Lexicon) -> list[Mention]:
    """Return the mentions of watched topics alone, for which no name has to be found."""
    terms = find_terms(tuple(reading.text for reading in readings), lexicon)
    return _topic_mentions(readings, find_topics(readings, lexicon, terms), lexicon)


def _topic_mentions(
    readings: tuple[Reading, ...], topics: list[list[NameSpan]], lexicon: Lexicon
) -> list[Mention]:
    return [
        _named(reading, Place(reading=0, span=span, form="alias"), lexicon)
        for reading, spans in zip(readings, topics, strict=True)
        for span in spans
    ]


def find_entities(readings: tuple[Reading, ...], lexicon: Lexicon) -> NameFindings:
    """Return the people, organizations, places, products, events and watched topics that the readings name."""
    terms = find_terms(tuple(reading.text for reading in readings), lexicon)
    modelled = _find_modelled(readings, lexicon)
    watched = find_watched(readings, lexicon, terms, modelled)
    found = _find_names(readings, lexicon, modelled)
    spans = _settle(readings, watched, found, modelled)
    if _is_english(readings):
        spans = lengthen(tuple(reading.text for reading in readings), spans, lexicon.gazetteer.common_words)
    places, entities = resolve(readings, spans, lexicon)
    topics = find_topics(readings, lexicon, terms)
    mentions = [_named(readings[place.reading], place, lexicon) for place in places]
    mentions += _topic_mentions(readings, topics, lexicon)
    relations, related = _relations_of(entities, lexicon)
    return NameFindings(
        mentions=tuple(mentions),
        entities=tuple(entities.values()) + _topic_entities(topics, lexicon) + related,
        aliases=_aliases_of(mentions, entities),
        relations=relations,
    )


def _find_modelled(readings: tuple[Reading, ...], lexicon: Lexicon) -> list[list[NameSpan]]:
    """Return all that the model of its language takes for names in each reading, sure or not."""
    texts = tuple(reading.text for reading in readings)
    model = _model_of(readings, lexicon)
    if model is None:
        return [[] for _ in texts]
    # What stands behind the first million code points is left to the lists: 200,000 words take seconds enough.
    read = model.find(tuple(text[:_MOST_MODELLED] for text in texts))
    language = _language_of(readings)
    cleaned = [
        [tidied for span in spans if (tidied := tidy(text, span, language))]
        for text, spans in zip(texts, read, strict=True)
    ]
    if language != "en":
        cleaned = [
            [confirmed(text, span, lexicon) for span in spans] for text, spans in zip(texts, cleaned, strict=True)
        ]
    return [
        join_offices(text, join_firms(text, part_firms(text, without_overlap(spans), lexicon), lexicon))
        for text, spans in zip(texts, cleaned, strict=True)
    ]


def _model_of(readings: tuple[Reading, ...], lexicon: Lexicon) -> LanguageModel | None:
    """Return the model of the language that the readings are in; None where it has none or is not known."""
    language = _language_of(readings)
    return lexicon.models.get(language) if language else None


def _language_of(readings: tuple[Reading, ...]) -> str | None:
    """Return the language that the readings are in; None where it is not known."""
    return next((reading.language for reading in readings if reading.language), None)


def _is_english(readings: tuple[Reading, ...]) -> bool:
    """Return whether the readings are in English."""
    return any(reading.language == "en" for reading in readings)


def _find_names(
    readings: tuple[Reading, ...], lexicon: Lexicon, modelled: list[list[NameSpan]]
) -> list[list[NameSpan]]:
    """Return the names that datelines, model, gazetteer and capitals give in each reading, in this order."""
    texts = tuple(reading.text for reading in readings)
    model = _model_of(readings, lexicon)
    language = _language_of(readings) or ""
    least = _LEAST_OF_LANGUAGE.get(language, _LEAST_CONFIDENCE)
    least = _LEAST_ABROAD if model and model.trust < 1 else least
    least_organization = max(least, _LEAST_ORGANIZATION.get(language, least))
    teams = [list(find_teams(text, lexicon)) for text in texts]
    found = []
    likely = keep_likely(texts, modelled, least, least_organization)
    for text, own_teams, sure in zip(texts, teams, likely, strict=True):
        ruled = _overlay(
            [*find_datelines(text), *find_seats(text), *own_teams], [*find_family_first(text), *find_firms(text)]
        )
        found.append(_overlay(ruled, sure))
    found = settle_kinds(texts, found, lexicon)
    if any(line_names := find_in_headlines(texts, found, lexicon.gazetteer)):
        found = [_overlay(large, own) for large, own in zip(line_names, found, strict=True)]
    for number, text in enumerate(texts):
        plain = straighten(text)
        found[number] = _overlay(teams[number], found[number])  # whatever their names are elsewhere
        known = find_known(plain, lexicon, language)
        found[number] = _overlay(_without_parts(found[number], known), known)
        if _is_english(readings) and model is None:
            found[number] = _overlay(found[number], list(find_capitals(text, lexicon.gazetteer)))
    return found


def _settle(
    readings: tuple[Reading, ...],
    watched: list[list[NameSpan]],
    found: list[list[NameSpan]],
    modelled: list[list[NameSpan]],
) -> list[list[NameSpan]]:
    """Return watched and found names without overlap: the watched one, unless it is a word of another's name."""
    surnames = {
        reading.text[span.start : span.end].split()[-1]
        for reading, spans in zip(readings, found, strict=True)
        for span in spans
        if span.kind == "person"
        and span.method == "model"
        and len(reading.text[span.start : span.end].split()) > 1
    }
    settled = []
    for reading, rules, names, models in zip(readings, watched, found, modelled, strict=True):
        plain = straighten(reading.text)
        starts = {span.start for span in rules}
        kept = [span for span in rules if not _is_part(plain, span, models, surnames, starts)]
        settled.append([span for span in _overlay(kept, names) if span.method != "model" or span.kind != "event"])
    return settled


def _is_part(
    plain: str, span: NameSpan, models: list[NameSpan], surnames: set[str], watched_starts: set[int]
) -> bool:
    """Return whether a watched name of one word is, by the model, part of a longer name or somebody's surname.

    What goes on with another watched name ("U.S. Republican Party") are two.
    """
    word = plain[span.start : span.end]
    if " " in word:
        return False
    if (
        word in surnames
        and span.kind != "person"
        and not _PLACED.search(plain, max(0, span.start - 12), span.start)
    ):
        return True
    place = bisect_right(models, span.start, key=lambda other: other.start) - 1
    other = models[place] if place >= 0 else None
    if other is None or other.end < span.end or other.kind == span.kind:
        return False
    if span.start == other.start and span.end + 1 in watched_starts and span.end < other.end:
        return False
    is_sure = other.confidence >= _LEAST_CONFIDENCE or span.kind == "place"
    return is_sure and " " in plain[other.start : other.end]


def _without_parts(spans: list[NameSpan], known: list[NameSpan]) -> list[NameSpan]:
    """Return the spans that are no part of a longer known name."""
    starts = [span.start for span in known]
    kept = []
    for span in spans:
        place = bisect_right(starts, span.start) - 1
        other = known[place] if place >= 0 else span
        if not (other.end >= span.end and other.end - other.start > span.end - span.start):
            kept.append(span)
    return kept


def _overlay(first: list[NameSpan], second: list[NameSpan]) -> list[NameSpan]:
    """Return all spans of `first`, and those of `second` that touch none of them, in order."""
    taken = sorted(first, key=lambda span: span.start)
    kept, index = list(taken), 0
    for span in sorted(second, key=lambda s: s.start):
        while index < len(taken) and taken[index].end <= span.start:
            index += 1
        if index == len(taken) or taken[index].start >= span.end:
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _named(reading: Reading, place: Place, lexicon: Lexicon) -> Mention:
    """Return the mention of a resolved name."""
    span = place.span
    model = _model_of((reading,), lexicon) if span.method == "model" else None
    version = model.version if model else _METHOD_VERSION
    confidence = round(span.confidence * (model.trust if model else 1), 3)
    return mention_at(
        reading, span.kind, span.start, span.end, entity_id=span.entity_id, form=place.form, method=span.method,
        method_version=version, rule_id=span.rule_id, confidence=confidence,
    )  # fmt: skip


def _topic_entities(topics: list[list[NameSpan]], lexicon: Lexicon) -> tuple[Entity, ...]:
    """Return the topics that were found, as entities."""
    found = {span.entity_id for spans in topics for span in spans}
    return tuple(
        Entity(entity_id=query.entity_id, name=query.name, kind="topic", origin="watchlist")
        for query in lexicon.queries
        if query.entity_id in found
    )


def _relations_of(
    entities: dict[str, Entity], lexicon: Lexicon
) -> tuple[tuple[EntityRelation, ...], tuple[Entity, ...]]:
    """Return what relations the watchlist states of the entities, and the related ones that are not among them."""
    rules = [lexicon.rule_by_id[key] for key in entities if key in lexicon.rule_by_id]
    relations = tuple(
        EntityRelation(
            entity_id=rule.entity_id, relation=each.kind, related_entity_id=each.entity_id, origin="watchlist"
        )
        for rule in rules
        for each in rule.relations
    )
    further = dict.fromkeys(each.related_entity_id for each in relations if each.related_entity_id not in entities)
    related = [lexicon.rule_by_id[key] for key in further if key in lexicon.rule_by_id]
    return relations, tuple(watched_entity(rule) for rule in related)


def _aliases_of(mentions: list[Mention], entities: dict[str, Entity]) -> tuple[EntityAlias, ...]:
    """Return each writing by which the mentions name an entity in full or by alias, once."""
    pairs = {
        (mention.entity_id, " ".join(mention.surface.split())): entities[mention.entity_id].origin
        for mention in mentions
        if mention.entity_id in entities and mention.form in ("full", "alias", "acronym")
    }
    return tuple(EntityAlias(entity_id=i, alias=a, origin=o) for (i, a), o in sorted(pairs.items()))
