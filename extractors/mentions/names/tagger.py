"""A small convolutional network that reads words and tells names, with numpy alone.

Each word becomes a vector (hashed forms, word vectors, lists of names, clusters of words that stand in like
places), which is kept for the next time. The first layers look at the neighbours; then every capitalized word also
sees what its other occurrences in the document were taken for (two-stage aggregation after Krishnan and Manning,
2006), and further layers decide.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.mentions.names.evidence import MENDED, mended
from extractors.mentions.names.lexicon import NameSpan
from extractors.mentions.names.tokens import (
    Floats,
    KnownWords,
    Numbers,
    distances,
    expand,
    form_of,
    grams_of,
    places_of,
    shape_of,
)
from extractors.mentions.names.votes import legal_classes
from extractors.mentions.reading.splitting import read_tokens
from extractors.native.layers import finished, sums_of_threes, threes_of
from extractors.records import MentionKind

# The last is names of other things: events, works, peoples. They keep their words from being other names.
KINDS: tuple[MentionKind, ...] = ("person", "organization", "place", "event")
CLASS_COUNT = 2 * len(KINDS) + 1  # outside, then first and further word of each kind
_MAX_WORDS_KEPT = 60_000  # of vectors kept: 60,000 words of 128 floats are 30 MB
_PIECE_TOKENS = 20_000  # longer texts are read in pieces, so that memory stays bounded
# Names are looked for so near to a word that is not in lower case, and everywhere where one reaches as far: in
# English a layer so reads 62 % of the words. Of 24,783 names on 499 pages 59 stand further off alone, "gobierno",
# "182" and "." among them (2026-11). In the six languages all words are read: "governo" and "polizia" are names in
# KIND, whose F1 is .793 so and .789 otherwise.
# With two all of 3,760 names on 40 English pages are found too, with one all but one; neither took clearly less
# time (under load): layers reach five words further anyway, and more texts are read twice.
_NEAR_WORDS = 3


class Tagger:
    """One network or several that decide together; calling it with texts gives the names in each."""

    def __init__(
        self,
        words: Mapping[str, NDArray[Any]],
        networks: Sequence[Mapping[str, NDArray[Any]]],
        layers: Mapping[str, Mapping[str, NDArray[Any]]] | None = None,
    ) -> None:
        self.known = known = KnownWords(words)
        self.is_elided = "elided" in words
        self.networks = [Network(each, known, reads_all=self.is_elided) for each in networks]
        shared = self.networks[0].arrays if layers else {}
        self.own = {
            language: Network(each, known, reads_all=self.is_elided, shared=shared)
            for language, each in (layers or {}).items()
        }

    def __call__(self, texts: tuple[str, ...], language: str | None = None) -> tuple[tuple[NameSpan, ...], ...]:
        """Return the names in each text, in German and Dutch as the words of the language mend them."""
        found = tuple(self.names_in(text, language) for text in texts)
        return mended(texts, found, self.known, language) if language in MENDED else found

    def names_in(self, text: str, language: str | None = None) -> tuple[NameSpan, ...]:
        """Return the names in one text, in order."""
        tokens, words = read_tokens(text, is_elided=self.is_elided)
        networks = [self.own[language]] if language in self.own else self.networks
        spans: list[NameSpan] = []
        for start in range(0, len(tokens), _PIECE_TOKENS):
            piece = tokens[start : start + _PIECE_TOKENS]
            read = words[start : start + _PIECE_TOKENS]
            likely: Floats = np.mean([network.probabilities(read) for network in networks], axis=0)
            # English is read without: its thresholds were found so (IEER .866, with it .864).
            spans += _spans_of(likely, piece, is_legal=self.is_elided)
        return tuple(spans)


class Network:
    """A network with its weights, and the vectors of the words that it met."""

    def __init__(
        self, weights: Mapping[str, NDArray[Any]], known: KnownWords, *, reads_all: bool = False,
        shared: Mapping[str, NDArray[Any]] | None = None,
    ) -> None:  # fmt: skip
        self.reads_all = reads_all
        own = {name: expand(weights, name) for name in weights if not name.endswith(".scale")}
        self.arrays = {**(shared or {}), **own}
        self.known = known
        self.width = self.arrays["in"].shape[1]
        self.layers = layer_count(self.arrays)
        self.first_layers = int(self.arrays["first_layers"])
        self.rows: dict[str, int] = {}  # of each word's vector; row 0, all zeros, stands for no word
        self.vectors: Floats = np.zeros((1024, self.width), dtype=np.float32)
        self.is_telling = np.zeros(1024, dtype=np.bool_)  # not in lower case, so that it may be of a name
        self.same = np.zeros(1024, dtype=np.int64)  # the number of a capitalized word in whatever case, else 0
        self.numbers: dict[str, int] = {}

    def probabilities(self, words: Sequence[str]) -> Floats:
        """Return how likely each class is for each word; of words far from any name, that they are outside."""
        rows = self._rows_of(words)
        distance = distances(self.is_telling.take(rows))
        if self.reads_all:
            return self._read(rows, distance, len(words))
        likely = self._read(rows, distance, _NEAR_WORDS)
        # Beside the last words that were read are words that were not.
        is_far = np.pad(distance > _NEAR_WORDS, 1)
        is_last = (distance == _NEAR_WORDS) & (is_far[:-2] | is_far[2:])
        goes_on = likely[is_last].argmax(axis=1).any()
        return self._read(rows, distance, len(words)) if goes_on else likely

    def _read(self, rows: Numbers, distance: Numbers, most: int) -> Floats:
        """Return how likely each class is for each word; outside for those of more than this distance."""
        count = len(rows)
        likely = np.zeros((count, CLASS_COUNT), dtype=np.float32)
        likely[:, 0] = 1.0
        reached = [np.flatnonzero(distance <= most + behind) for behind in reversed(range(self.layers + 1))]
        if self.first_layers:
            bordered = np.pad(rows, 1)
            hidden = self._first_layer(bordered.take(reached[1][:, None] + np.arange(3)))
        else:
            hidden = self.vectors.take(rows.take(reached[0]), axis=0)
        for layer in range(1, self.first_layers):
            hidden = self.convolve(hidden, layer, _neighbours(reached[layer], reached[layer + 1], count))
        first = _softmax(hidden @ self.arrays["o1"] + self.arrays["ob1"])
        same = self.same.take(rows.take(reached[self.first_layers]))
        hidden = hidden + _with_other_occurrences(same, first) @ self.arrays["agg"]
        for layer in range(self.first_layers, self.layers):
            hidden = self.convolve(hidden, layer, _neighbours(reached[layer], reached[layer + 1], count))
        likely[reached[-1]] = _softmax(hidden @ self.arrays["o2"] + self.arrays["ob2"])
        return likely

    def convolve(self, hidden: Floats, layer: int, neighbours: Numbers) -> Floats:
        """Return words after one layer, each made of the three rows of `hidden` that its row of numbers names."""
        wide = threes_of(hidden, neighbours)
        return self._finished(wide @ self.arrays[f"w{layer}"], hidden, neighbours, layer)

    def _finished(self, added: Floats, hidden: Floats, neighbours: Numbers, layer: int) -> Floats:
        bias, gain, shift = (self.arrays[f"{part}{layer}"] for part in "bgc")
        return finished(added, hidden, neighbours, bias=bias, gain=gain, shift=shift)

    def _first_layer(self, rows: Numbers) -> Floats:
        """Return words after one layer, each from the rows of the vectors of its neighbours and its own.

        What a word adds there is reckoned once for all places where it stands: a third of the places.
        """
        is_there = np.zeros(len(self.vectors), dtype=np.bool_)  # a third of the time of np.unique
        is_there[rows] = True
        found = np.flatnonzero(is_there)
        order = np.empty(len(is_there), dtype=np.int64)
        order[found] = np.arange(len(found))
        vectors, at = self.vectors.take(found, axis=0), order.take(rows)
        parts = [vectors @ weights for weights in np.split(self.arrays["w0"], 3)]
        return self._finished(sums_of_threes(parts, at), vectors, at, 0)

    def _rows_of(self, words: Sequence[str]) -> Numbers:
        """Return the row of each word's vector, which is made where the word was not met lately."""
        rows = self.rows
        if len(rows) + len(words) > _MAX_WORDS_KEPT:
            rows.clear()
            self.numbers.clear()
        new = [word for word in dict.fromkeys(words) if word not in rows]
        begin = len(rows) + 1
        end = begin + len(new)
        rows.update(zip(new, range(begin, end), strict=True))
        while end > len(self.vectors):
            self.vectors, self.is_telling, self.same = map(_doubled, (self.vectors, self.is_telling, self.same))
        if new:
            self.vectors[begin:end] = self.embed(new)
            self.is_telling[begin:end] = [not word.islower() and word[0].isalpha() for word in new]
            self.same[begin:end] = [self._number_of(word.lower()) if word[0].isupper() else 0 for word in new]
        return np.array([rows[word] for word in words])

    def _number_of(self, lower: str) -> int:
        return self.numbers.setdefault(lower, len(self.numbers) + 1)

    def embed(self, words: Sequence[str]) -> Floats:
        """Return the vectors of words, made of what their letters and the lists say.

        All at once: word by word the new ones of a page took 7 ms of CPU, a tenth of the page.
        """
        arrays, lowers = self.arrays, [word.lower() for word in words]
        grams = [grams_of(lower) for lower in lowers]
        counts = np.array([len(each) for each in grams])
        begins = np.concatenate([[0], np.cumsum(counts)[:-1]])
        rows = arrays["ng"][places_of("g", list(chain.from_iterable(grams)), arrays["ng"])]
        parts = [
            arrays["low"][places_of("l", lowers, arrays["low"])],
            arrays["pre"][places_of("p", [word[:3] for word in words], arrays["pre"])],
            arrays["suf"][places_of("s", [word[-3:] for word in words], arrays["suf"])],
            arrays["shape"][places_of("S", list(map(shape_of, words)), arrays["shape"])],
            np.add.reduceat(rows, begins, axis=0) / counts[:, None].astype(np.float32),
            self.known.table[self.known.rows_of(words, lowers)],
            self.known.marks_of(lowers),
            *(arrays[f"cl{n}"][column] for n, column in enumerate(self.known.clusters_of(words).T)),
            self.known.heads_of(words, lowers),
            np.array(list(map(form_of, words)), dtype=np.float32),
        ]
        vectors: Floats = np.concatenate(parts, axis=1) @ arrays["in"] + arrays["inb"]
        return vectors


def layer_count(names: Iterable[str]) -> int:
    """Return how many layers arrays of these names make up."""
    return sum(1 for name in names if name[0] == "w" and name[1:].isdigit())


def _neighbours(read: Numbers, wanted: Numbers, count: int) -> Numbers:
    """Return, for each wanted place, the rows of the ones before it, at it and behind it among those read.

    Before the first of all words and behind the last is a row more than were read.
    """
    rows = np.full(count + 2, len(read))
    rows[read + 1] = np.arange(len(read))
    return rows.take(wanted[:, None] + np.arange(3))


def _with_other_occurrences(same: Numbers, first: Floats) -> Floats:
    """Return each word's classes, the mean of those of its other occurrences, and whether it has any.

    `same`: the same number for all occurrences of a capitalized word, 0 for other words.
    """
    found, groups = np.unique(same, return_inverse=True)
    sums = np.zeros((len(found), CLASS_COUNT), dtype=np.float32)
    np.add.at(sums, groups, first)
    counts = np.bincount(groups).astype(np.float32)
    has_others = ((counts[groups] > 1.5) & (same > 0))[:, None]
    others = np.where(has_others, (sums[groups] - first) / np.maximum(counts[groups] - 1, 1)[:, None], 0)
    return np.concatenate([first, others, has_others], axis=1, dtype=np.float32)


def _doubled(array: NDArray[Any]) -> NDArray[Any]:
    return np.concatenate([array, np.zeros_like(array)])


def _softmax(scores: Floats) -> Floats:
    """Return each row's scores as probabilities."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Floats = powers / powers.sum(axis=1, keepdims=True)
    return result


def _spans_of(probabilities: Floats, tokens: Sequence[tuple[int, int]], *, is_legal: bool) -> list[NameSpan]:
    """Return the names that the likeliest classes spell; a further word without a first one starts a name.

    Where `is_legal` there is none, and a name is as sure as its words are of its kind.
    """
    # On what is kept from training type F1 rises so by .001 (Portuguese) to .011 (French).
    classes = (legal_classes(probabilities) if is_legal else probabilities.argmax(axis=1)).tolist()
    runs, place = [], 0
    for begin in np.flatnonzero(classes).tolist():
        if begin < place:
            continue
        first, place = classes[begin], begin + 1
        while place < len(classes) and classes[place] == first + first % 2:
            place += 1
        runs.append((begin, place, (first - 1) // 2))
    sure = _mean_of_runs(probabilities, runs, is_legal=is_legal) if runs else []
    return [
        NameSpan(
            start=tokens[begin][0], end=tokens[end - 1][1], kind=KINDS[kind], method="model", confidence=likely
        )
        for (begin, end, kind), likely in zip(runs, sure, strict=True)
    ]


def _mean_of_runs(probabilities: Floats, runs: Sequence[tuple[int, int, int]], *, is_legal: bool) -> list[float]:
    """Return how sure each run of words is: of its kind where `is_legal`, else of the likeliest classes."""
    begins, ends, kinds = np.array(runs).T
    of_words = probabilities[:, 1::2] + probabilities[:, 2::2] if is_legal else probabilities.max(axis=1)[:, None]
    bordered = np.concatenate([of_words, np.zeros_like(of_words[:1])])  # so that a run may end with the text
    sums = np.add.reduceat(bordered, np.stack([begins, ends], axis=1).ravel())[::2]
    means: Floats = sums[np.arange(len(runs)), kinds if is_legal else 0] / (ends - begins).astype(np.float32)
    return [float(mean) for mean in means]
