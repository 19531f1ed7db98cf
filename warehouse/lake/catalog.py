"""The name of a lake, `ducklake:postgres:dbname=news host=db`, as it stands where a file's path may stand.

In a settings file a path is taken from the file's folder, and so is this: what belongs to a lake and is local (the
archive, the search index, logs) lies in a folder there.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import DatabaseUnreadable

_SCHEME = "ducklake:"
_POSTGRES = "postgres:"
_NAME = re.compile(r"\bdbname\s*=\s*(?:'([^']+)'|(\S+))")
# As a word, as `sslpassword`, or in an address that stands where a name may (a path has one of its two slashes).
_PASSWORD = re.compile(r"password\s*=|:/")
# A host that is gone is an error, not a wait: by itself libpq waits two minutes for a connection, and fifteen for
# what it sent to be confirmed. A stopped server whose machine is there confirms, and keeps all waiting.
_PATIENCE = {"connect_timeout": "10", "tcp_user_timeout": "30000"}  # s; ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """Where the catalog is: `postgres` in the words of libpq, or the DuckDB file; `label` names its folders."""

    label: str
    postgres: str | None = None
    file: Path | None = None

    @property
    def address(self) -> str:
        """The name of the lake, whatever folder it was named in."""
        return f"{_SCHEME}{_POSTGRES}{self.postgres}" if self.file is None else f"{_SCHEME}{self.file}"

    @property
    def attached(self) -> str:
        """What DuckDB attaches as a lake."""
        return f"{_SCHEME}{_POSTGRES}{self.libpq}" if self.file is None else self.address

    @property
    def libpq(self) -> str:
        """What libpq is told of a catalog in PostgreSQL: its words, and how long to wait where they do not say.

        >>> Catalog(label="news", postgres="dbname=news connect_timeout=3").libpq
        'dbname=news connect_timeout=3 tcp_user_timeout=30000'
        """
        words = self.postgres or ""
        unsaid = [f"{name}={value}" for name, value in _PATIENCE.items() if not re.search(rf"\b{name}\s*=", words)]
        return " ".join([words, *unsaid])


def split_lake(database: Path) -> tuple[Path, str] | None:
    """Return the folder that a lake's name is taken from, and the name; None where the path is a file's.

    >>> split_lake(Path("/srv/news/ducklake:postgres:dbname=news host=/run/postgresql"))
    (PosixPath('/srv/news'), 'ducklake:postgres:dbname=news host=/run/postgresql')
    >>> split_lake(Path("news.duckdb")) is None
    True
    """
    parts = database.parts
    for number, part in enumerate(parts):
        if part.startswith(_SCHEME):
            return Path(*parts[:number]), str(Path(*parts[number:]))
    return None


def read_catalog(folder: Path, name: str) -> Catalog:
    """Return the catalog that the name means; raises DatabaseUnreadable for one that cannot be used.

    >>> read_catalog(Path("/srv"), "ducklake:postgres:dbname=news host=db").label
    'news'
    >>> read_catalog(Path("/srv"), "ducklake:news.ducklake").address
    'ducklake:/srv/news.ducklake'
    """
    rest = name.removeprefix(_SCHEME)
    if not rest.startswith(_POSTGRES):
        if not rest or re.match(r"[a-z]+:", rest):
            raise DatabaseUnreadable(
                folder / name, "a lake is named ducklake:postgres:dbname=NAME or ducklake:FILE"
            )
        file = folder / rest
        return Catalog(label=file.stem, file=file)
    words = rest.removeprefix(_POSTGRES)
    found = _NAME.search(words)
    if found is None:
        reason = (
            "no dbname= in it; a lake in PostgreSQL is named ducklake:postgres:dbname=NAME host=HOST user=USER"
        )
        raise DatabaseUnreadable(folder / f"{_SCHEME}{_POSTGRES}", reason)
    if _PASSWORD.search(words):
        # The name stands in logs, in artifacts and in every message.
        reason = "a password does not belong into the name of a database; ~/.pgpass and PGPASSWORD are for it"
        raise DatabaseUnreadable(folder / f"{_SCHEME}{_POSTGRES}", reason)
    return Catalog(label=re.sub(r"[^\w.-]", "_", found[1] or found[2]), postgres=words)
