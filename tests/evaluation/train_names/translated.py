"""English news put word by word into a language that has little labelled text: names stay, the rest changes.

After Mayhew, Tsai and Roth (2017), "Cheap translation for cross-lingual named entity recognition". Words come from
dictionaries of FreeDict (dictd files of Debian's packages `dict-freedict-*`), of several the one that is most
frequent in the language; small words from `lists/english/`, one of them at random. The order of words stays
English, but "Paris's mayor" becomes "el alcalde de Paris" or "der Bürgermeister von Paris".
"""

import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import babel
from wordfreq import zipf_frequency

from extractors.mentions.names.tokens import tokens_of

_SMALL = Path(__file__).parent / "lists" / "english"
_CODES = {"de": "deu", "nl": "nld", "es": "spa"}
_KEPT_ENGLISH = 900
_HEADWORD = re.compile(r"(?P<word>[A-Za-z]+) /[^/]+/$")
_FOREIGN_HEADWORD = re.compile(r"(?P<word>[^\W\d_]+) /[^/]+/$")
_NOTE = re.compile(r"<[^>]*>|\[[^]]*\]|\([^)]*\)|^\d+\. ")
_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""),
    ("er", ""), ("est", ""), ("ly", ""))  # fmt: skip
_POSSESSIVE = {"de": ("die", "von"), "es": ("el", "de"), "nl": ("de", "van")}
_SHOWN = {"weight": 0.7, "times": 0.5}
_LEAST_ZIPF = 1.5
_ABROAD = {"de": {"U.S.": "USA", "UK": "Großbritannien", "Britain": "Großbritannien", "London": "London"},
    "es": {"U.S.": "EEUU", "US": "EEUU", "UK": "Reino Unido", "Britain": "Reino Unido", "London": "Londres",
        "New York": "Nueva York", "EU": "UE", "UN": "ONU", "U.N.": "ONU"},
    "nl": {"U.S.": "VS", "US": "VS", "UK": "Groot-Brittannië", "Britain": "Groot-Brittannië", "London": "Londen",
        "Paris": "Parijs", "Brussels": "Brussel", "UN": "VN", "U.N.": "VN"}}  # fmt: skip


def write_parts(english: Path, dictionaries: Path, out: Path) -> None:
    """Write the first texts as `english.jsonl`, the others dealt out to `<language>_english.jsonl`."""
    lines = english.read_text(encoding="utf-8").splitlines()
    out.mkdir(parents=True, exist_ok=True)
    (out / "english.jsonl").write_text("\n".join(lines[:_KEPT_ENGLISH]) + "\n", encoding="utf-8")
    rest = [json.loads(line) for line in lines[_KEPT_ENGLISH:]]
    for number, language in enumerate(_CODES):
        path = out / f"{language}_english.jsonl"
        write_translated(rest[number :: len(_CODES)], language, dictionaries, path)


def write_translated(texts: Iterable[Mapping[str, Any]], language: str, dictionaries: Path, out: Path) -> None:
    """Write the English rows with mentions as rows of the language."""
    chance, known = random.Random(7), read_translations(dictionaries, language)
    lands = {**lands_of(language), **_ABROAD[language]}
    with out.open("w", encoding="utf-8") as lines:
        for row in map(without_title, texts):
            text, mentions, unsure = translated(row, language, known, lands, chance)
            new = {"text": text, "mentions": mentions, "unsure": unsure, **_SHOWN}
            lines.write(json.dumps(new, ensure_ascii=False) + "\n")


def without_title(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row without its headline: English ones capitalize each word, which other languages do not."""
    start = row["text"].find("\n\n") + 2 if "\n\n" in row["text"][:200] else 0
    mentions = [
        {**each, "start": each["start"] - start, "end": each["end"] - start}
        for each in row["mentions"] if each["start"] >= start
    ]  # fmt: skip
    unsure = [(a - start, b - start) for a, b in row["unsure"] if a >= start]
    return {"text": row["text"][start:], "mentions": mentions, "unsure": unsure}


def lands_of(language: str) -> dict[str, str]:
    """Return the countries' names in English with those in the language."""
    own = babel.Locale(language).territories
    return {name: own[code] for code, name in babel.Locale("en").territories.items() if code in own}


def read_translations(folder: Path, language: str) -> dict[str, list[str]]:
    """Return the words of the language for each English word, small words with all of theirs."""
    found: dict[str, set[str]] = defaultdict(set)
    for english, other in dictionary_pairs(folder, _CODES[language]):
        found[english].add(other)
    best = {
        word: [max(sorted(others), key=lambda other: zipf_frequency(other, language))]
        for word, others in found.items()
    }
    known = {word: each for word, each in best.items() if zipf_frequency(each[0], language) > _LEAST_ZIPF}
    small = (_SMALL / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return known | {word.lower(): others for word, *others in (line.split() for line in small)}


def dictionary_pairs(folder: Path, code: str) -> Iterator[tuple[str, str]]:
    """Yield single English words with single words of the language, from the dictionaries of both directions."""
    for path in sorted(folder.glob(f"freedict-*{code}*.dict.dz")):
        is_forth = path.name.startswith("freedict-eng")
        heading = _HEADWORD if is_forth else _FOREIGN_HEADWORD
        word = ""
        for line in gzip.decompress(path.read_bytes()).decode("utf-8", "replace").splitlines():
            if match := heading.match(line):
                word = match["word"]
                continue
            if not word or not line[:1].strip():
                continue
            for other in re.split(r"[,;]", line):
                other = _NOTE.sub("", other.strip()).strip()
                if _WORD.fullmatch(other):
                    yield (word.lower(), other) if is_forth else (other.lower(), word)


def translated(
    row: Mapping[str, Any],
    language: str,
    known: Mapping[str, list[str]],
    lands: Mapping[str, str],
    chance: random.Random,
) -> tuple[str, list[dict[str, Any]], list[list[int]]]:
    """Return the text with its words put into the language, the names in it, and the places left open."""
    text, mentions, unsure = "", list[dict[str, Any]](), list[list[int]]()
    for kind, piece in moved(pieces_of(row), language):
        new = worded(piece, known, chance) if kind in ("", "MISC") else lands.get(piece, piece)
        if kind == "UNSURE":
            unsure.append([len(text), len(text) + len(new)])
        elif kind in ("PERSON", "ORG", "PLACE"):
            mentions.append({"start": len(text), "end": len(text) + len(new), "type": kind})
        text += new
    return text, mentions, unsure


def pieces_of(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the text in pieces: names with their type, and what stands between them with none."""
    text, place, pieces = row["text"], 0, list[tuple[str, str]]()
    marked = [(each["start"], each["end"], each["type"]) for each in row["mentions"]]
    for start, end, kind in sorted([*marked, *((a, b, "UNSURE") for a, b in row["unsure"])]):
        if start >= place:
            pieces += [("", text[place:start]), (kind, text[start:end])]
            place = end
    return [*pieces, ("", text[place:])]


def moved(pieces: Sequence[tuple[str, str]], language: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces with "NAME's WORD" as "the WORD of NAME"; in German often as a genitive."""
    left = list(pieces)
    while left:
        kind, piece = left.pop(0)
        owned = re.match(r"['’]s (?=[a-z])(?P<word>\w+)", left[0][1]) if kind and left and not left[0][0] else None
        if not owned:
            yield kind, piece
            continue
        rest = left.pop(0)[1]
        if language == "de" and piece[-1].isalpha() and piece[-1] not in "sxz" and len(rest) % 3:
            yield kind, f"{piece}s"
            left.insert(0, ("", rest[2:]))
        else:
            article, of = _POSSESSIVE[language]
            yield "AS IS", f"{article} "
            yield "", owned["word"]
            yield "AS IS", f" {of} "
            yield kind, piece
            left.insert(0, ("", rest[owned.end() :]))


def worded(piece: str, known: Mapping[str, list[str]], chance: random.Random) -> str:
    """Return a piece of English with the words that are known put into the language."""
    new, place = "", 0
    for start, end in tokens_of(piece):
        token = piece[start:end]
        others = translations_of(token.lower(), known) if token.isalpha() else []
        other = chance.choice(others) if others else "" if token in ("'s", "’s") else token
        is_capital = token[:1].isupper() and token != "I"
        new += piece[place:start] + (other[:1].upper() + other[1:] if is_capital else other)
        place = end
    return new + piece[place:]


def translations_of(word: str, known: Mapping[str, list[str]]) -> list[str]:
    """Return the words for one, or for what it is without its ending."""
    if word in known:
        return known[word]
    stems = (
        word[: -len(ending)] + new
        for ending, new in _ENDINGS
        if word.endswith(ending) and len(word) > len(ending) + 2
    )
    return next((known[stem] for stem in stems if stem in known), [])
