"""What a statement may touch: the database that it asks, and files that it names if they are allowed.

DuckDB enforces most of it: no file system, no extensions, no network, and no way back. Files are allowed one by
one, those that stand in the statement as plain texts, so that no computed name leads anywhere; the database's own
never. What DuckDB cannot be told is that the file which it reads is not to be written over (`copy … to` with
`use_tmp_file false` does it, 2.0.0), so statements that write files are refused by their kind.
"""

import glob
import os
import re
from collections.abc import Iterator

import duckdb

from warehouse.lake.session import data_path
from warehouse.place import Place

_LITERAL = re.compile(r"'((?:[^']|'')*)'|\"((?:[^\"]|\"\")*)\"|\$\$(.*?)\$\$", re.DOTALL)
_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_EXPLAIN = re.compile(r"(?i)^\s*explain\s*(analyze\b)?\s*(\([^()]*\))?")
_PLAIN_TARGET = re.compile(r"(?i)\bto\s+'x'[^()]*(\([^()]*\))?[\s;]*$")
_FILE_KINDS = frozenset({"ATTACH", "COPY", "COPY_DATABASE", "DETACH", "EXPORT"})
_ALLOWED_KINDS = frozenset(
    {"ALTER", "ANALYZE", "CALL", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "PRAGMA", "RELATION", "SELECT",
     "SET", "TRANSACTION", "UPDATE", "VACUUM", "VARIABLE_SET"}
)  # fmt: skip
# What is done to a lake beside its tables; some of it deletes files even where the tables are only read. The last
# three run a text as a statement, in which the others could stand in pieces.
_LAKE_FUNCTION = re.compile(r"(?i)\b(?:(?:ducklake|postgres)_\w+|json_execute_serialized_sql|query(?:_table)?\b)")
# Beside a file that it attaches or writes, DuckDB opens these.
_COMPANIONS = ("", ".wal", ".wal.checkpoint", ".wal.recovery")
_MOST_FILES = 10_000


class StatementRefused(Exception):
    """The statement is of a kind, or names a file, that it must not; the message says which."""


def check_statement(db: duckdb.DuckDBPyConnection, statement: str, place: Place, *, is_file_allowed: bool) -> None:
    """Raise StatementRefused where a statement could write a file that it may not."""
    for each in db.extract_statements(statement):
        kind = _kind_of(each)
        _check_functions(each, place)
        if place.lake is not None and kind in _FILE_KINDS:
            raise StatementRefused("a lake is asked for rows only; `cuttings export` writes files")
        if kind == "EXPLAIN":
            inner = _EXPLAIN.sub("", _COMMENT.sub(" ", each.query), count=1)
            check_statement(db, inner, place, is_file_allowed=is_file_allowed)
        elif kind in _ALLOWED_KINDS:
            continue
        elif kind in _FILE_KINDS and is_file_allowed:
            _check_target(each.query, kind, place)
        else:
            hint = "; --allow-files lets it" if kind in _FILE_KINDS else ""
            raise StatementRefused(f"a statement of the kind {kind.lower()} is not allowed here{hint}")


def _check_functions(statement: duckdb.Statement, place: Place) -> None:
    """Raise StatementRefused where a statement could act on a lake beside its tables."""
    if place.lake is not None and (_kind_of(statement) == "CALL" or _LAKE_FUNCTION.search(statement.query)):
        raise StatementRefused("functions of the lake itself are not allowed here")


def must_only_read(db: duckdb.DuckDBPyConnection, statement: str, place: Place) -> None:
    """Raise StatementRefused where this is not one statement that reads rows."""
    found = db.extract_statements(statement)
    if len(found) != 1:
        raise StatementRefused(f"{len(found)} statements; one is wanted")
    kind = _kind_of(found[0])
    _check_functions(found[0], place)
    if kind == "EXPLAIN":
        must_only_read(db, _EXPLAIN.sub("", _COMMENT.sub(" ", found[0].query), count=1), place)
    elif kind != "SELECT":
        raise StatementRefused(f"a statement of the kind {kind.lower()} is not allowed here")


def _kind_of(statement: duckdb.Statement) -> str:
    """Return the kind's name; some kinds have none in Python."""
    try:
        return statement.type.name
    except ValueError:
        return "unknown"


def _check_target(statement: str, kind: str, place: Place) -> None:
    names = [_name_in(match) for match in _LITERAL.finditer(statement)]
    own = next((name for name in names if name and _is_own(name, place)), None)
    if own is not None:
        raise StatementRefused(f"{own!r} is a file of the database itself, or holds one")
    words = _LITERAL.sub("'x'", _COMMENT.sub(" ", statement))
    if kind == "COPY" and not _PLAIN_TARGET.search(words):
        raise StatementRefused("the file to copy to is named by a plain text, as in copy … to 'out.csv'")


def lock_down(
    db: duckdb.DuckDBPyConnection, place: Place, statement: str = "", *, is_file_allowed: bool = False
) -> None:
    """Take all that leads out of its database from the connection, for good.

    With `is_file_allowed` the files and folders that the statement names stay open to it, but never those of the
    database itself.
    """
    files = sorted(_named_files(statement, place)) if is_file_allowed else []
    folders = [path for path in files if not os.path.isfile(path)]  # noqa: PTH113 - names may be anything
    if place.lake is not None:
        folders.append(data_path(db))
    for setting, value in (
        ("autoinstall_known_extensions", "false"),
        ("autoload_known_extensions", "false"),
        ("allow_community_extensions", "false"),
        ("allowed_paths", _list([path + ending for path in files for ending in _COMPANIONS])),
        ("allowed_directories", _list(folders)),
        ("enable_external_access", "false"),
        ("lock_configuration", "true"),
    ):
        db.execute(f"set {setting} = {value}")


def _named_files(statement: str, place: Place) -> Iterator[str]:
    for match in _LITERAL.finditer(statement):
        name = _name_in(match)
        if not name or len(name) > 4000 or "\0" in name:
            continue
        found = [name]
        if any(mark in name for mark in "*?["):
            matches = glob.glob(name, recursive=True)[:_MOST_FILES]  # noqa: PTH207 - relative and absolute
            found = [*matches, name] if not any(_is_own(path, place) for path in matches) else []
        yield from (path for path in found if not _is_own(path, place))


def _name_in(literal: re.Match[str]) -> str:
    return next(group for group in literal.groups() if group is not None).replace("''", "'").replace('""', '"')


def _is_own(name: str, place: Place) -> bool:
    """Return whether the name leads to a file of the database, or to a folder that holds one."""
    real = os.path.realpath(name)
    own = [os.path.realpath(path) for path in (place.published, place.work)]
    stem = own[0]
    if real.startswith((stem, own[1] + os.sep)) or real == own[1]:
        return True
    if any(path.startswith(real.rstrip(os.sep) + os.sep) for path in own):
        return True
    return any(_is_same_file(real, path) for path in (place.published, place.writer))


def _is_same_file(one: str, other: "os.PathLike[str]") -> bool:
    try:
        return os.path.samefile(one, other)  # noqa: PTH121 - names may be anything
    except (OSError, ValueError):
        return False


def _list(values: list[str]) -> str:
    return "[" + ", ".join("'" + value.replace("'", "''") + "'" for value in values) + "]"
