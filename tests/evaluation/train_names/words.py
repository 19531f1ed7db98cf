"""What a network knows of words: vectors for many of them, reduced, and lists that hold some."""

import gzip
import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import xxhash

Arrays = dict[str, Any]

DIMENSIONS = 96  # .93 of the variance of 300
NOUNS = "german_noun"  # the list whose words compounds end with, and stand before people's names
VECTOR_SCALE = 24  # of a vector's number as one byte
LONGEST_WORD = 24
MOST_WORDS = 400_000
# The order of the lists in the file; others come behind, by name.
LISTS = ("given", "surname", "place", "country", "demonym", "common", "orgword", "title", "month")


def write_words(out: Path, vectors: Arrays, lists: Mapping[str, Iterable[str]]) -> None:
    """Write the arrays that the networks of a folder share."""
    names = [*(name for name in LISTS if name in lists), *sorted(set(lists) - set(LISTS))]
    hashes = {f"list.{number}": hashes_of("k", lists[name]) for number, name in enumerate(names)}
    nouns = {"nouns": np.array(names.index(NOUNS))} if NOUNS in names else {}
    out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out, **vectors, **hashes, **nouns)


def hashes_of(kind: str, words: Iterable[str]) -> Any:
    """Return the hashes of the words, sorted, as `extractors/mentions/names/tagger.py` looks them up."""
    return np.array(sorted({hash_of(kind, word) for word in words}), np.uint32)


def hash_of(kind: str, word: str) -> int:
    return xxhash.xxh32_intdigest((kind + word).encode("utf-8", "replace"))


def cluster_arrays(languages: Mapping[str, int]) -> Arrays:
    """Return the Brown clusters of so many words of each language, the most frequent ones of `spacy-lookups-data`.

    A cluster's number is its place among all clusters of its language, from 1.
    """
    arrays: Arrays = {}
    for number, (language, most) in enumerate(languages.items()):
        paths, frequent = read_lookup(language, "cluster"), read_lookup(language, "prob")
        written = [word for word in paths if word[:1].isalpha() and len(word) <= LONGEST_WORD]
        written.sort(key=lambda word: -frequent.get(word, -99.0))
        place = {path: 1 + at for at, path in enumerate(sorted(set(paths.values())))}
        kept: dict[int, int] = {}
        for word in written[:most]:
            kept.setdefault(hash_of("c", word), place[int(paths[word])])
        keys = sorted(kept)
        arrays[f"cluster.{number}.keys"] = np.array(keys, np.uint32)
        arrays[f"cluster.{number}.numbers"] = np.array([kept[key] for key in keys], np.uint16)
    return arrays


def read_lookup(language: str, name: str) -> dict[str, float]:
    """Return a table of the package `spacy-lookups-data`: a number for each word."""
    path = files("spacy_lookups_data") / "data" / f"{language}_lexeme_{name}.json.gz"
    table: dict[str, float] = json.loads(gzip.decompress(path.read_bytes()))
    return table


def read_lists(folder: Path) -> dict[str, list[str]]:
    """Return the words of each `<name>.txt` of a folder, by name."""
    return {path.stem: path.read_text(encoding="utf-8").splitlines() for path in sorted(folder.glob("*.txt"))}


def read_vectors(path: Path) -> tuple[dict[str, int], Any]:
    """Return the row of each word and the rows of a text file with one word and its numbers a line."""
    rows: dict[str, int] = {}
    table = []
    with path.open(encoding="utf-8") as lines:
        for line in islice(lines, MOST_WORDS):
            word, *numbers = line.rstrip().split(" ")
            if len(numbers) > 1 and word not in rows:  # the first line may hold two counts
                rows[word] = len(table)
                table.append(np.array(numbers, np.float32))
    return rows, np.array(table)


def reduced(rows: Mapping[str, int], table: Any) -> Arrays:
    """Return the vectors in fewer dimensions and bytes; words like their lower case in all need no row."""
    lower = {word: row for word, row in rows.items() if word == word.lower()}
    kept: dict[int, int] = {}
    for word, row in rows.items():
        is_needed = word in lower or lower.get(word.lower()) != row
        if is_needed and len(word) <= LONGEST_WORD and any(char.isalpha() for char in word):
            kept.setdefault(hash_of("v", word), row)
    whole = table.astype(np.float64)
    whole /= np.linalg.norm(whole, axis=1, keepdims=True) + 1e-9
    whole -= whole.mean(axis=0)
    _, _, axes = np.linalg.svd(whole, full_matrices=False)
    short = whole @ axes[:DIMENSIONS].T
    short *= VECTOR_SCALE / short.std()
    numbers = np.clip(np.round(short), -127, 127).astype(np.int8)
    keys = np.array(sorted(kept), np.uint32)
    return {
        "vec.keys": keys,
        "vec.rows": np.array([kept[int(key)] for key in keys], np.uint16 if len(table) < 65536 else np.uint32),
        # Row 0, all zeros, is that of words without a vector.
        "vec.table": np.vstack([np.zeros_like(numbers[:1]), numbers]),
        "vec.table.scale": np.array(1 / VECTOR_SCALE, np.float32),
    }
