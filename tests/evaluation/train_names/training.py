"""The training: rounds of texts labelled by teachers and by hand and of made-up tables; the same for one seed."""

import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from extractors.mentions.names.tagger import Network
from extractors.mentions.names.tokens import KnownWords, expand, form_of
from extractors.mentions.reading.splitting import plain_word
from tests.evaluation.train_names.batches import Vocabulary, batches
from tests.evaluation.train_names.examples import Example
from tests.evaluation.train_names.network import Weights, first_weights, loss
from tests.evaluation.train_names.tables import table
from tests.evaluation.train_names.variety import Pool, varied

ROUND_LABELLED = 350
GOLD_WEIGHT, GOLD_VARIED = 1.5, 0.7
RATE, WARM_UP, LEAST_RATE = 2e-3, 0.03, 0.02
DECAY, CLIP = 1e-3, 1.0
AVERAGED_STEPS, AVERAGED_KEPT = 4, 0.99  # the mean of some 400 steps
SOURCE_HIDDEN = 0.3  # how often a text is not told from which file it is
FIRST_MOMENT, SECOND_MOMENT = 0.9, 0.999


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How a network is trained; `gold_times`: how often a round shows each text that was labelled by hand;
    `tables`: how many made-up tables of results it shows; `rows`: how many times the usual rows the tables of
    words and of runs of letters have; `averaged_from`: the part of the training after which weights are averaged;
    `rate`: of learning, at its highest; `dropped`: the part of what layers say that is hidden;
    `sources`: how many files are told apart, as each is labelled in its own way.
    """

    words: int
    seed: int = 0
    width: int = 128
    first_layers: int = 3
    layers: int = 5
    gold_times: int = 1
    tables: int = 40
    rows: int = 1
    averaged_from: float = 1.0
    rate: float = RATE
    dropped: float = 0.0
    sources: int = 0

    @property
    def shape(self) -> tuple[int, int, int]:
        return self.width, self.first_layers, self.layers


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What is learned from; without a pool of names nothing is exchanged and no table is made up.

    `start`: weights as they are shipped to go on from, instead of random ones.
    """

    labelled: Sequence[Example]
    gold: Sequence[Example]
    pool: Pool | None
    start: Mapping[str, Any] | None = None
    development: Mapping[str, Sequence[Example]] = field(default_factory=dict)


def train(material: Material, known: KnownWords, course: Course, *, keep: Path | None = None) -> Weights:
    """Return the weights after so many words; `keep` is written after each tenth round.

    With texts for development, the averaged weights are scored on them after each round and at the end, and the
    best returned.
    """
    further = known.table.shape[1] + len(known.lists) + known.head_marks + len(form_of("."))
    weights = first_weights(
        course.seed, width=course.width, layers=course.layers, further=further, rows=course.rows,
        clusters=[int(numbers.max(initial=0)) for _, numbers in known.clusters],
        sources=course.sources,
    )  # fmt: skip
    if material.start:
        weights |= gone_on_from(material.start, len(weights["in"]))
    moments = [{name: jnp.zeros_like(array) for name, array in weights.items()} for _ in range(2)]
    chance, key = random.Random(course.seed), jax.random.PRNGKey(course.seed)
    vocabulary = Vocabulary(known, course.rows)
    averaged, best = dict(weights), Best()
    seen, step, started = 0, 0, time.process_time()
    for number in count(1):
        for batch in batches(list(round_of(material, course, chance, seen / course.words)), vocabulary, chance):
            done = seen / course.words
            if done >= 1:
                last = as_arrays(averaged if course.averaged_from < 1 else weights, course)
                if material.development:
                    best.take(last, known, material.development)
                return best.weights or last
            step += 1
            seen += int(batch["real"].sum())
            rate = course.rate * min(1, done / WARM_UP + 0.01) * max(LEAST_RATE, 1 - done)
            key, own = jax.random.split(key)
            weights, moments, off = learn(weights, moments, batch, course.shape, own, rate, step, course.dropped)
            if done < course.averaged_from:
                averaged = weights
            elif step % AVERAGED_STEPS == 0:
                averaged = average(averaged, weights)
        spent = time.process_time() - started
        print(f"round {number}: {seen:,} words, loss {float(off):.4f}, {spent:.0f} s", file=sys.stderr, flush=True)
        if material.development and seen > course.words * course.averaged_from:
            best.take(as_arrays(averaged, course), known, material.development)
            if keep and best.weights:
                np.savez(keep, **best.weights)
        elif keep and number % (1 if material.development else 10) == 0:
            np.savez(keep, **as_arrays(weights, course))
    raise AssertionError("rounds never end")


def gone_on_from(shipped: Mapping[str, Any], inputs: int) -> Weights:
    """Return shipped weights as they are trained, with no weight yet for lists, clusters and heads new to them."""
    weights = {name: jnp.asarray(expand(shipped, name), jnp.float32) for name in shipped if name[-6:] != ".scale"}
    del weights["first_layers"]
    behind = len(weights["in"]) - len(form_of("."))
    new = jnp.zeros((inputs - len(weights["in"]), weights["in"].shape[1]))
    return {**weights, "in": jnp.concatenate([weights["in"][:behind], new, weights["in"][behind:]])}


@dataclass(slots=True)
class Best:
    """The weights that did best on the texts for development, by the mean of the sets' F1."""

    mean: float = 0.0
    weights: Weights = field(default_factory=dict)

    def take(self, weights: Weights, known: KnownWords, development: Mapping[str, Sequence[Example]]) -> None:
        network = Network(weights, known)
        figures = {name: type_f1(network, examples) for name, examples in development.items()}
        mean = sum(figures.values()) / len(figures)
        told = ", ".join(f"{name} {value:.3f}" for name, value in figures.items())
        print(f"development {mean:.4f}: {told}", file=sys.stderr, flush=True)
        if mean > self.mean:
            self.mean, self.weights = mean, weights


def type_f1(network: Network, examples: Sequence[Example]) -> float:
    """Return the exact span and type F1 of the network on the examples, where it is known what is right."""
    right = found = wanted = 0
    for example in examples:
        classes = network.probabilities([plain_word(word) for word in example.words]).argmax(axis=1).tolist()
        predicted, gold = (spans_of(each) for each in (classes, example.first))
        unknown = {place for place, kind in enumerate(example.first) if kind < 0}
        predicted = {each for each in predicted if not unknown.intersection(range(*each[:2]))}
        right, found, wanted = right + len(predicted & gold), found + len(predicted), wanted + len(gold)
    return 2 * right / max(found + wanted, 1)


def spans_of(classes: Sequence[int]) -> set[tuple[int, int, int]]:
    """Return (start, end, kind) of each run of words that classes make a person, an organization or a place."""
    spans, place = set[tuple[int, int, int]](), 0
    while place < len(classes):
        first, begin = classes[place], place
        place += 1
        if first <= 0:
            continue
        while place < len(classes) and classes[place] == first + first % 2:
            place += 1
        if first <= 6:
            spans.add((begin, place, (first + 1) // 2))
    return spans


def round_of(
    material: Material, course: Course, chance: random.Random, done: float
) -> Iterator[tuple[Example, float]]:
    """Yield the examples of one round with their weights, after that part of the training."""
    size = min(ROUND_LABELLED, len(material.labelled))
    for example in chance.sample(material.labelled, size):
        yield varied(example, material.pool, chance), 1.0
    for example in (each for _ in range(course.gold_times) for each in material.gold):
        times = int(example.times + chance.random()) if done < example.until else 0
        for _ in range(times):
            new = varied(example, material.pool, chance) if chance.random() < GOLD_VARIED else example
            if new.source and chance.random() < SOURCE_HIDDEN:
                new = replace(new, source=0)
            yield new, GOLD_WEIGHT * example.weight
    for _ in range(course.tables if material.pool else 0):
        yield table(material.pool, chance), 1.0


@jax.jit
def average(averaged: Weights, weights: Weights) -> Weights:
    """Return the running mean, in which weights of long ago count ever less."""
    return {name: AVERAGED_KEPT * array + (1 - AVERAGED_KEPT) * weights[name] for name, array in averaged.items()}


@partial(jax.jit, static_argnames=("shape", "dropped"))
def learn(
    weights: Weights,
    moments: list[Weights],
    batch: Any,
    shape: Any,
    key: Any,
    rate: Any,
    step: Any,
    dropped: float,
) -> tuple[Weights, list[Weights], Any]:
    """Return weights and moments after one step of Adam with decay (Loshchilov and Hutter, 2019), and the loss."""
    off, slopes = jax.value_and_grad(loss)(weights, batch, shape, key, dropped)
    length = jnp.sqrt(sum((slope**2).sum() for slope in slopes.values()))
    short = jnp.minimum(1.0, CLIP / (length + 1e-9))
    new: Weights = {}
    means, squares = moments
    for name, slope in slopes.items():
        slope = slope * short
        means = means | {name: FIRST_MOMENT * means[name] + (1 - FIRST_MOMENT) * slope}
        squares = squares | {name: SECOND_MOMENT * squares[name] + (1 - SECOND_MOMENT) * slope**2}
        mean = means[name] / (1 - FIRST_MOMENT**step)
        spread = jnp.sqrt(squares[name] / (1 - SECOND_MOMENT**step)) + 1e-8
        new[name] = weights[name] - rate * (mean / spread + DECAY * weights[name])
    return new, [means, squares], off


def as_arrays(weights: Weights, course: Course) -> dict[str, Any]:
    arrays = {name: np.asarray(array) for name, array in weights.items()}
    return {**arrays, "first_layers": np.array(course.first_layers)}
