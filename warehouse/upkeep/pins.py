"""Pins: a published copy kept under a name, with what it was made by, so that a number from it can be cited.

A pin is a folder `pins/NAME` in the work folder with the copy, which nothing changes afterwards, and its manifest.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from warehouse.connection import as_warehouse_error, connect
from warehouse.database import MISSING, made_at, open_reader
from warehouse.errors import DatabaseMissing, PinRefused
from warehouse.place import Place, copy_file, must_be_file, place_of, set_rights
from warehouse.queries import read_sql

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_COPY, _MANIFEST = "pinned.duckdb", "manifest.json"
_CHUNK_BYTES = 1 << 20  # read at once for a digest
_COUNTED = ("articles", "outlets", "distinct texts", "stories", "mentions", "quotes", "statements")
_LISTED = ("counts", "methods", "views")
# A database that nothing was run in has none of these.
_UNKNOWN_AT_FIRST = (
    "run_id", "run_began_at", "run_code_version", "settings_hash", "first_day", "last_day",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewDigest:
    """What a view answered: its rows, and their digest in hex, which is the same in whatever order they come."""

    view: str
    row_count: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a pin is of.

    `methods` are the versions of all methods that made its rows, as "table: method version"; times are ISO 8601
    in UTC; `sha256` and `byte_count` are of the copy. The run is the last one that is in it.
    """

    name: str
    pinned_at: str
    code_version: str
    database_made_at: str
    run_id: str | None
    run_began_at: str | None
    run_code_version: str | None
    settings_hash: str | None
    counts: dict[str, int]
    first_day: str | None
    last_day: str | None
    methods: tuple[str, ...]
    views: tuple[ViewDigest, ...]
    byte_count: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A pin's copy and its manifest."""

    database: Path
    manifest: Manifest

    @property
    def asked_at(self) -> datetime:
        """Return the time that questions to it are asked at, so that "the last week" stays the same week."""
        return datetime.fromisoformat(self.manifest.run_began_at or self.manifest.pinned_at)


def add_pin(place: Place, name: str, *, code_version: str, now: datetime) -> Pin:
    """Keep the published copy under a name; raises PinRefused where there is such a pin, and for a bad name."""
    folder = _folder_of(place, name)
    must_be_file(place, "each run stays askable there (`cuttings sql --as-of RUN`)")
    if not place.published.exists():
        raise DatabaseMissing(place.published, MISSING)
    if folder.exists():
        raise PinRefused(name, "there is a pin of this name; it stays as it is")
    try:
        folder.parent.mkdir(exist_ok=True)
        with _alone(folder.parent, name):
            return _add(place, folder, code_version=code_version, now=now)
    except OSError as error:
        raise PinRefused(name, f"cannot be written: {error.strerror}") from error


@contextmanager
def _alone(pins: Path, name: str) -> Iterator[None]:
    """Make one pin at a time, and remove what one that was killed left; raises PinRefused amid another."""
    descriptor = os.open(pins, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for left in pins.glob(".*.part"):
            shutil.rmtree(left, ignore_errors=True)
        yield
    except BlockingIOError as error:
        raise PinRefused(name, "another pin is being made; try again") from error
    finally:
        os.close(descriptor)


def _add(place: Place, folder: Path, *, code_version: str, now: datetime) -> Pin:
    """Make the pin beside its place, and move it there when it is whole."""
    name, staged = folder.name, folder.with_name(f".{folder.name}.part")
    try:
        staged.mkdir()
        copy_file(place.published, staged / _COPY, place)
        manifest = _manifest_of(staged / _COPY, name, code_version=code_version, now=now)
        (staged / _MANIFEST).write_text(json.dumps(asdict(manifest), indent=1) + "\n", encoding="utf-8")
        set_rights(staged / _COPY, 0o444)
        staged.rename(folder)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return Pin(database=folder / _COPY, manifest=manifest)


def find_pin(place: Place, name: str, *, is_checked: bool = False) -> Pin:
    """Return the pin; raises PinRefused for an unknown name, and where its copy is not the one that was pinned.

    Its size is looked at each time, its content only where it is to be checked: .3 s a GB.
    """
    folder = _folder_of(place, name)
    if not folder.is_dir():
        known = ", ".join(each.name for each in _folders(place)) or "none"
        raise PinRefused(name, f"no such pin; there are: {known}")
    manifest = _read_manifest(folder, name)
    copy = folder / _COPY
    if not copy.is_file() or copy.stat().st_size != manifest.byte_count:
        raise PinRefused(name, f"{copy} is not the file that was pinned")
    if is_checked and _sha256(copy) != manifest.sha256:
        raise PinRefused(name, f"{copy} was changed since it was pinned")
    return Pin(database=copy, manifest=manifest)


def list_pins(place: Place, *, is_checked: bool = False) -> tuple[list[Pin], list[PinRefused]]:
    """Return all pins that are whole, the oldest first, and what is wrong with each of the others."""
    pins: list[Pin] = []
    damaged: list[PinRefused] = []
    for folder in _folders(place):
        try:
            pins.append(find_pin(place, folder.name, is_checked=is_checked))
        except PinRefused as error:
            damaged.append(error)
    return sorted(pins, key=lambda pin: (pin.manifest.pinned_at, pin.manifest.name)), damaged


def remove_pin(place: Place, name: str) -> None:
    """Remove a pin, a damaged one too; raises PinRefused where there is none."""
    folder = _folder_of(place, name)
    if not folder.is_dir():
        find_pin(place, name)
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise PinRefused(name, f"cannot be removed: {error.strerror}") from error


def pins_with(place: Place, article_id: str) -> list[str]:
    """Return the names of the pins whose copy holds the article, and of those that cannot be read."""
    holding = []
    for folder in _folders(place):
        try:
            with _opened(folder / _COPY) as db:
                found = db.execute("select 1 from articles where article_id = ?", [article_id]).fetchall()
        except Exception:
            found = [(1,)]
        holding += [folder.name] if found else []
    return holding


def manifest_of(place: Place, *, code_version: str, now: datetime) -> Manifest:
    """Return what a pin of the published copy would state, its views and its content left aside."""
    with open_reader(place) as db:
        return Manifest(
            name="", views=(), byte_count=0, sha256="", **_facts(db), code_version=code_version,
            pinned_at=now.isoformat(timespec="seconds"), database_made_at=str(made_at(place)),
        )  # fmt: skip


def _manifest_of(copy: Path, name: str, *, code_version: str, now: datetime) -> Manifest:
    with _opened(copy) as db:
        views = db.execute(
            "select view_name from duckdb_views() where not internal and view_name like 'report_%' order by 1"
        ).fetchall()
        digests = tuple(_digest(db, view) for (view,) in views)
        facts = _facts(db)
    return Manifest(
        name=name, views=digests, **facts, code_version=code_version, pinned_at=now.isoformat(timespec="seconds"),
        database_made_at=str(made_at(place_of(copy))), byte_count=copy.stat().st_size, sha256=_sha256(copy),
    )  # fmt: skip


def _facts(db: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Return what is asked of the copy itself: its last run, counts, days and methods."""
    found = db.execute(read_sql("upkeep/pin_facts"))
    names = [name for name, *_ in found.description or []]
    facts = dict(zip(names, found.fetchall()[0], strict=True))
    methods = db.execute(read_sql("upkeep/pin_methods")).fetchall()
    return {**facts, "methods": tuple(line for (line,) in methods)}


def _digest(db: duckdb.DuckDBPyConnection, view: str) -> ViewDigest:
    ((count, digest),) = db.execute(
        f"select count(*), bit_xor(md5_number(each::varchar)) from (from {view}) as each"  # noqa: S608 - ours
    ).fetchall()
    return ViewDigest(view=view, row_count=count, digest=f"{digest or 0:032x}")


def _opened(copy: Path) -> duckdb.DuckDBPyConnection:
    place = place_of(copy)
    with as_warehouse_error(place):
        return connect(copy, place, read_only=True)


def _read_manifest(folder: Path, name: str) -> Manifest:
    try:
        stated = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        views = tuple(ViewDigest(**view) for view in stated.pop("views"))
        manifest = Manifest(views=views, methods=tuple(stated.pop("methods")), **stated)
        _must_be_whole(manifest)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        said = f"damaged, or of a newer Cuttings ({type(error).__name__})"
        raise PinRefused(name, f"{folder / _MANIFEST}: {said}") from error
    return manifest


def _must_be_whole(manifest: Manifest) -> None:
    """Raise ValueError where a field is not of its type, a count is missing or a time has no zone."""
    row = asdict(manifest)
    kinds = {name: int if name == "byte_count" else str for name in row if name not in _LISTED}
    wrong = [name for name, kind in kinds.items() if type(row[name]) is not kind and name not in _UNKNOWN_AT_FIRST]
    wrong += [name for name in _UNKNOWN_AT_FIRST if not isinstance(row[name], str | None)]
    wrong += [name for name in _COUNTED if type(manifest.counts[name]) is not int]
    wrong += [method for method in manifest.methods if type(method) is not str]
    times = (manifest.pinned_at, manifest.run_began_at or manifest.pinned_at)
    if wrong or any(datetime.fromisoformat(time).tzinfo is None for time in times):
        raise ValueError(wrong)


def _folder_of(place: Place, name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise PinRefused(name[:100], "a name has letters, digits, dots, - and _ only, 64 at most")
    return place.work / "pins" / name


def _folders(place: Place) -> list[Path]:
    folder = place.work / "pins"
    return sorted(each for each in folder.iterdir() if _NAME.fullmatch(each.name)) if folder.is_dir() else []


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as handle:
        while piece := handle.read(_CHUNK_BYTES):
            digest.update(piece)
    return digest.hexdigest()
