"""What can go wrong with a warehouse, in one tree; the message of each is one line for people.

WarehouseError
├── DatabaseError             path: the database that it is about
│   ├── DatabaseUnreadable    not a DuckDB file, damaged, or not allowed to be read
│   ├── DatabaseMissing       nothing to read there yet
│   ├── SchemaNewer           made by a newer Cuttings
│   ├── SchemaOlder           made by an older Cuttings, without what is asked for
│   ├── SchemaChanged         a migration that was applied has another text now
│   ├── WriterBusy            another run holds the writer's lock
│   ├── DatabaseOccupied      something is there already where a whole database was to be put
│   ├── LakeUnsupported       a lake is asked for where it cannot be used, or for what it cannot do
│   ├── DiskFull              no space left for the database or its copy
│   └── SearchIndexMissing    there is no search index beside it that can be read
├── QueryRefused              a statement, or the name of a view, that cannot be answered
├── NotOneFound               what: an id or a name that stands for nothing, or for several things
├── PinRefused                name: a pin that is not there, is not what was pinned, or can't be made
├── CorrectionRefused         subject: a correction of stories or entities that can't be carried out
└── FilterRefused             option: what a person asked for names nothing, or reaches nothing, in this database

Caught where they are raised and told as something else: ParquetUnreadable (`parquet`), StatementRefused
(`lockdown`).
"""

from pathlib import Path
from typing import Literal

import duckdb


class WarehouseError(Exception):
    """The warehouse can't do what it was asked for; the message is one line for people."""


class DatabaseError(WarehouseError):
    """Something is wrong with the database at `path`."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path


class DatabaseUnreadable(DatabaseError):
    """The file is not a DuckDB database, is damaged, or may not be read."""


class DatabaseMissing(DatabaseError):
    """There is no database at the path."""


class SchemaNewer(DatabaseError):
    """The database was made by a newer version of Cuttings."""


class SchemaOlder(DatabaseError):
    """The published copy was made by an older version, and has no tables or views of this one."""


class SchemaChanged(DatabaseError):
    """A migration that was applied to the database has another text now."""


class WriterBusy(DatabaseError):
    """Another run holds the writer's lock and did not let go of it in time."""


class DatabaseOccupied(DatabaseError):
    """Something is there already where a whole database was to be put."""


class LakeUnsupported(DatabaseError):
    """The environment cannot open lakes, or the database is a lake and cannot do this."""


class DiskFull(DatabaseError):
    """There is no space left for the database or its copy."""


class SearchIndexMissing(DatabaseError):
    """There is no search index that can be read beside the database."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(path, f"{message}; `cuttings index` makes one")


class QueryRefused(WarehouseError):
    """The statement is not SQL, names what is not there, or would change the database."""

    def __init__(self, published: Path | None, message: str) -> None:
        super().__init__(f"{published}: {message}" if published else message)


Named = Literal["story", "article", "entity", "outlet", "statement", "contrast", "decision", "run"]


_SHOWN_CHARACTERS = 100  # of what a person gave: no id is longer, and a line stays a line


class NotOneFound(WarehouseError):
    """The id or name that a person gave stands for nothing that there is, or for several things."""

    def __init__(
        self,
        what: Literal[
            "story",
            "article",
            "entity",
            "outlet",
            "statement",
            "contrast",
            "decision",
            "run",
            "edit",
            "correction",
            "alert",
        ],
        given: str,
        reason: str,
    ) -> None:
        self.reason = f"{given[:_SHOWN_CHARACTERS]!r}: {reason}"
        super().__init__(f"{what}: {self.reason}")
        self.what = what


class PinRefused(WarehouseError):
    """The pin `name` is not there, is not what was pinned, or can't be made."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"pin {name}: {message}")
        self.name = name


class CorrectionRefused(WarehouseError):
    """A person's correction of the story, entity or statement `subject` can't be carried out."""

    def __init__(
        self,
        subject: str,
        message: str,
        *,
        what: Literal["story", "entity", "statement", "edit", "field"] = "story",
    ) -> None:
        super().__init__(f"{what} {subject}: {message}")
        self.subject = subject


class FilterRefused(WarehouseError):
    """What was typed for the filter `option` can't be asked for."""

    def __init__(self, option: str, message: str) -> None:
        super().__init__(f"--{option}: {message}")
        self.option, self.message = option, message


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


def is_interruption(error: Exception) -> bool:
    """Return whether a signal ended the statement: DuckDB turns what its handler raises into a RuntimeError."""
    return isinstance(error, duckdb.InterruptException) or "Query interrupted" in str(error)


def ends_a_run(error: Exception) -> bool:
    """Return whether going on makes no sense: the disk, the memory or the database failed, or a signal came."""
    is_damage = isinstance(error, duckdb.Error) and ("Corrupt" in str(error) or "checksum" in str(error))
    return (
        is_interruption(error)
        or is_damage
        or isinstance(error, (WarehouseError, OSError, MemoryError, *_OF_THE_DATABASE))
    )
