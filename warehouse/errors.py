"""What can go wrong with a warehouse, in one tree.

WarehouseError            path: the database that it is about
├── DatabaseUnreadable    not a DuckDB file, damaged, or not allowed to be read
├── DatabaseMissing       nothing to read there yet
├── SchemaNewer           made by a newer Cuttings
├── SchemaChanged         a migration that was applied has another text now
├── WriterBusy            another run holds the writer's lock
└── DiskFull              no space left for the database or its copy

CorrectionRefused         subject: a correction of stories or entities that can't be carried out
FilterRefused             option: what a person asked for names nothing, or reaches nothing, in this database
"""

from pathlib import Path
from typing import Literal

import duckdb


class WarehouseError(Exception):
    """Something is wrong with the database at `path`; the message is one line for people."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path


class DatabaseUnreadable(WarehouseError):
    """The file is not a DuckDB database, is damaged, or may not be read."""


class DatabaseMissing(WarehouseError):
    """There is no database at the path."""


class SchemaNewer(WarehouseError):
    """The database was made by a newer version of Cuttings."""


class SchemaChanged(WarehouseError):
    """A migration that was applied to the database has another text now."""


class WriterBusy(WarehouseError):
    """Another run holds the writer's lock and did not let go of it in time."""


class DiskFull(WarehouseError):
    """There is no space left for the database or its copy."""


class CorrectionRefused(Exception):
    """A person's correction of the story or entity `subject` can't be carried out; the message is one line."""

    def __init__(self, subject: str, message: str, *, what: Literal["story", "entity"] = "story") -> None:
        super().__init__(f"{what} {subject}: {message}")
        self.subject = subject


class FilterRefused(Exception):
    """What was typed for the filter `option` can't be asked for; the message is one line."""

    def __init__(self, option: str, message: str) -> None:
        super().__init__(f"--{option}: {message}")
        self.option = option


# Errors of DuckDB that speak of the database, the disk or the process, not of the rows that it was given.
_OF_THE_DATABASE = (
    duckdb.FatalException,
    duckdb.InternalException,
    duckdb.InterruptException,
    duckdb.IOException,
    duckdb.OutOfMemoryException,
    duckdb.SerializationException,
    duckdb.TransactionException,
)


def ends_a_run(error: Exception) -> bool:
    """Return whether going on makes no sense: the disk, the memory or the database failed, or a signal came."""
    is_signal = isinstance(error, RuntimeError) and "Query interrupted" in str(error)
    is_damage = isinstance(error, duckdb.Error) and ("Corrupt" in str(error) or "checksum" in str(error))
    return is_signal or is_damage or isinstance(error, (WarehouseError, OSError, MemoryError, *_OF_THE_DATABASE))
