"""Files of people and strangers: only regular ones are read, and of those no more than was meant."""

import os
import stat


def regular_bytes(path: str, max_bytes: int) -> bytes | None:
    """Return at most `max_bytes` + 1 bytes; None if the path is no regular file."""
    # Not blocking, because opening a pipe would wait for its writer; a link put there since realpath fails.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as handle:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        return handle.read(max_bytes + 1)


def file_bytes(path: "os.PathLike[str] | str", max_bytes: int) -> bytes:
    """Return the content of a regular file, also by a link to it; raises OSError, also where it is too large."""
    body = regular_bytes(os.path.realpath(path), max_bytes)
    if body is None:
        raise OSError(None, "not a regular file")
    if len(body) > max_bytes:
        raise OSError(None, f"larger than {max_bytes:,} bytes")
    return body
