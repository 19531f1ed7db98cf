"""Files that are whole or not there: written beside their place and moved into it."""

import glob
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from flows.errors import NotWritable
from warehouse.place import belongs_to_database

_LEFT_SECONDS = 86_400.0  # the largest export took minutes


@contextmanager
def written_beside(target: Path) -> Iterator[Path]:
    """Give a path to write to; it takes the target's place when the block ends well, else nothing is left of it.

    What a link leads to is replaced, not the link. Raises NotWritable where the target is a folder, device or
    pipe, a link that leads to itself, or a file of a database, or its folder cannot be written to.
    """
    real = Path(os.path.realpath(target))
    if real.exists() and not real.is_file():
        raise NotWritable(f"{target}: not a regular file")
    _must_not_be_ours(real, target)
    partial = real.with_name(f".{real.name}.{os.getpid()}.part")
    _remove_left(real)
    try:
        yield partial
        with partial.open("rb") as handle:
            os.fsync(handle.fileno())
        partial.replace(real)
    except OSError as error:
        raise NotWritable(f"{target}: cannot be written: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            partial.unlink()


def _must_not_be_ours(real: Path, target: Path) -> None:
    """Raise NotWritable for what no report may replace: a database and its files, a link that leads to itself."""
    if real.is_symlink():
        raise NotWritable(f"{target}: a link that leads to itself")
    if belongs_to_database(real):
        raise NotWritable(f"{target}: belongs to a database; choose another name")


def _remove_left(real: Path) -> None:
    """Remove what a command that was killed left beside the file, once nobody can be writing it any more."""
    for left in real.parent.glob(f".{glob.escape(real.name)}.*.part"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_SECONDS:
                left.unlink()


def write_text(target: Path, text: str) -> None:
    """Write a file's whole text beside its place and move it there; into a device or pipe it is written as it is.

    Raises NotWritable.
    """
    if target.exists() and not target.is_file():
        try:
            target.write_text(text, encoding="utf-8")
        except OSError as error:
            raise NotWritable(f"{target}: cannot be written: {error.strerror or error}") from error
        return
    with written_beside(target) as partial:
        partial.write_text(text, encoding="utf-8")
