"""The network of `extractors/mentions/names/tagger.py` as JAX trains it: its shape is (width, first, layers)."""

from collections.abc import Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from extractors.mentions.names.tagger import CLASS_COUNT
from tests.evaluation.train_names.batches import GROUPS, tables_of

Weights = dict[str, Any]

# Forms, vectors and lists are hidden at random, so that none is leant on alone.
SEEN_FORMS, SEEN_VECTORS, SEEN_LISTS, SEEN_CLUSTERS = 0.85, 0.9, 0.85, 0.9
CLUSTER_WIDTH = 32
FIRST_STAGE_LOSS = 0.5


def first_weights(
    seed: int,
    *,
    width: int,
    layers: int,
    further: int,
    rows: int = 1,
    clusters: Sequence[int] = (),
    sources: int = 0,
) -> Weights:
    """Return random weights; `further` counts the inputs of a word besides its forms: vector, lists, heads, looks;
    `clusters` says how many each clustering has, `sources` how many files are told apart: each adds to all words.
    """
    random = np.random.default_rng(seed)

    def normal(*shape: int, scale: float) -> Any:
        return jnp.asarray(random.standard_normal(shape) * scale, jnp.float32)

    tables = tables_of(rows)
    tables |= {f"cl{number}": (count, CLUSTER_WIDTH) for number, count in enumerate(clusters)}
    weights = {name: normal(count + 1, columns, scale=0.1) for name, (count, columns) in tables.items()}
    inputs = sum(columns for _, columns in tables.values()) + further
    weights |= {"in": normal(inputs, width, scale=inputs**-0.5), "inb": jnp.zeros(width)}
    for layer in range(layers):
        weights[f"w{layer}"] = normal(3 * width, width, scale=(3 * width) ** -0.5)
        weights |= {f"b{layer}": jnp.zeros(width), f"g{layer}": jnp.ones(width), f"c{layer}": jnp.zeros(width)}
    for stage in (1, 2):
        weights[f"o{stage}"] = normal(width, CLASS_COUNT, scale=width**-0.5)
        weights[f"ob{stage}"] = jnp.zeros(CLASS_COUNT)
    weights["agg"] = normal(2 * CLASS_COUNT + 1, width, scale=0.3)
    return weights | ({"src": jnp.zeros((sources + 1, width))} if sources else {})


def scores(
    weights: Weights, batch: Any, shape: tuple[int, int, int], key: Any = None, dropped: float = 0.0
) -> tuple[Any, Any]:
    """Return the class scores of both stages, (texts, words, classes) each.

    With a key, inputs are hidden, and the part `dropped` of what layers say (Srivastava and others, 2014).
    """
    _, first_layers, layers = shape
    hidden = embed(weights, batch, key)[batch["places"]]
    if "src" in weights:
        hidden = hidden + weights["src"][batch["source"]][:, None, :]
    keys = (
        [None] * layers if key is None or not dropped else [*jax.random.split(jax.random.fold_in(key, 1), layers)]
    )
    real = batch["real"][..., None]
    for layer in range(first_layers):
        hidden = convolve(weights, layer, hidden * real, keys[layer], dropped)
    first = hidden @ weights["o1"] + weights["ob1"]
    likely = jax.nn.softmax(first) * real
    hidden = hidden + jax.lax.stop_gradient(with_others(likely, batch["groups"])) @ weights["agg"]
    for layer in range(first_layers, layers):
        hidden = convolve(weights, layer, hidden * real, keys[layer], dropped)
    return first, hidden @ weights["o2"] + weights["ob2"]


def embed(weights: Weights, batch: Any, key: Any) -> Any:
    """Return the vector of each different word of the batch."""
    forms, vectors, lists = weights["low"][batch["low"]], batch["vectors"], batch["lists"]
    grams = weights["ng"][batch["ng"]]
    has_gram = (batch["ng"] < len(weights["ng"]) - 1)[..., None]
    grams = (grams * has_gram).sum(-2) / jnp.maximum(has_gram.sum(-2), 1)
    clusters = [weights[f"cl{number}"][column] for number, column in enumerate(batch["clusters"].T)]
    if key is not None:
        keys = jax.random.split(key, 4)
        forms *= jax.random.bernoulli(keys[0], SEEN_FORMS, forms.shape[:1])[:, None]
        vectors *= jax.random.bernoulli(keys[1], SEEN_VECTORS, forms.shape[:1])[:, None]
        lists *= jax.random.bernoulli(keys[2], SEEN_LISTS, forms.shape[:1])[:, None]
        seen = jax.random.bernoulli(keys[3], SEEN_CLUSTERS, forms.shape[:1])[:, None]
        clusters = [each * seen for each in clusters]
    parts = [forms, *(weights[name][batch[name]] for name in ("pre", "suf", "shape")), grams, vectors, lists]
    return (
        jnp.concatenate([*parts, *clusters, batch["heads"], batch["looks"]], -1) @ weights["in"] + weights["inb"]
    )


def convolve(weights: Weights, layer: int, hidden: Any, key: Any = None, dropped: float = 0.0) -> Any:
    """Return the words after one layer: each with both neighbours, added to itself, normalized."""
    none = jnp.zeros_like(hidden[:, :1])
    left, right = (jnp.concatenate(each, 1) for each in ([none, hidden[:, :-1]], [hidden[:, 1:], none]))
    wide = jnp.concatenate([left, hidden, right], -1)
    said = jax.nn.relu(wide @ weights[f"w{layer}"] + weights[f"b{layer}"])
    if key is not None:
        said = said * jax.random.bernoulli(key, 1 - dropped, said.shape) / (1 - dropped)
    added = hidden + said
    centred = added - added.mean(-1, keepdims=True)
    spread = jnp.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5)
    return centred / spread * weights[f"g{layer}"] + weights[f"c{layer}"]


def with_others(likely: Any, groups: Any) -> Any:
    """Return each word's classes, the mean of those of its other occurrences, and whether it has any."""
    member = jax.nn.one_hot(groups, GROUPS)[:, :, 1:]
    sums = jnp.einsum("btk,btc->bkc", member, likely)
    own_sums = jnp.einsum("btk,bkc->btc", member, sums)
    counts = jnp.einsum("btk,bk->bt", member, member.sum(1))[..., None]
    has_others = counts > 1.5
    others = jnp.where(has_others, (own_sums - likely) / jnp.maximum(counts - 1, 1), 0.0)
    return jnp.concatenate([likely, others, has_others.astype(jnp.float32)], -1)


def loss(weights: Weights, batch: Any, shape: tuple[int, int, int], key: Any, dropped: float = 0.0) -> Any:
    """Return how far both stages are from the mean of the two labellers, per word."""
    wanted = (jax.nn.one_hot(batch["first"], CLASS_COUNT) + jax.nn.one_hot(batch["second"], CLASS_COUNT)) / 2
    each = batch["weights"] * batch["real"] * wanted.sum(-1)  # nothing is wanted where nobody knows

    def surprise(stage: Any) -> Any:
        return -((wanted * jax.nn.log_softmax(stage)).sum(-1) * each).sum() / (each.sum() + 1e-6)

    first, second = scores(weights, batch, shape, key, dropped)
    return surprise(second) + FIRST_STAGE_LOSS * surprise(first)
