"""All steps but the teachers' on made-up texts: shows in a minute that they fit together."""

import json
import random
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from extractors.mentions.names.tagger import Network
from extractors.mentions.names.tokens import KnownWords
from extractors.mentions.reading.splitting import plain_word
from flows.lists.models import load_model
from tests.evaluation.train_names.batches import Vocabulary, batch_of
from tests.evaluation.train_names.examples import Example, example_of, read_examples
from tests.evaluation.train_names.export import export
from tests.evaluation.train_names.network import scores
from tests.evaluation.train_names.training import Course, Material, train
from tests.evaluation.train_names.variety import read_pool
from tests.evaluation.train_names.words import read_lists, read_vectors, reduced, write_words

LANGUAGE = "eo"
COURSE = Course(words=60_000, width=32, first_layers=1, layers=2, tables=1)
SYLLABLES = ("ba", "do", "fi", "gu", "ke", "la", "mo", "ni", "pu", "ra", "se", "ti", "vo", "zu")
SENTENCES = (
    "{person} de {organization} parolis en {place} .",
    "En {place} la entrepreno {organization} dungis {person} .",
    "La urbo {place} kaj {person} atendas .",
)
ENDINGS = {"person": "as", "organization": "ex", "place": "ur"}
LABELS = {"person": "PER", "organization": "ORG", "place": "LOC"}
TEXTS = 240
LEAST_SHARE = 0.95


def smoke(out: Path) -> None:
    """Write a folder of models for a made-up language, and raise AssertionError where they read otherwise."""
    made = out / "made"
    write_material(made)
    rows, table = read_vectors(made / "vectors.vec")
    write_words(out / "words.npz", reduced(rows, table), read_lists(made / "lists"))
    with np.load(out / "words.npz") as words:
        known = KnownWords({name: words[name] for name in words.files})
    material = Material(
        labelled=list(read_examples(made / "labelled.jsonl")),
        gold=list(read_examples(made / "gold.conll")),
        pool=read_pool(made / "pool.json"),
    )
    weights = train(material, known, COURSE)
    assert all((train(material, known, COURSE)[name] == array).all() for name, array in weights.items())
    np.savez(out / "weights.npz", **weights)
    export([out / "weights.npz"], out / "words.npz", LANGUAGE, out / LANGUAGE)
    unseen = list(made_texts(20, seed=2))
    assert_reads(out / LANGUAGE, unseen)
    assert_alike(weights, known, [example for _, spans, example in unseen if spans])


def assert_reads(folder: Path, unseen: list[tuple[str, list[tuple[int, int, str]], Example]]) -> None:
    """The exported model, loaded as the pipeline loads it, finds nearly all names of texts that it never saw."""
    model = load_model(folder, LANGUAGE, "fast")
    wanted = {(text, *span) for text, spans, _ in unseen for span in spans}
    found = {
        (text, span.start, span.end, LABELS[span.kind])
        for text, spans in zip(
            (text for text, *_ in unseen), model.find(tuple(t for t, *_ in unseen)), strict=True
        )
        for span in spans
        if span.kind in LABELS
    }
    share = len(wanted & found) / max(len(wanted), len(found))
    print(f"{share:.2f} of {len(wanted)} names")
    assert share >= LEAST_SHARE


def assert_alike(weights: dict[str, Any], known: KnownWords, examples: list[Example]) -> None:
    """JAX and numpy give the same probabilities."""
    import jax

    own = {name: array for name, array in weights.items() if name != "first_layers"}
    for example in examples:
        batch = batch_of([(example, 0, 1.0)], Vocabulary(known))
        _, second = scores(own, batch, COURSE.shape)
        likely = np.asarray(jax.nn.softmax(second))[0, : len(example.words)]
        read = Network(weights, known).probabilities([plain_word(word) for word in example.words])
        assert np.abs(likely - read).max() < 1e-4


def write_material(folder: Path) -> None:
    """Write labelled texts of both forms, vectors, a list and names."""
    (folder / "lists").mkdir(parents=True, exist_ok=True)
    texts = list(made_texts(TEXTS, seed=1))
    with (folder / "labelled.jsonl").open("w", encoding="utf-8") as file:
        for text, spans, _ in texts[: TEXTS // 2]:
            file.write(json.dumps({"text": text, "labels": [spans, spans]}) + "\n")
    lines = [
        f"{word} {tag}" for _, _, example in texts[TEXTS // 2 :] for word, tag in (*tagged(example), ("", ""))
    ]
    (folder / "gold.conll").write_text("\n".join(lines) + "\n", encoding="utf-8")
    chance = np.random.default_rng(1)
    words = sorted({word for _, _, example in texts for word in example.words})
    vectors = [f"{word} {' '.join(f'{number:.3f}' for number in chance.standard_normal(16))}" for word in words]
    (folder / "vectors.vec").write_text("\n".join([f"{len(words)} 16", *vectors]) + "\n", encoding="utf-8")
    (folder / "lists" / "given.txt").write_text("\n".join(map(str.lower, names("person", 1))), encoding="utf-8")
    pool = {"people": [[names("person", 3), names("person", 4)]], "places": names("place", 3)}
    (folder / "pool.json").write_text(json.dumps(pool), encoding="utf-8")


def made_texts(count: int, *, seed: int) -> list[tuple[str, list[tuple[int, int, str]], Example]]:
    """Return made-up texts of six sentences with their names; other seeds have other names."""
    chance = random.Random(seed)
    pools = {kind: names(kind, seed) for kind in ENDINGS}
    made = []
    for _ in range(count):
        text, spans = "", list[tuple[int, int, str]]()
        for sentence in chance.choices(SENTENCES, k=6):
            for word in sentence.split():
                text += " " if text else ""
                kind = word.strip("{}")
                if kind in ENDINGS:
                    name = " ".join(chance.sample(pools[kind], 1 + (kind == "person")))
                    spans.append((len(text), len(text) + len(name), LABELS[kind]))
                    word = name
                text += word
        made.append((text, spans, example_of(text, spans)))
    return made


def names(kind: str, seed: int) -> list[str]:
    """Return made-up names, whose endings tell their kind."""
    chance = random.Random(f"{kind} {seed}")
    beginnings = ["".join(each) for each in product(SYLLABLES, repeat=2)]
    return [beginning.title() + ENDINGS[kind] for beginning in chance.sample(beginnings, 60)]


def tagged(example: Example) -> list[tuple[str, str]]:
    """Return the words with their tags, as files of columns have them."""
    kinds = ("PER", "ORG", "LOC", "MISC")
    return [
        (word, "O" if number == 0 else f"{'IB'[number % 2]}-{kinds[(number - 1) // 2]}")
        for word, number in zip(example.words, example.first, strict=True)
    ]
