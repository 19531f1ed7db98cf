"""A small convolutional network that reads words and tells names, with numpy alone.

Each word becomes a vector (hashed forms, word vectors, lists of names, clusters of words that stand in like
places), which is kept for the next time. The first layers look at the neighbours; then every capitalized word also
sees what its other occurrences in the document were taken for (two-stage aggregation after Krishnan and Manning,
2006), and further layers decide.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import xxhash
from numpy.typing import NDArray

from extractors.mentions.names.lexicon import NameSpan
from extractors.mentions.names.tokens import form_of, grams_of, plain_word, shape_of, tokens_of
from extractors.records import MentionKind

Floats = NDArray[np.float32]

NETWORK_VERSION = 1  # of the arrays and of how words become inputs; models of another one are refused

# The last is names of other things: events, works, peoples. They keep their words from being other names.
KINDS: tuple[MentionKind, ...] = ("person", "organization", "place", "event")
CLASS_COUNT = 2 * len(KINDS) + 1  # outside, then first and further word of each kind
_MAX_WORDS_KEPT = 60_000  # of vectors kept: 60,000 words of 128 floats are 30 MB
_PIECE_TOKENS = 20_000  # longer texts are read in pieces, so that memory stays bounded


class Tagger:
    """One network or several that decide together; calling it with texts gives the names in each."""

    def __init__(self, words: Mapping[str, NDArray[Any]], networks: Sequence[Mapping[str, NDArray[Any]]]) -> None:
        known = KnownWords(words)
        self.networks = [Network(each, known) for each in networks]
        self.is_elided = "elided" in words

    def __call__(self, texts: tuple[str, ...]) -> tuple[tuple[NameSpan, ...], ...]:
        """Return the names in each text."""
        return tuple(self.names_in(text) for text in texts)

    def names_in(self, text: str) -> tuple[NameSpan, ...]:
        """Return the names in one text, in order."""
        tokens = tokens_of(text, is_elided=self.is_elided)
        spans: list[NameSpan] = []
        for start in range(0, len(tokens), _PIECE_TOKENS):
            piece = tokens[start : start + _PIECE_TOKENS]
            words = [plain_word(text[a:b]) for a, b in piece]
            likely: Floats = np.mean([network.probabilities(words) for network in self.networks], axis=0)
            spans += _spans_of(likely, piece)
        return tuple(spans)


class KnownWords:
    """What all networks of a language know of words: a vector of many, and lists that hold some."""

    def __init__(self, words: Mapping[str, NDArray[Any]]) -> None:
        self.table: Floats = expand(words, "vec.table")
        self.keys, self.rows = words["vec.keys"], words["vec.rows"]
        self.lists = [words[f"list.{n}"] for n in range(sum(name.startswith("list.") for name in words))]
        self.clusters = [
            (words[f"cluster.{n}.keys"], words[f"cluster.{n}.numbers"]) for n in range(_cluster_count(words))
        ]

    def rows_of(self, words: Sequence[str], lowers: Sequence[str]) -> NDArray[Any]:
        """Return the row of each word's vector, as written or in lower case; 0, all zeros, where it has none."""
        found = np.zeros(len(words), dtype=np.int64)
        for writings in (lowers, words):  # what is written wins over its lower case
            places, is_there = _find_hashes(self.keys, _hashes_of("v", writings))
            found[is_there] = self.rows[places[is_there]].astype(np.int64) + 1
        return found

    def marks_of(self, lowers: Sequence[str]) -> Floats:
        """Return whether each list holds each word; shape (words, lists)."""
        wanted = _hashes_of("k", lowers)
        marks = [_find_hashes(hashes, wanted)[1] for hashes in self.lists]
        return np.array(marks, dtype=np.float32).reshape(len(self.lists), len(lowers)).T

    def clusters_of(self, words: Sequence[str]) -> NDArray[np.int64]:
        """Return the number of each word's cluster in each clustering, 0: none; shape (words, clusterings)."""
        found = np.zeros((len(words), len(self.clusters)), dtype=np.int64)
        if not self.clusters:
            return found
        wanted = _hashes_of("c", words)
        for column, (keys, numbers) in enumerate(self.clusters):
            places, is_there = _find_hashes(keys, wanted)
            found[is_there, column] = numbers[places[is_there]]
        return found


class Network:
    """A network with its weights, and the vectors of the words that it met."""

    def __init__(self, weights: Mapping[str, NDArray[Any]], known: KnownWords) -> None:
        self.arrays = {name: expand(weights, name) for name in weights if not name.endswith(".scale")}
        self.known = known
        self.width = self.arrays["in"].shape[1]
        self.layers = _layer_count(self.arrays)
        self.first_layers = int(self.arrays["first_layers"])
        self.numbers: dict[str, int] = {}
        self.vectors: Floats = np.zeros((1024, self.width), dtype=np.float32)

    def probabilities(self, words: Sequence[str]) -> Floats:
        """Return how likely each class is for each word."""
        hidden = self.embed(words)
        for layer in range(self.first_layers):
            hidden = self.convolve(hidden, layer)
        first = _softmax(hidden @ self.arrays["o1"] + self.arrays["ob1"])
        hidden = hidden + _with_other_occurrences(words, first) @ self.arrays["agg"]
        for layer in range(self.first_layers, self.layers):
            hidden = self.convolve(hidden, layer)
        return _softmax(hidden @ self.arrays["o2"] + self.arrays["ob2"])

    def convolve(self, hidden: Floats, layer: int) -> Floats:
        """Return the words after one layer: each with both neighbours, added to itself, normalized."""
        width = self.width
        wide = np.zeros((len(hidden), 3 * width), dtype=np.float32)
        wide[1:, :width] = hidden[:-1]
        wide[:, width : 2 * width] = hidden
        wide[:-1, 2 * width :] = hidden[1:]
        added: Floats = wide @ self.arrays[f"w{layer}"]
        added += self.arrays[f"b{layer}"]
        np.maximum(added, 0, out=added)
        added += hidden
        added -= added.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", added, added) / np.float32(width)
        added *= (1 / np.sqrt(variance + np.float32(1e-5)))[:, None] * self.arrays[f"g{layer}"]
        added += self.arrays[f"c{layer}"]
        return added

    def embed(self, words: Sequence[str]) -> Floats:
        """Return the vectors of the words, from those kept where they are."""
        if len(self.numbers) + len(words) > _MAX_WORDS_KEPT:
            self.numbers.clear()
        numbers = self.numbers
        new = [word for word in dict.fromkeys(words) if word not in numbers]
        begin = len(numbers)
        numbers.update(zip(new, range(begin, begin + len(new)), strict=True))
        while len(numbers) > len(self.vectors):
            self.vectors = np.concatenate([self.vectors, np.zeros_like(self.vectors)])
        if new:
            self.vectors[begin : begin + len(new)] = self._vectors_of(new)
        taken: Floats = self.vectors[[numbers[word] for word in words]]
        return taken

    def _vectors_of(self, words: Sequence[str]) -> Floats:
        """Return the vectors of words, made of what their letters and the lists say.

        All at once: word by word the new ones of a page took 7 ms of CPU, a tenth of the page.
        """
        arrays, lowers = self.arrays, [word.lower() for word in words]
        grams = [grams_of(lower) for lower in lowers]
        rows = arrays["ng"][[hashed("g", gram, len(arrays["ng"]) - 1) for each in grams for gram in each]]
        counts = np.array([len(each) for each in grams])
        begins = np.concatenate([[0], np.cumsum(counts)[:-1]])
        parts = [
            arrays["low"][[hashed("l", lower, len(arrays["low"]) - 1) for lower in lowers]],
            arrays["pre"][[hashed("p", word[:3], len(arrays["pre"]) - 1) for word in words]],
            arrays["suf"][[hashed("s", word[-3:], len(arrays["suf"]) - 1) for word in words]],
            arrays["shape"][[hashed("S", shape_of(word), len(arrays["shape"]) - 1) for word in words]],
            np.add.reduceat(rows, begins, axis=0) / counts[:, None].astype(np.float32),
            self.known.table[self.known.rows_of(words, lowers)],
            self.known.marks_of(lowers),
            *(arrays[f"cl{n}"][column] for n, column in enumerate(self.known.clusters_of(words).T)),
            np.array([form_of(word) for word in words], dtype=np.float32),
        ]
        vectors: Floats = np.concatenate(parts, axis=1) @ arrays["in"] + arrays["inb"]
        return vectors


def expand(weights: Mapping[str, NDArray[Any]], name: str) -> NDArray[Any]:
    """Return an array as it is used: of whole numbers with a scale, the real ones."""
    array = weights[name]
    if f"{name}.scale" in weights:
        array = array.astype(np.float32) * weights[f"{name}.scale"].astype(np.float32)
    return np.asarray(array, dtype=np.float32) if array.dtype == np.float16 else array


def misfit(words: Mapping[str, NDArray[Any]], network: Mapping[str, NDArray[Any]]) -> str | None:
    """Return why a network cannot read with these words; None where all arrays are there and fit."""
    try:
        wanted = _wanted_shapes(words, network)
        wrong = [name for name, shape in wanted.items() if network[name].shape != shape]
        last_row = int(words["vec.rows"].max(initial=0)) + 1
        if wrong or not 0 <= int(network["first_layers"]) <= _layer_count(network):
            return f"the shape of {', '.join(wrong) or 'the layers'} is another"
        if words["vec.keys"].shape != words["vec.rows"].shape or last_row > len(words["vec.table"]):
            return "words have no vector"
        for number in range(_cluster_count(words)):
            keys, numbers = words[f"cluster.{number}.keys"], words[f"cluster.{number}.numbers"]
            if keys.shape != numbers.shape or int(numbers.max(initial=0)) >= len(network[f"cl{number}"]):
                return "words have a cluster that the network does not know"
    except (KeyError, IndexError, ValueError, TypeError) as error:
        return f"an array is missing or has another form: {error}"
    return None


def _wanted_shapes(
    words: Mapping[str, NDArray[Any]], network: Mapping[str, NDArray[Any]]
) -> dict[str, tuple[int, ...]]:
    """Return the shape that each array of a network must have, by its width, its tables and the words."""
    lists = [words[f"list.{number}"] for number in range(sum(name.startswith("list.") for name in words))]
    clusters = [f"cl{number}" for number in range(_cluster_count(words))]
    tables = sum(network[name].shape[1] for name in ("low", "pre", "suf", "shape", "ng", *clusters))
    width = network["in"].shape[1]
    inputs = tables + words["vec.table"].shape[1] + len(lists) + len(form_of("."))
    shapes: dict[str, tuple[int, ...]] = {"in": (inputs, width), "inb": (width,), "first_layers": ()}
    for layer in range(_layer_count(network)):
        shapes |= {f"w{layer}": (3 * width, width)} | {f"{kind}{layer}": (width,) for kind in "bgc"}
    for stage in (1, 2):
        shapes |= {f"o{stage}": (width, CLASS_COUNT), f"ob{stage}": (CLASS_COUNT,)}
    return shapes | {"agg": (2 * CLASS_COUNT + 1, width)}


def _cluster_count(names: Iterable[str]) -> int:
    """Return how many clusterings arrays of these names hold."""
    return sum(name.startswith("cluster.") and name.endswith(".keys") for name in names)


def _layer_count(names: Iterable[str]) -> int:
    """Return how many layers arrays of these names make up."""
    return sum(1 for name in names if name[0] == "w" and name[1:].isdigit())


def hashed(kind: str, text: str, size: int) -> int:
    """Return the place of a text in a table of `size` rows."""
    return xxhash.xxh32_intdigest((kind + text).encode("utf-8", "replace")) % size


def _hashes_of(kind: str, texts: Sequence[str]) -> NDArray[np.uint32]:
    """Return the hashes of texts that are looked up as such a kind."""
    hashes = [xxhash.xxh32_intdigest((kind + text).encode("utf-8", "replace")) for text in texts]
    return np.array(hashes, dtype=np.uint32)


def _find_hashes(hashes: NDArray[Any], wanted: NDArray[np.uint32]) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Return the places of hashes in a sorted array, and which of them are there; the other places say nothing."""
    if not len(hashes):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), np.bool_)
    places = np.minimum(np.searchsorted(hashes, wanted), len(hashes) - 1)
    return places, hashes[places] == wanted


def _with_other_occurrences(words: Sequence[str], first: Floats) -> Floats:
    """Return each word's classes, the mean of those of its other occurrences, and whether it has any."""
    keys: dict[str, int] = {}
    groups = np.array([keys.setdefault(w.lower(), len(keys) + 1) if w[0].isupper() else 0 for w in words])
    sums = np.zeros((len(keys) + 1, CLASS_COUNT), dtype=np.float32)
    np.add.at(sums, groups, first)
    counts = np.bincount(groups, minlength=len(keys) + 1).astype(np.float32)
    has_others = ((counts[groups] > 1.5) & (groups > 0))[:, None]
    others = np.where(has_others, (sums[groups] - first) / np.maximum(counts[groups] - 1, 1)[:, None], 0)
    return np.concatenate([first, others, has_others], axis=1, dtype=np.float32)


def _softmax(scores: Floats) -> Floats:
    """Return each row's scores as probabilities."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Floats = powers / powers.sum(axis=1, keepdims=True)
    return result


def _spans_of(probabilities: Floats, tokens: Sequence[tuple[int, int]]) -> list[NameSpan]:
    """Return the names that the likeliest classes spell; a further word without a first one starts a name."""
    classes = probabilities.argmax(axis=1).tolist()
    sure = probabilities.max(axis=1)
    spans, place = [], 0
    while place < len(classes):
        first, begin = classes[place], place
        place += 1
        if first == 0:
            continue
        further = first + first % 2
        while place < len(classes) and classes[place] == further:
            place += 1
        start, end = tokens[begin][0], tokens[place - 1][1]
        likely, kind = float(sure[begin:place].mean()), KINDS[(first - 1) // 2]
        spans.append(NameSpan(start=start, end=end, kind=kind, method="model", confidence=likely))
    return spans
