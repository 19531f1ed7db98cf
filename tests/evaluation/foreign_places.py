"""Names of countries, continents and large cities in six languages as aliases in the gazetteer. Needs babel.

    python tests/evaluation/foreign_places.py

Rewrites `seeds/gazetteers/places.csv`; run again it changes nothing. A name that another place, organization or
person has, or that is a word of English news, is left out.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import babel

GAZETTEERS = Path(__file__).parents[2] / "seeds" / "gazetteers"
LANGUAGES = ("de", "es", "fr", "it", "nl", "pt", "pt_PT")
CONTINENTS = {"002": "place:africa", "003": "place:north-america", "005": "place:south-america",
    "142": "place:asia", "150": "place:europe", "419": "place:latin-america"}  # fmt: skip
# What news write for what the CLDR names in full.
USUAL = {
    "place:gb": ("Großbritannien", "Gran Bretaña", "Grande-Bretagne", "Gran Bretagna", "Groot-Brittannië",
        "Grã-Bretanha", "Reino Unido"),
    "place:nl": ("Holanda", "Olanda"),
    "place:us": ("EE.UU.", "EE. UU.", "EEUU", "EUA"),
    "place:ru": ("Russische Föderation",),
}  # fmt: skip
LEAST_LETTERS = 4
# Other words too, in English or where a sentence begins: "Gana el Madrid", "the Argentine president".
WORDS = {"Argentine", "Athene", "Chili", "Cipro", "Damas", "Gana", "Grenade", "Vienne"}
# Given names too somewhere, but of nobody in the news that is read in these languages.
COUNTRIES = {"África", "Francia", "Grecia", "Kenia", "Liban", "Libia"}


def main() -> None:
    with (GAZETTEERS / "places.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    with (GAZETTEERS / "organizations.csv").open(encoding="utf-8", newline="") as lines:
        firms = [name for row in csv.DictReader(lines) for name in (row["name"], *row["aliases"].split("|"))]
    words = [
        set((GAZETTEERS / f"{name}.txt").read_text(encoding="utf-8").split())
        for name in ("given_names", "common_words")
    ]
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name in (row["name"], *row["aliases"].split("|")):
            owners[name].add(row["entity_id"])
    found = dict.fromkeys(foreign_names({row["name"]: row["entity_id"] for row in reversed(rows)}))
    claims = Counter(name for _, name in found)
    aliases: dict[str, list[str]] = defaultdict(list)
    for entity_id, name in found:
        is_free = not owners[name] and name not in firms and name not in WORDS and claims[name] == 1
        if is_free and (name in COUNTRIES or not any(name.lower() in each for each in words)):
            aliases[entity_id].append(name)
    with (GAZETTEERS / "places.csv").open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        table.writeheader()
        for row in rows:
            named = [*filter(None, row["aliases"].split("|")), *aliases[row["entity_id"]]]
            table.writerow(row | {"aliases": "|".join(named)})


def foreign_names(places: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the entity and each name of it that some language has; `places`: entities by English name."""
    zones = {zone: zone.rsplit("/", 1)[-1].replace("_", " ") for zone in babel.Locale("de").time_zones}
    cities = {zone: places.get(name, "") for zone, name in zones.items()}
    for language in LANGUAGES:
        locale = babel.Locale(language)
        for code, name in locale.territories.items():
            entity_id = CONTINENTS.get(code) or f"place:{code.lower()}"
            if entity_id in places.values() and len(name) >= LEAST_LETTERS and "(" not in name:
                yield entity_id, name
        for zone, names in locale.time_zones.items():
            is_city = cities.get(zone, "").startswith("place:geonames-")
            if is_city and len(names.get("city", "")) >= LEAST_LETTERS:
                yield cities[zone], names["city"]
    for entity_id, names in USUAL.items():
        yield from ((entity_id, name) for name in names)


if __name__ == "__main__":
    main()
