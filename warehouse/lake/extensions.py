"""What makes a DuckDB know lakes: extensions from the wheels beside it, never from a network."""

from importlib.util import find_spec
from pathlib import Path

import duckdb

from warehouse.errors import LakeUnsupported

NEVER_DOWNLOADED: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
}


def load_extensions(db: duckdb.DuckDBPyConnection, database: Path, names: tuple[str, ...]) -> None:
    """Load the extensions; raises LakeUnsupported where this Python has none for its DuckDB."""
    for name in names:
        found = _extension(name)
        if found is None:
            raise LakeUnsupported(
                database,
                f"DuckDB {duckdb.__version__} is here without its extension {name};"
                " a lake needs an environment of requirements-lake.lock",
            )
        db.execute(f"load {quoted(str(found))}")


def has_extensions(*names: str) -> bool:
    """Return whether all of them are there for this DuckDB."""
    return all(_extension(name) is not None for name in names)


def _extension(name: str) -> Path | None:
    found = find_spec(f"duckdb_extension_{name}")
    if found is None or found.origin is None:
        return None
    path = Path(found.origin).parent / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
    return path if path.exists() else None


def quoted(words: str) -> str:
    """Return the words as a literal of SQL.

    >>> quoted("O'Hara")
    "'O''Hara'"
    """
    return "'" + words.replace("'", "''") + "'"
