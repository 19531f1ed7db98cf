"""The news texts that teachers label and words are counted in."""

import hashlib
import random
from collections.abc import Sequence
from pathlib import Path

from tests.evaluation.frame import read_rows

MAX_CHARACTERS = 8000
LEAST_CHARACTERS = 400


def distinct_texts(paths: Sequence[Path]) -> list[str]:
    """Return the texts of JSONL files with `title` and `text`, in a fixed random order; equal beginnings once."""
    seen: set[bytes] = set()
    texts = []
    for row in (row for path in paths for row in read_rows(path)):
        title = f"{row['title']}\n\n" if row.get("title") else ""
        text = (title + row["text"])[:MAX_CHARACTERS]
        beginning = hashlib.sha256(row["text"][:300].encode()).digest()
        if beginning not in seen and len(text) >= LEAST_CHARACTERS:
            seen.add(beginning)
            texts.append(text)
    random.Random(1).shuffle(texts)
    return texts
