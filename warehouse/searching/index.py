"""The full-text index: SQLite's FTS5 in the work folder, with the words of each revision and each quotation.

It is derived and only grows by what is new: a revision's words never change, and one that is no longer the
current one of its article is not found, for what is found is joined with the database. So an index may be ahead of
the published copy, and one that is behind says by how many articles. Words are folded here, not by FTS5, so that a
query means the same in the index and held against one text (`extractors.queries.match`).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb

from extractors.queries.words import plain_words
from warehouse.errors import SearchIndexMissing
from warehouse.place import Place, set_rights
from warehouse.queries import read_sql
from warehouse.staging import staged_columns

_VERSION = 1  # of the tables and of how words are folded
_BATCH = 500  # texts between two looks at the list, and so many gone ones are left in
_WAIT_SECONDS = 30.0  # for another process that renews the index
# Quotation n of revision r is row r << 12 | n.
QUOTE_BITS = 12

# Bytes of words that FTS5 gathers before it writes them down and merges what is written: with its own 1 MB 1,725
# articles a CPU second at 11,260, with 4 MB 2,135, with 16 MB 2,200 and an index 3 % smaller, with 64 MB no more.
_GATHERED_BYTES = 16_000_000

_TABLES = """
create table revisions (first integer primary key, ids text not null);
create virtual table texts using fts5(title, body, content='', columnsize=0, tokenize='ascii');
create virtual table quotes using fts5(words, content='', columnsize=0, tokenize='ascii');
"""
_GATHERING = (
    "insert into texts (texts, rank) values ('hashsize', ?)",
    "insert into quotes (quotes, rank) values ('hashsize', ?)",
)


def index_path(place: Place) -> Path:
    """Return where the index of a database lies."""
    return place.work / "search.sqlite"


def keep_index(db: duckdb.DuckDBPyConnection, place: Place) -> int:
    """Add the current revisions that the index lacks, and return how many; all or nothing.

    An index of another version, or most of whose revisions are no longer current, is made anew.
    Raises SearchIndexMissing where it cannot be written.
    """
    try:
        return _keep_index(db, index_path(place))
    except (sqlite3.Error, OSError) as error:
        raise SearchIndexMissing(place.published, f"its search index cannot be written ({error})") from error


def _keep_index(db: duckdb.DuckDBPyConnection, path: Path) -> int:
    current = [revision for (revision,) in db.execute("select revision_id from article_facts").fetchall()]
    known = _known(path)
    indexed = set(known)
    missing = [revision for revision in current if revision not in indexed]
    if len(known) + len(missing) > 2 * len(current) + _BATCH:
        known, missing = [], current
    if not known:
        _remove(path)
    digest = _current_digest(db)
    if missing or not path.exists() or digest != _noted_digest(path):
        with _written(path) as index:
            _add(db, index, missing, first=len(known) + 1)
            index.execute(f"pragma application_id = {digest}")
    return len(missing)


def count_unindexed(db: duckdb.DuckDBPyConnection, index: sqlite3.Connection, ids: list[str]) -> int:
    """Return how many articles' current revisions are not among the index's, which `ids` are."""
    if index.execute("pragma application_id").fetchone() == (_current_digest(db),):
        return 0
    with staged_columns(db, "indexed", revision_id=ids):
        counting = "select count(*) from article_facts where revision_id not in (select revision_id from indexed)"
        return int(db.execute(counting).fetchall()[0][0])


def _current_digest(db: duckdb.DuckDBPyConnection) -> int:
    """Return 31 bits of the set of current revisions.

    An index that holds all of them notes it, so that a search need not compare the lists, .05 s of CPU at 101,304.
    """
    digest = "select coalesce(bit_xor(hash(revision_id)), 0) % 2147483648 from article_facts"
    return int(db.execute(digest).fetchall()[0][0])


def _noted_digest(path: Path) -> int:
    with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS)) as index:
        return int(index.execute("pragma application_id").fetchone()[0])


def try_keep_index(db: duckdb.DuckDBPyConnection, place: Place) -> str | None:
    """Add what the index lacks; return what is wrong where it cannot be: that is no reason for a load to fail."""
    try:
        keep_index(db, place)
    except SearchIndexMissing as error:
        return str(error)
    return None


def rebuild_index(db: duckdb.DuckDBPyConnection, place: Place) -> int:
    """Make the index anew and return how many revisions it holds."""
    _remove(index_path(place))
    return keep_index(db, place)


@contextmanager
def open_index(place: Place) -> Iterator[sqlite3.Connection]:
    """Open the index for reading; raises SearchIndexMissing where there is none of this version."""
    path = index_path(place)
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=_WAIT_SECONDS)) as index:
            if index.execute("pragma user_version").fetchone() == (_VERSION,):
                yield index
                return
    except sqlite3.OperationalError as error:
        if path.exists():
            raise SearchIndexMissing(place.published, f"its search index cannot be read ({error})") from error
    except sqlite3.DatabaseError as error:
        raise SearchIndexMissing(place.published, f"its search index is damaged ({error})") from error
    raise SearchIndexMissing(place.published, "has no search index")


def indexed_revisions(index: sqlite3.Connection) -> list[str]:
    """Return the ids of the revisions by their number, from 1 on; place 0 holds none."""
    lists = [ids for (ids,) in index.execute("select ids from revisions order by first")]
    return "\n".join(["", *lists]).split("\n")


def _remove(path: Path) -> None:
    """Remove the index with what a kill left of a transaction."""
    for each in (path, path.with_name(f"{path.name}-journal")):
        each.unlink(missing_ok=True)


def _known(path: Path) -> list[str]:
    """Return the ids that an index holds; none where it is not to be used further."""
    if not path.exists():
        return []
    try:
        with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS)) as index:
            if index.execute("pragma user_version").fetchone() != (_VERSION,):
                return []
            return indexed_revisions(index)[1:]
    except sqlite3.DatabaseError:
        return []


@contextmanager
def _written(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the index in one transaction, its tables made."""
    with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)) as index:
        set_rights(path, 0o666)
        index.execute("begin immediate")
        if index.execute("pragma user_version").fetchone() == (0,):
            for statement in _TABLES.strip().split(";\n"):
                index.execute(statement)
            for statement in _GATHERING:
                index.execute(statement, (_GATHERED_BYTES,))
            index.execute(f"pragma user_version = {_VERSION}")
        yield index
        index.execute("commit")


def _add(db: duckdb.DuckDBPyConnection, index: sqlite3.Connection, missing: list[str], *, first: int) -> None:
    """Index the revisions, numbered from `first` on."""
    if not missing:
        return
    numbers = list(range(first, first + len(missing)))
    with staged_columns(db, "wanted_revisions", number=numbers, revision_id=missing):
        rows = db.execute(read_sql("searching/revision_words"))
        ids = []
        while batch := rows.fetchmany(_BATCH):
            texts = [(number, _plain(title), _plain(text)) for number, _, title, text, _ in batch]
            index.executemany("insert into texts (rowid, title, body) values (?, ?, ?)", texts)
            quotes = [
                (number << QUOTE_BITS | at, _plain(quote))
                for number, _, _, _, quoted in batch
                for at, quote in enumerate((quoted or ())[: 1 << QUOTE_BITS])
            ]
            index.executemany("insert into quotes (rowid, words) values (?, ?)", quotes)
            ids += [revision_id for _, revision_id, *_ in batch]
    index.execute("insert into revisions (first, ids) values (?, ?)", (first, "\n".join(ids)))


def _plain(text: str | None) -> str:
    return plain_words(text) if text else ""
