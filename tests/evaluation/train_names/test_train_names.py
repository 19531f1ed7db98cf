"""How labelled texts become what the network learns; the whole training where JAX is installed."""

import random
from pathlib import Path

import numpy as np
import pytest

from extractors.mentions.names.tokens import KnownWords
from tests.evaluation.train_names.examples import example_of, read_examples, voted
from tests.evaluation.train_names.spanish import as_spanish
from tests.evaluation.train_names.tables import table
from tests.evaluation.train_names.variety import Pool, varied
from tests.evaluation.train_names.words import read_vectors, reduced, write_words

POOL = Pool(people=((("Ana", "Bo"), ("Cruz", "Dahl-Lind")),), places=tuple(f"Town{n}" for n in range(9)))


def test_a_document_settles_what_its_names_are() -> None:
    text = "The Apple's new. Apple said. Apple, Apple. Bo Ek, Bo Ek and Ek"
    spans = [(0, 11, "ORG"), (17, 22, "ORG"), (29, 34, "PERSON"), (36, 41, "ORG"), (43, 48, "PERSON")]
    spans += [(50, 55, "PERSON"), (60, 62, "ORG")]
    (labels,) = voted(text, [spans])
    assert [(text[start:end], kind) for start, end, kind in labels] == [
        *[("Apple", "ORG")] * 4,
        *[("Bo Ek", "PERSON")] * 2,
        ("Ek", "PERSON"),
    ]


def test_classes_tell_first_from_further_words_and_stop_at_a_break() -> None:
    example = example_of("Bo Ek saw\nNew York", [(0, 5, "PERSON"), (10, 18, "GPE"), (6, 12, "ORG")])
    assert example.words == ("Bo", "Ek", "saw", "\n", "New", "York")
    assert example.first == example.second == (1, 2, 3, 0, 5, 6)


def test_of_unsure_words_nothing_is_learned() -> None:
    example = example_of("Bo met Ek", [(0, 2, "PERSON")], unsure=[(7, 9)])
    assert example.first == example.second == (1, 0, -1)


def test_spanish_is_made_of_its_neighbours_with_the_names_in_place() -> None:
    tokens, tags = ["O", "presidente", "da", "Câmara", "de", "Lisboa"], ["O"] * 5 + ["B-PLACE"]
    assert as_spanish(tokens, tags, "pt") == (
        ["El", "presidente", "de", "la", "Câmara", "de", "Lisboa"],
        ["O"] * 6 + ["B-PLACE"],
    )


def test_columns_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.conll"
    path.write_text("-DOCSTART- O\n\nBo NNP B-PER\nEk NNP I-PER\nsah VB O\n\nBonn NNP I-LOC\nUNO NNP B-ORG\n")
    (example,) = read_examples(path)
    assert (example.words, example.first) == (("Bo", "Ek", "sah", "Bonn", "UNO"), (1, 2, 0, 5, 3))


def test_names_are_exchanged_with_their_classes() -> None:
    example = example_of("Bo Ek met Bo Ek in Rome .", [(0, 5, "PER"), (10, 15, "PER"), (19, 23, "LOC")])
    seen = {varied(example, POOL, random.Random(seed)) for seed in range(200)}
    assert len(seen) > 15
    for each in seen:
        assert len(each.words) == len(each.first) == len(each.second)
        assert sum(kind == 1 for kind in each.first) == 2


def test_tables_are_made_up_alike_for_one_seed() -> None:
    for seed in range(50):
        made = table(POOL, random.Random(seed))
        assert made == table(POOL, random.Random(seed))
        assert len(made.words) == len(made.first)
        assert max(made.first) <= 6


def test_words_and_vectors_are_found_again(tmp_path: Path) -> None:
    (tmp_path / "v.vec").write_text("3 4\nBonn 1 0 0 0\nhaus 0 1 0 1\nund 0 0 1 0\n")
    write_words(
        tmp_path / "words.npz", reduced(*read_vectors(tmp_path / "v.vec")), {"x": ["und"], "given": ["bo"]}
    )
    with np.load(tmp_path / "words.npz") as words:
        known = KnownWords(dict(words))
    assert known.rows_of(("Bonn", "bonn", "Haus", "und"), ("bonn", "bonn", "haus", "und")).tolist() == [1, 0, 2, 3]
    assert known.marks_of(("bo", "und")).tolist() == [[1.0, 0.0], [0.0, 1.0]]


def test_all_steps_fit_together(tmp_path: Path) -> None:
    pytest.importorskip("jax")
    from tests.evaluation.train_names.smoke import smoke

    smoke(tmp_path)
