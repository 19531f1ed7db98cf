"""Names in the fields of a revision: found, given one kind per document, and tied to entities."""

from dataclasses import dataclass

from extractors.mentions.capitals import find_capitals
from extractors.mentions.identity import Place, resolve
from extractors.mentions.lexicon import Lexicon, NameSpan, straighten
from extractors.mentions.reading import Reading, mention_at
from extractors.mentions.watched import find_terms, find_topics, find_watched
from extractors.records import Entity, EntityAlias, Mention

METHOD_VERSION = "names-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameFindings:
    """The names of a revision, the entities that they name, and the names of those that stand in it."""

    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    aliases: tuple[EntityAlias, ...] = ()


def find_entities(readings: tuple[Reading, ...], lexicon: Lexicon) -> NameFindings:
    """Return the people, organizations, places, products, events and watched topics that the readings name."""
    terms = find_terms(tuple(reading.text for reading in readings), lexicon)
    watched = find_watched(readings, lexicon, terms)
    found = find_names(readings, lexicon)
    spans = [overlay(first, second) for first, second in zip(watched, found, strict=True)]
    places, entities = resolve(readings, spans, lexicon)
    topics = find_topics(readings, lexicon, terms)
    mentions = [named(readings[place.reading], place, lexicon) for place in places]
    for reading, topic_spans in zip(readings, topics, strict=True):
        mentions += [named(reading, Place(reading=0, span=span, form="alias"), lexicon) for span in topic_spans]
    return NameFindings(
        mentions=tuple(mentions),
        entities=tuple(entities.values()) + topic_entities(topics, lexicon),
        aliases=aliases_of(mentions, entities),
    )


def find_names(readings: tuple[Reading, ...], lexicon: Lexicon) -> list[list[NameSpan]]:
    """Return for each reading the names that the model, the gazetteer and the capitals give, the model first."""
    texts = tuple(reading.text for reading in readings)
    is_english = any(reading.language in (None, "en") for reading in readings)
    modelled = lexicon.model(texts) if lexicon.model and is_english else tuple(() for _ in texts)
    found = []
    for text, spans in zip(texts, modelled, strict=True):
        known = [
            known_span(lexicon, start, end, owners[0])
            for start, end, owners in lexicon.known_names.find(straighten(text))
        ]
        ruled = list(find_capitals(text, lexicon.gazetteer)) if is_english else []
        found.append(overlay(overlay(sorted(spans, key=lambda s: s.start), known), ruled))
    return found


def known_span(lexicon: Lexicon, start: int, end: int, number: int) -> NameSpan:
    """Return the span of a name of the gazetteer."""
    known = lexicon.gazetteer.known[number]
    return NameSpan(
        start=start, end=end, kind=known.kind, method="gazetteer", confidence=0.8, entity_id=known.entity_id
    )


def overlay(first: list[NameSpan], second: list[NameSpan]) -> list[NameSpan]:
    """Return all spans of `first`, and those of `second` that touch none of them, in order."""
    taken = sorted(first, key=lambda span: span.start)
    kept, index = list(taken), 0
    for span in sorted(second, key=lambda s: s.start):
        while index < len(taken) and taken[index].end <= span.start:
            index += 1
        if index == len(taken) or taken[index].start >= span.end:
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def named(reading: Reading, place: Place, lexicon: Lexicon) -> Mention:
    """Return the mention of a resolved name."""
    span = place.span
    version = lexicon.model_version if span.method == "model" else METHOD_VERSION
    return mention_at(
        reading, span.kind, span.start, span.end, entity_id=span.entity_id, form=place.form, method=span.method,
        method_version=version or METHOD_VERSION, rule_id=span.rule_id, confidence=round(span.confidence, 3),
    )  # fmt: skip


def topic_entities(topics: list[list[NameSpan]], lexicon: Lexicon) -> tuple[Entity, ...]:
    """Return the topics that were found, as entities."""
    found = {span.entity_id for spans in topics for span in spans}
    return tuple(
        Entity(entity_id=query.entity_id, name=query.name, kind="topic", origin="watchlist")
        for query in lexicon.queries
        if query.entity_id in found
    )


def aliases_of(mentions: list[Mention], entities: dict[str, Entity]) -> tuple[EntityAlias, ...]:
    """Return each writing by which the mentions name an entity in full or by alias, once."""
    pairs = {
        (mention.entity_id, " ".join(mention.surface.split())): entities[mention.entity_id].origin
        for mention in mentions
        if mention.entity_id in entities and mention.form in ("full", "alias", "acronym")
    }
    return tuple(EntityAlias(entity_id=i, alias=a, origin=o) for (i, a), o in sorted(pairs.items()))
