"""Lists of URLs, one a line, as entries to be fetched."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from extractors.ids import content_id
from extractors.records import Entry, Rejected
from extractors.rejections import reject
from extractors.urls.identity import canonical_url, identity_key
from flows.bodies.files import regular_bytes
from flows.lists.secrets import masked_url
from flows.workers.process import describe

_MAX_URLS = 100_000  # a list of more is a dump; further ones are counted as left out
_MAX_LIST_BYTES = 50_000_000  # 500 bytes an address


def read_url_list(path: Path, *, source_id: str, now: datetime) -> Iterator[Entry | Rejected]:
    """Yield what the file lists; see `_listed_entries`."""
    try:
        body = regular_bytes(os.path.realpath(path), _MAX_LIST_BYTES)
    except OSError as error:
        reason = "missing" if isinstance(error, FileNotFoundError) else "unreadable"
        yield reject("read", reason, location=str(path), at=now, detail=error.strerror, source_id=source_id)
        return
    if body is None or len(body) > _MAX_LIST_BYTES:
        reason = "not_regular" if body is None else "too_large"
        yield reject("read", reason, location=str(path), at=now, source_id=source_id)
        return
    yield from _listed_entries(body, source_id=source_id, location=str(path), now=now)


def _listed_entries(body: bytes, *, source_id: str, location: str, now: datetime) -> Iterator[Entry | Rejected]:
    """Yield an entry for each usable line and a row for each other; blank lines and those with # say nothing."""
    seen: set[str] = set()
    for number, line in enumerate(body.decode("utf-8-sig", "replace").split("\n"), 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        try:
            url, key = canonical_url(text), identity_key(text)
        except Exception as error:
            yield reject("read", "error", location=f"{location}#{number}", at=now, source_id=source_id,
                         detail=describe(error))  # fmt: skip
            continue
        if url is None or key is None:
            yield reject("read", "bad_link", location=f"{location}#{number}", at=now, source_id=source_id,
                         detail=f"line {number}: {masked_url(text[:200])!r}")  # fmt: skip
        elif len(seen) >= _MAX_URLS:
            yield reject("read", "too_many_items", location=location, at=now, source_id=source_id,
                         detail=f"beyond line {number}")  # fmt: skip
            return
        elif key not in seen:
            seen.add(key)
            yield Entry(
                entry_id=content_id(source_id, "link", key),
                source_id=source_id,
                location=url,
                state="due",
                next_attempt_at=now,
                first_seen_at=now,
            )
