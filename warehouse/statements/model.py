"""The weights that ship with the comparison of statements."""

from functools import cache
from typing import TYPE_CHECKING

from warehouse.shipped import read_model

if TYPE_CHECKING:
    from extractors.statements.compare import StatementWeights


@cache
def weights_version() -> str:
    """Return the version of the weights alone: a run that compares nothing need not grow their trees."""
    return str(read_model("statements.json")["version"])


@cache
def load_statement_weights() -> "StatementWeights":
    """Return what was learned of comparing statements; read once a process."""
    from extractors.statements.compare import read_statement_weights

    return read_statement_weights(read_model("statements.json"))
