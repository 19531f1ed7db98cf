"""Files that are whole or not there: written beside their place and moved into it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.errors import NotWritable


@contextmanager
def written_beside(target: Path) -> Iterator[Path]:
    """Give a path to write to; it takes the target's place when the block ends well, else nothing is left of it.

    What a link leads to is replaced, not the link. Raises NotWritable where the target is a folder, device or
    pipe, or its folder cannot be written to.
    """
    real = Path(os.path.realpath(target))
    if real.exists() and not real.is_file():
        raise NotWritable(f"{target}: not a regular file")
    partial = real.with_name(f".{real.name}.{os.getpid()}.part")
    try:
        yield partial
        with partial.open("rb") as handle:
            os.fsync(handle.fileno())
        partial.replace(real)
    except OSError as error:
        raise NotWritable(f"{target}: cannot be written: {error.strerror or error}") from error
    finally:
        partial.unlink(missing_ok=True)


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
