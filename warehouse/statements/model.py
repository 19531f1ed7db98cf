"""The weights that ship with the comparison of statements."""

from functools import cache

from extractors.statements.compare import StatementWeights, read_statement_weights
from warehouse.shipped import read_model


@cache
def weights_version() -> str:
    """Return the version of the weights alone: a run that compares nothing need not grow their trees."""
    return str(read_model("statements.json")["version"])


@cache
def load_statement_weights() -> StatementWeights:
    """Return what was learned of comparing statements; read once a process."""
    return read_statement_weights(read_model("statements.json"))
