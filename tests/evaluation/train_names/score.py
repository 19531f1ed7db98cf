"""Type F1 of a folder of models on the labelled sets, where Wikigold counts by what was kept from training."""

from pathlib import Path

from flows.lists.lexicon import load_lexicon
from tests.evaluation.frame import Figure, cpu_clock, read_rows, set_file
from tests.evaluation.mention_rows import with_gold
from tests.evaluation.mention_scores import score_names
from tests.evaluation.mentions import predict

SETS = ("ieer_newswire", "conllpp_test", "wikigold", "finer_ord_test")
HELD_OUT = 4  # each fourth document


def score(models: Path, language: str, folder: Path, split: str) -> list[Figure]:
    """Return the figures of both modes."""
    figures = []
    for name in SETS:
        path = set_file(folder, name, split)
        rows = [with_gold(row) for row in read_rows(path)] if path else []
        kept = [row for number, row in enumerate(rows) if name != "wikigold" or number % HELD_OUT == 0]
        for mode in ("fast", "accurate") if kept else ():
            lexicon = load_lexicon(mode=mode, models=((language, models),))  # type: ignore[arg-type]
            with cpu_clock() as spent:
                pairs = [(row, predict(row, lexicon)) for row in kept]
            counts = score_names(pairs)
            value = counts.f1(counts.paired)
            figures.append(
                Figure(set=name, figure=f"{mode}: type F1", value=value, documents=len(kept), cpu_seconds=spent[0])
            )
    return figures
