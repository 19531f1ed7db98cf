"""What names the probabilities of a network spell."""

from itertools import product

import numpy as np
import pytest
import xxhash

from extractors.mentions.names.evidence import mended
from extractors.mentions.names.lexicon import NameSpan
from extractors.mentions.names.tagger import CLASS_COUNT, Floats, Tagger
from extractors.mentions.names.tokens import KnownWords
from extractors.mentions.names.votes import tidy

TEXT = "Eins Zwei Drei Vier"


class Told:
    """A network that says what it was told."""

    def __init__(self, probabilities: Floats) -> None:
        self.told = probabilities

    def probabilities(self, words: list[str]) -> Floats:
        return self.told


def names(probabilities: Floats, *, is_elided: bool = True) -> list[tuple[str, str, float]]:
    tagger = Tagger.__new__(Tagger)
    tagger.is_elided, tagger.own, tagger.networks = is_elided, {}, [Told(probabilities)]  # type: ignore[list-item]
    return [(TEXT[span.start : span.end], span.kind, round(span.confidence, 2)) for span in tagger.names_in(TEXT)]


def likely(*rows: dict[int, float]) -> Floats:
    """Return probabilities of some classes a word, the rest being outside: 1, 2 a person, 3, 4 an organization."""
    table = np.zeros((len(rows), CLASS_COUNT), np.float32)
    for row, each in zip(table, rows, strict=True):
        row[0] = 1 - sum(each.values())
        row[list(each)] = list(each.values())
    return table


def test_a_further_word_belongs_to_a_first_one_of_its_kind() -> None:
    table = likely({1: 0.5, 3: 0.46}, {4: 0.9}, {}, {2: 0.6, 1: 0.2})
    assert names(table) == [("Eins Zwei", "organization", 0.68)]
    assert names(table, is_elided=False) == [
        ("Eins", "person", 0.5),
        ("Zwei", "organization", 0.9),
        ("Vier", "person", 0.6),
    ]


@pytest.mark.parametrize("seed", range(20))
def test_the_classes_are_the_likeliest_legal_ones(seed: int) -> None:
    random = np.random.default_rng(seed)
    table = random.dirichlet(np.full(CLASS_COUNT, 0.4), 4).astype(np.float32)
    table[:, 5:], table[:, 0] = 0, 0.2
    legal = [
        way
        for way in product(range(5), repeat=4)
        if all(k % 2 or not k or before in (k, k - 1) for before, k in zip((0, *way), way, strict=False))
    ]
    best = max(legal, key=lambda way: np.log(table[range(4), way] + 1e-9).sum())
    spelled = list[str]()
    for word, kind in zip(TEXT.split(), best, strict=True):
        if kind % 2:
            spelled.append(word)
        elif kind:
            spelled[-1] += f" {word}"
    assert [name for name, _, _ in names(table)] == spelled


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("preußischen Provinz Hannover", "de", "Provinz Hannover"),
        ("von der Leyen", "de", "von der Leyen"),
        ("Karl IV. starb", "de", "Karl IV."),
        ("Karl IV. starb", "nl", "Karl IV"),
        ("Rocca (Piemonte) è", "it", "Rocca (Piemonte)"),
        ("Rocca (Piemonte) is", "en", "Rocca (Piemonte"),
    ],
)
def test_a_name_has_the_borders_of_its_language(text: str, language: str, name: str) -> None:
    end = next(place for place in (text.find(" s"), text.find(") "), len(text)) if place > 0)
    span = NameSpan(start=0, end=end, kind="person", method="model", confidence=0.9)
    tidied = tidy(text, span, language)
    assert tidied
    assert text[tidied.start : tidied.end] == name


def words(*lists: tuple[str, ...]) -> KnownWords:
    """Return what is known of words: the lists of given names, surnames, towns and lands, then of German nouns."""
    hashes = {
        f"list.{number}": np.array(
            sorted(xxhash.xxh32_intdigest(("k" + word).encode()) for word in each), np.uint32
        )
        for number, each in enumerate(lists)
    }
    table = np.zeros((1, 1), np.float32)
    return KnownWords({"vec.table": table, "vec.keys": table, "vec.rows": table, **hashes, "nouns": np.array(4)})


@pytest.mark.parametrize(
    ("text", "kind", "language", "kept"),
    [
        ("Kastanie", "place", "de", False),
        ("Zöllner", "person", "de", False),
        ("Essen", "place", "de", True),
        ("Sparkasse", "organization", "de", True),
        ("Duitse", "place", "nl", False),
        ("Nederlanders", "place", "nl", False),
        ("Asse", "place", "nl", True),
        ("Vitesse", "organization", "nl", True),
    ],
)
def test_a_noun_or_an_adjective_of_a_country_is_no_name(text: str, kind: str, language: str, kept: bool) -> None:
    known = words((), (), ("essen", "asse"), (), ("kastanie", "essen", "sparkasse", "zöllner"))
    span = NameSpan(start=0, end=len(text), kind=kind, method="model", confidence=0.9)  # type: ignore[arg-type]
    assert bool(mended((text,), ((span,),), known, language)[0]) is kept


def test_a_surname_that_is_a_german_noun_stays_where_somebody_has_it() -> None:
    known, text = words((), (), (), (), ("zöllner",)), "Ute Zöllner kam. Zöllner ging."
    spans = tuple(
        NameSpan(start=start, end=end, kind="person", method="model", confidence=0.9)
        for start, end in ((0, 11), (17, 24))
    )
    assert mended((text,), (spans,), known, "de") == (spans,)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Essen-Werden wächst.", "Essen-Werden"),
        ("Essen-Karte gekauft.", "Essen"),
        ("Essen-Asse wächst.", "Essen-Asse"),
        ("Essen-Werden-Nord wächst.", "Essen"),
    ],
)
def test_a_german_place_goes_on_over_a_hyphen_but_not_into_a_common_noun(text: str, name: str) -> None:
    known = words((), (), ("essen", "asse"), (), ("essen", "karte", "asse"))
    span = NameSpan(start=0, end=5, kind="place", method="model", confidence=0.9)
    (found,) = mended((text,), ((span,),), known, "de")
    assert [text[span.start : span.end] for span in found] == [name]
