"""A folder of models as `flows/lists/models.py` reads it: weights in few bytes, and a list with hashes."""

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from extractors.versions import NETWORK_VERSION
from tests.evaluation.train_names.batches import TABLES

NUMBERS = ("first", "second", "third", "fourth")


def export(
    networks: Sequence[Path], words: Path, language: str, out: Path,
    layers: Mapping[str, tuple[Path, int]] | None = None,
) -> None:  # fmt: skip
    """Write the folder: the first network alone decides in the fast mode, all together in the accurate one.

    `layers`: weights from which a language has the layers, and as which source they read its texts.
    """
    out.mkdir(parents=True, exist_ok=True)
    if words.resolve() != (out / "words.npz").resolve():
        shutil.copy(words, out / "words.npz")
    files = [f"{number}.npz" for number in NUMBERS[: len(networks)]]
    for file, network in zip(files, networks, strict=True):
        with np.load(network) as weights:
            np.savez_compressed(out / file, **packed(weights))
    for code, (path, source) in (layers or {}).items():
        with np.load(path) as weights:
            np.savez_compressed(out / f"{code}.npz", **packed(layers_of(weights, source)))
    own = {code: f"{code}.npz" for code in layers or {}}
    listed = {
        "version": NETWORK_VERSION,
        "language": language,
        "words": "words.npz",
        "networks": {"fast": files[:1], "accurate": files},
        **({"layers": own} if own else {}),
        "sha256": {
            file: hashlib.sha256((out / file).read_bytes()).hexdigest()
            for file in (*files, *own.values(), "words.npz")
        },
    }
    (out / "models.json").write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")


def layers_of(weights: Mapping[str, Any], source: int) -> dict[str, Any]:
    """Return all but the tables; what a source adds to each word is part of the bias."""
    arrays = {name: weights[name] for name in weights if name not in TABLES and name[:2] != "cl"}
    added = arrays.pop("src")[source] if "src" in arrays else 0
    return {**arrays, "inb": arrays["inb"] + added}


def packed(weights: Mapping[str, Any]) -> dict[str, Any]:
    """Return tables as bytes with a scale for each row, matrices as half floats, the rest as it is."""
    arrays: dict[str, Any] = {}
    for name, array in weights.items():
        if name in TABLES:
            scale = np.abs(array).max(axis=1, keepdims=True) / 127 + 1e-12
            arrays |= {name: np.round(array / scale).astype(np.int8), f"{name}.scale": scale.astype(np.float16)}
        else:
            arrays[name] = array.astype(np.float16) if array.ndim == 2 else array
    return arrays
