"""A trained judge of blocks: boosted decision trees that look twice, scored with NumPy alone.

The second trees see what the first ones think of a block's neighbours, of blocks like it and of the whole page.
Both are trained by `tests/evaluation/train_lines.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from extractors.page.body.agreement import Array, Numbers
from extractors.page.body.features import FEATURES
from extractors.page.body.second_look import SECOND_FEATURES, look_again
from extractors.trees import Forest, read_forest

COLUMNS = (*FEATURES, *SECOND_FEATURES)
WORDS_AT = FEATURES.index("words")
_KEPT = 0.5  # a probability; halved or doubled, 0 and 13 of 62 pages change
_LEAST_KEPT_WORDS = 30  # else a page of little text has shares of nothing


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LineModel:
    """Two sets of trees, the second for a second look. `threshold`: keep what scores above.

    `most_doubt`: a page of which the judge is less sure is to be measured with more readings; see `doubt`.
    """

    version: str
    threshold: float
    most_doubt: float
    first: Forest
    second: Forest

    def score(self, table: Array, groups: Numbers) -> Array:
        """Return the probability, for each row of FEATURES, that the block belongs to the article."""
        first = self.first.score(table)
        seen = look_again(first, table[:, WORDS_AT], groups)
        raw = self.second.score(np.concatenate([table, seen], axis=1))
        scores: Array = (1.0 / (1.0 + np.exp(-raw))).astype(np.float32)
        return scores


def doubt(likely: Array, words: Array) -> float:
    """Return how many of the words that a judge keeps of a page it may have judged wrongly, as a share of them."""
    kept = max(_LEAST_KEPT_WORDS, float(words[likely > _KEPT].sum()))
    return float((words * np.minimum(likely, 1 - likely)).sum()) / kept


def read_line_model(model: Mapping[str, Any]) -> LineModel:
    """Return the model that a parsed JSON file describes; raises ForestError where its columns are not ours."""
    return LineModel(
        version=str(model["version"]),
        threshold=float(model["threshold"]),
        most_doubt=float(model.get("most_doubt", 1.0)),
        first=read_forest(model["first"], FEATURES, np.float32),
        second=read_forest(model["second"], COLUMNS, np.float32),
    )
