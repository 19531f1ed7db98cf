"""Whether a writing that could be a name is one where it stands."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.mentions.names.automaton import word_set
from extractors.mentions.names.lexicon import Gazetteer, NameSpan
from extractors.mentions.names.tokens import KnownWords
from extractors.mentions.reading.field import Reading, sentence_at
from extractors.records import MentionKind

# After a name that is a common word too, at the start of a sentence: what shows that it is the name.
_NAME_FOLLOWS = re.compile(
    r"['’][sS]\b|,\s(?:which|who|whose|an?|the|based|founded|led|backed|[A-Z]\w+)\b"
    r"|\s(?:is|was|has|had|will|would|can|could|may|might|must|did|does|also|said|says|and|AI"
    r"|(?!its\b|this\b|his\b|across\b|as\b|us\b|towards\b|plus\b|need\b|indeed\b|hundreds\b|thousands\b|things\b)"
    r"[a-z]+(?:ed|[^\Ws]s))\b"
)
_CAPITAL_NEXT = re.compile(r"[ \u00a0-][A-ZÀ-Þ][a-zß-ÿ]")
_CAPITAL_BEFORE = re.compile(r"[ \u00a0-][A-ZÀ-Þ][a-zß-ÿ]+ $")
_NEAR = 400  # code points: a line of five million is one sentence, and is asked about at each of its names
_OPENING_MARKS = "\"'“‘([«-–— "
# What tells a name's kind where it stands. In the open sets of November 2026 all of 160 names behind such titles
# were people, and of 67 before such nouns 58 organizations, none a person.
_TITLE_BEFORE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Sir|Prof|Judge)\.?\s$")
_OF_ORGANIZATION = re.compile(
    r"(?:['’]s?)?\s(?:shares|stock(?!\smarket)|executives?|spokes(?:man|woman|person|men)|profits?|earnings|revenues?|debts?"
    r"|sales|CEO|chief\s(?:executive|financial)|(?:managing|general)\s(?:director|manager)|employees|subsidiary"
    r"|dealers|shareholders?|investors|customers|players|fans|midfielder|defender|goalkeeper|quarterback|striker)\b"
)
# What politicians have as well ("Trump's executive order", "Cruz spokesman"): behind a name that is taken for a
# person it says nothing. Of 28 such examples drawn from 11,260 real articles all were people (2026-11-28).
_OF_PEOPLE_TOO = re.compile(r"(?:['’]s?)?\s(?:executive|spokes(?:man|woman|person|men)|fans)\b")
# Of names that end so the open sets of November 2026 have none as organization or place, and we had 14.
_EVENT = re.compile(
    r"(?:[^\W\d_]\s(?:Open|Cup|Championships?|CHAMPIONSHIPS?|CUP|Awards?|Prize|Marathon|Olympics|Prix|Trophy|Masters"
    r"|Medal|Exhibition|Act|Agreement|Treaty|Accords?|Amendment|Recession)"
    r"|(?:Olympic|Commonwealth|Winter|Summer|Asian)\sGames|^[Ee]l ?[Nn]i[nñ]o)$"
)
# What readers call neither organization nor place: faiths, programs, speeches, office holders by letters. Read
# among the 450 most frequent names of 11,260 real articles (2026-11-27).
_OTHER_THINGS = word_set(
    "islam christianity judaism buddhism hinduism medicaid medicare obamacare trumpcare lgbt lgbtq maga ag ig vp "
    "intel healthcare"
)
_OTHER_PHRASES = frozenset(
    (
        *("social security", "state of the union", "make america", "make america great again", "arab spring"),
        *("cold war", "ap photo", "deferred action for childhood arrivals", "trans-pacific partnership"),
    )
)
# "F.B.I.", "A.M.I.": letters with points are hardly ever a place but for these.
_POINTED = re.compile(r"(?!U\.S\.A|U\.A\.E|U\.S\.S\.R|P\.R\.C|D\.P\.R\.K)(?:[A-Z]\.){2,}[A-Z]\.?")
MENDED = frozenset(("de", "nl"))  # languages whose words mend what a model finds
_SECOND = re.compile(r"-([A-ZÄÖÜ][a-zäöüß]+)(?![\w-])")
# "Duitse", "Keniaan", "Nederlanders": links of nl_wikiann take some hundred such words for places.
_OF_PEOPLE = re.compile(
    r"[A-ZÀ-Þ]\w+(?:se|landers?|[ikn]aan|[eik]anen|iërs?|[nd]ezen)|Belg(?:en)?|Brit(?:ten)?|(?:Frans|Engels)(?:man|en)|Duitsers?"
    r"|Russ?(?:en)?|Spanjaard(?:en)?|Turk(?:en)?|Griek(?:en)?|Zwitsers?|Vlaming(?:en)?|Japanners?"
)
# What the model is less sure of and is a noun, or made of two ("Textilindustrie"), is no name: in the part of
# GermEval that is trained on 41 of 6,600 nouns and 9 of 850 compounds are organizations, 66 and 24 places. On the
# open set 20 of 157 such organizations are right below .99, 13 of 35 above (2026-11-28).
_LEAST_OF_NOUNS = {"organization": 0.99, "place": 0.98, "person": 0.98}
_DOUBT = 0.7  # of such a name's confidence is kept: less than any name needs
# What Wikipedia's links hold besides a place's name: of 14 such names on GermEval's open set 11 begin behind it.
_UNIT_BEFORE = re.compile(
    r"(?:Kantons?|(?:Land)?[Kk]reis(?:es)?|Königreichs?|Provinz|Staat(?:en|es)?|Stadt|Gemeinde|Bezirks?|Region|Hafens?"
    r"|Grafschaft|Herrschaft|Herzogtums?|Fürstentums?|(?:Orts|Stadt)teils?|Bundesland(?:es)?|(?:Erz)?[Bb]istums?)"
    r" (?:von )?(?=[A-ZÄÖÜ])"
)
# Words that shortened names of companies often are, for a lexicon that comes without common words.
_WORDS_TOO = word_set("scale index open outlier target match block square gap shell oracle snap")


def mended(
    texts: Sequence[str], found: Sequence[Sequence[NameSpan]], known: KnownWords, language: str | None
) -> tuple[tuple[NameSpan, ...], ...]:
    """Return the names that a model found without what are words of German or Dutch.

    A German noun alone is no person and no place ("Kastanie"), but for the surname of somebody whom the texts name
    in full, and seldom an organization; nouns before people are none of their names, "Kanton" none of a place's. A
    Dutch adjective ("Amerikaanse") is no place, though it links to one in Wikipedia.
    """
    if language == "nl":
        return tuple(
            tuple(
                span
                for span in spans
                if span.kind != "place"
                or not _OF_PEOPLE.fullmatch(name := text[span.start : span.end])
                or known.is_town(name)
            )
            for text, spans in zip(texts, found, strict=True)
        )
    surnames = {
        text[span.start : span.end].split()[-1]
        for text, spans in zip(texts, found, strict=True)
        for span in spans
        if span.kind == "person" and " " in text[span.start : span.end]
    }
    return tuple(
        tuple(
            _doubled(text, _without_nouns(text, _doubted(text, span, known, surnames), known), known)
            for before, span in zip((None, *spans), spans, strict=False)
            if (
                span.kind not in ("person", "place")
                or text[span.start : span.end] in surnames
                or not known.is_noun_alone(text[span.start : span.end])
            )
            and not (before and text[before.end : span.start] == "-" and _doubled(text, before, known) != before)
        )
        for text, spans in zip(texts, found, strict=True)
    )


def _doubled(text: str, span: NameSpan, known: KnownWords) -> NameSpan:
    """Return the span of a person or place with the name that a hyphen joins to it: "Bremen-Vegesack".

    No common noun, unless a town is called so: "Island-Karte" is no place.
    """
    second = _SECOND.match(text, span.end) if span.kind in ("person", "place") else None
    if second is None or (known.has_noun_head(second[1]) and not known.is_town(second[1])):
        return span
    return replace(span, end=second.end())


def _without_nouns(text: str, span: NameSpan, known: KnownWords) -> NameSpan:
    if span.kind == "place" and (unit := _UNIT_BEFORE.match(text, span.start, span.end)):
        return replace(span, start=unit.end())
    length = known.nouns_before(text[span.start : span.end]) if span.kind == "person" else 0
    return replace(span, start=span.start + length)


def _doubted(text: str, span: NameSpan, known: KnownWords, surnames: set[str]) -> NameSpan:
    """Return the span, a noun that the model is not very sure of with less confidence than names need."""
    name = text[span.start : span.end]
    is_sure = span.confidence >= _LEAST_OF_NOUNS.get(span.kind, 0.0) or name in surnames
    if is_sure or not known.is_noun_or_two(name):
        return span
    return replace(span, confidence=span.confidence * _DOUBT)


def may_be_word(word: str, gazetteer: Gazetteer) -> bool:
    """Return whether a single word is in the language as well as a name."""
    return word.lower() in gazetteer.common_words or word.lower() in _WORDS_TOO


def kind_by_writing(name: str, kind: MentionKind) -> MentionKind:
    """Return the kind of an English name as its own words correct it; what is nothing looked for is an event.

    >>> [kind_by_writing(name, "place") for name in ("Kenya Open", "F.B.I.", "Paris")]
    ['event', 'organization', 'place']
    """
    if kind not in ("organization", "place"):
        return kind
    plain = " ".join(name.lower().split())
    if plain in _OTHER_THINGS or plain in _OTHER_PHRASES or _EVENT.search(name):
        return "event"
    return "organization" if _POINTED.fullmatch(name) else kind


def kind_told(text: str, span: NameSpan) -> MentionKind | None:
    """Return the kind of a name that the words beside it tell; None where they do not."""
    if _TITLE_BEFORE.search(text, max(0, span.start - 8), span.start):
        return "person"
    if span.kind == "person" and _OF_PEOPLE_TOO.match(text, span.end):
        return None
    return "organization" if _OF_ORGANIZATION.match(text, span.end) else None


def is_name_despite_word(reading: Reading, plain: str, start: int, end: int) -> bool:
    """Return whether a name that is a word too is meant: its capital is not due to a sentence or a headline."""
    first, last = _sentence_around(reading, start)
    if plain[first:start].strip(_OPENING_MARKS) and not _is_headline_case(plain[first:last]):
        if _CAPITAL_NEXT.match(plain, end) or _CAPITAL_BEFORE.search(plain[max(first + 1, start - 25) : start]):
            return False  # "World Cup" is not the world
        return not plain[start:end].isupper() or not plain[first:last].isupper()
    return _NAME_FOLLOWS.match(plain, end) is not None


def _is_headline_case(sentence: str) -> bool:
    """Return whether most words of a sentence start with a capital, so that a capital says nothing."""
    words = [word for word in sentence.split()[:30] if word[0].isalpha()]
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def is_short_form_here(
    reading: Reading, plain: str, start: int, end: int, gazetteer: Gazetteer, *, is_acronym: bool = False
) -> bool:
    """Return whether a writing of the document's cast is a name here: no part of a longer one, no common word.

    An acronym of a name is itself before any word: "FTC Chair Lina Khan" speaks of the FTC.
    """
    word = plain[start:end]
    if " " in word:
        return True
    if (
        not is_acronym
        and _CAPITAL_NEXT.match(plain, end)
        and not _is_headline_case(_sentence_of(reading, plain, start))
    ):
        return False
    before = plain[max(0, start - 30) : start].split(" ")
    if len(before) > 1 and before[-1] == "" and before[-2].lower() in gazetteer.given_names:
        return not before[-2][:1].isupper()
    return not may_be_word(word, gazetteer) or is_name_despite_word(reading, plain, start, end)


def _sentence_of(reading: Reading, plain: str, offset: int) -> str:
    """Return the sentence that holds the code point at `offset`."""
    first, last = _sentence_around(reading, offset)
    return plain[first:last]


def _sentence_around(reading: Reading, offset: int) -> tuple[int, int]:
    """Return the sentence that holds the code point at `offset`, as much of it as stands near."""
    _, first, last = sentence_at(reading, offset)
    return max(first, offset - _NEAR), min(last, offset + _NEAR)
