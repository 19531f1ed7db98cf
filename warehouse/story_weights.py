"""What the join of stories is given: its learned weights and how common the words of a language are."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from extractors.stories import TermShares, term_hash
from extractors.story_join import FEATURES, StoryWeights

PRIOR_LANGUAGES = ("en",)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryModel:
    """Weights of the join, and by language the shares of terms that hold before anything is stored."""

    weights: StoryWeights
    priors: dict[str, TermShares]


@cache
def load_story_model() -> StoryModel:
    """Return what is shipped beside the extractors."""
    folder = files("extractors")
    stated = json.loads((folder / "story_weights.json").read_text(encoding="utf-8"))
    weights = StoryWeights(
        version=stated["version"],
        intercept=stated["intercept"],
        coefficients=tuple(stated["weights"][name] for name in FEATURES),
    )
    texts = {name: (folder / f"story_terms_{name}.tsv").read_text(encoding="utf-8") for name in PRIOR_LANGUAGES}
    return StoryModel(weights=weights, priors={name: read_shares(text) for name, text in texts.items()})


def read_shares(table: str) -> TermShares:
    """Return the shares of a table of lines "articles TAB term"; its first line has the number of all articles."""
    rows = [line.split("\t") for line in table.splitlines()]
    total = int(rows[0][0])
    shares = {term_hash(term): int(count) / total for count, term in rows[1:]}
    terms = sorted(shares)
    return TermShares(
        terms=np.array(terms, np.uint32),
        shares=np.array([shares[term] for term in terms], np.float32),
    )
