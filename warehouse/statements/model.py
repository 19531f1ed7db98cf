"""The weights that ship with the comparison of statements."""

import json
from functools import cache
from importlib.resources import files

from extractors.statements.compare import StatementWeights, read_statement_weights


@cache
def load_statement_weights() -> StatementWeights:
    """Return what was learned of comparing statements; read once a process."""
    return read_statement_weights(
        json.loads((files("extractors.statements") / "weights.json").read_text(encoding="utf-8"))
    )
