"""Count which weekdays and months news speaks of: the shares that `extractors/stories/calendars.py` states.

python tests/evaluation/fit_calendar.py --data FOLDER [--split open]

Over the dated articles of the background: of the weekdays (months) that they name, each as it weighs there,
the part n days (months) after that of publication, modulo 7 (12). Enter there what is printed.
"""

import argparse
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from extractors.stories.calendars import EPOCH_WEEKDAY, read_calendars  # noqa: E402
from extractors.stories.signatures import sign  # noqa: E402 - the path comes first
from extractors.trees import Floats, Ints  # noqa: E402
from tests.evaluation.frame import read_rows  # noqa: E402
from tests.evaluation.story_samples import days_of, need  # noqa: E402
from warehouse.stories.model import load_story_model  # noqa: E402


def shares_after(named: Floats, published: Ints) -> Floats:
    """Return the part of what is named, shape (articles, n), that lies 0 to n - 1 after the own one."""
    size = named.shape[1]
    rows, columns = np.nonzero(named)
    counts = np.bincount((columns - published[rows]) % size, named[rows, columns], size)
    return np.asarray(counts / counts.sum())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--split", default="open")
    options = parser.parse_args()
    rows = [row for row in read_rows(need(options.data, "background", options.split)) if row.get("published_at")]
    shares = load_story_model().priors["en"]
    calendars = read_calendars(sign([(row["title"], row["text"]) for row in rows], shares))
    days = days_of(rows).astype(np.int64)
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    print(len(rows), "articles")
    print("weekdays", shares_after(calendars.weekdays, (days + EPOCH_WEEKDAY) % 7).round(3).tolist())
    print("months", shares_after(calendars.months, months % 12).round(3).tolist())


if __name__ == "__main__":
    main()
