"""Damaged database files: found by reading all of them, set aside whole, never thrown away."""

from pathlib import Path

import duckdb

from warehouse.connection import Connection, connect
from warehouse.errors import WarehouseError, is_interruption
from warehouse.place import Place
from warehouse.publication import logs_of


def damage_of(database: Path, place: Place) -> str | None:
    """Return what is wrong with the file, every block of it read; None where nothing is, or it is not there.

    A signal amid the reading is no damage, and raised: a whole database would be set aside for it.
    """
    if not database.exists():
        return None
    try:
        with connect(database, place, read_only=True) as db:
            for table, column in db.execute(
                "select table_name, column_name from duckdb_columns() where not internal"
                " and table_name in (select table_name from duckdb_tables()) order by all"
            ).fetchall():
                db.execute(f'select count(hash("{column}")) from "{table}"').fetchall()  # noqa: S608 - names are ours
    except (duckdb.Error, WarehouseError, RuntimeError) as error:
        if is_interruption(error):
            raise
        return str(error).strip().splitlines()[0]
    return None


def set_aside(database: Path, place: Place) -> Path:
    """Give what is damaged a name that nothing opens, and return it: the log where it is only that, else the file.

    Without its log a file holds the state of the last run that ended.
    """
    number = 1
    while (kept := database.with_name(f"{database.stem}.damaged-{number}{database.suffix}")).exists():
        number += 1
    moved = [kept.with_name(kept.name + log.name.removeprefix(database.name)) for log in logs_of(database)]
    for log, name in zip(logs_of(database), moved, strict=True):
        log.rename(name)
    if moved and damage_of(database, place) is None:
        return moved[0]
    database.rename(kept)
    return kept


def known_bodies(db: Connection) -> set[str]:
    """Return the ids of the bodies that the database knows."""
    return {raw_id for (raw_id,) in db.execute("select raw_id from raw_documents").fetchall()}


def known_entries(db: Connection) -> set[str]:
    """Return the ids of the entries that the database knows."""
    return {entry_id for (entry_id,) in db.execute("select entry_id from entries").fetchall()}


def known_sources(db: Connection) -> set[str]:
    """Return the ids of the sources that entries name."""
    return {source_id for (source_id,) in db.execute("select distinct source_id from entries").fetchall()}
