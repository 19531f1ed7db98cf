"""Folders and files of text and HTML: from disk to raw documents.

Only regular files whose real path lies under the root that was named are opened; what a link leads to outside of
it, devices, pipes and sockets are refused before anything is read from them.
"""

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from extractors.ids import content_id
from extractors.records import Entry, RawDocument, Rejected
from extractors.rejections import reject, storable
from flows.bodies.files import regular_bytes
from flows.bodies.sniffing import has_controls, is_binary, looks_like_html
from flows.workers.process import describe

_MAX_FILE_BYTES = 20_000_000  # a saved page is .3 MB on average; beyond this it is no article

_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})
_DOCUMENT_SUFFIXES = _HTML_SUFFIXES | _TEXT_SUFFIXES
_PRIVATE_KEY = re.compile(rb"-----BEGIN [A-Z ]{0,40}PRIVATE KEY")
_KEY_BYTES = 8192  # where a private key says what it is


def read_folder(
    paths: Iterable[Path | str], *, now: datetime, max_bytes: int = _MAX_FILE_BYTES
) -> Iterator[RawDocument | Rejected]:
    """Yield the documents of the files and folders, in order of their names, each real file once.

    A file's source is the folder that holds it, a folder's files have that folder: so a file leads to the same
    entry whether it is named itself or found.
    """
    seen: set[str] = set()
    for path in paths:
        yield from _read_named(os.fspath(path), now, max_bytes, seen)


def _folder_source_id(folder: str) -> str:
    """Return the id of the source that a folder is; `folder` is its real path."""
    return content_id("folder", storable(folder))


def _read_named(path: str, now: datetime, max_bytes: int, seen: set[str]) -> Iterator[RawDocument | Rejected]:
    if has_controls(path):
        yield reject("read", "bad_name", location=path, at=now)
        return
    # What a person names may be a link; what is found below it may not lead out.
    real = os.path.realpath(path)
    try:
        mode = os.stat(real).st_mode  # noqa: PTH116 - names may hold bytes that are no text
    except OSError as error:
        reason = "missing" if isinstance(error, FileNotFoundError | NotADirectoryError) else "unreadable"
        yield reject("read", reason, location=real, at=now, detail=error.strerror)
        return
    is_folder = stat.S_ISDIR(mode)
    source = real if is_folder else os.path.dirname(real)  # noqa: PTH120
    for found in _walk(real, now) if is_folder else [real]:
        if isinstance(found, Rejected):
            yield found
        elif os.path.realpath(found) not in seen:
            seen.add(os.path.realpath(found))
            try:
                document = _read_file(found, source, now, max_bytes)
            except Exception as error:
                document = reject("read", "error", location=found, at=now, detail=describe(error))
            yield document


def _walk(root: str, now: datetime) -> Iterator[str | Rejected]:
    """Yield the paths of files below the root, in order of their names, and what is refused by its kind."""
    waiting: list[str | Rejected | os.DirEntry[str]] = [*reversed(_children(root, now))]
    while waiting:
        child = waiting.pop()
        if isinstance(child, str | Rejected):
            yield child
        elif has_controls(child.name):
            yield reject("read", "bad_name", location=child.path, at=now)
        elif child.is_symlink():
            yield _link_target(child, root, now)
        elif not child.is_dir(follow_symlinks=False):
            yield child.path
        elif _suffix(child.name) in _DOCUMENT_SUFFIXES:
            yield reject("read", "not_regular", location=child.path, at=now, detail="a folder named like a file")
        else:
            waiting.extend(reversed(_children(child.path, now)))


def _children(folder: str, now: datetime) -> "Sequence[os.DirEntry[str] | Rejected]":
    try:
        with os.scandir(folder) as found:
            # Settings, keys and histories are hidden (.env, .netrc, .git); such a file is read where it is named.
            seen = [child for child in found if not child.name.startswith(".")]
            return sorted(seen, key=lambda child: child.name)
    except OSError as error:
        return [reject("read", "unreadable", location=folder, at=now, detail=error.strerror)]


def _link_target(child: "os.DirEntry[str]", root: str, now: datetime) -> str | Rejected:
    target = os.path.realpath(child.path)
    if not (target == root or target.startswith(root.rstrip(os.sep) + os.sep)):
        return reject("read", "outside_root", location=child.path, at=now, detail=target)
    if os.path.isdir(target):  # noqa: PTH112
        return reject("read", "not_regular", location=child.path, at=now, detail="a link to a folder")
    return child.path


def _read_file(path: str, source: str, now: datetime, max_bytes: int) -> RawDocument | Rejected:
    def refuse(reason: str, detail: str | None = None) -> Rejected:
        return reject("read", reason, location=path, at=now, detail=detail, source_id=_folder_source_id(source))

    suffix = _suffix(path)
    if suffix and suffix not in _DOCUMENT_SUFFIXES:
        return refuse("unsupported_type", suffix)
    real = os.path.realpath(path)
    try:
        body = regular_bytes(real, max_bytes)
    except OSError as error:
        return refuse("missing" if isinstance(error, FileNotFoundError) else "unreadable", error.strerror)
    if body is None:
        return refuse("not_regular")
    if len(body) > max_bytes:
        return refuse("too_large", f"more than {max_bytes} bytes")
    if not body.strip():
        return refuse("empty")
    if _PRIVATE_KEY.search(body, 0, _KEY_BYTES):
        return refuse("private_key")
    return refuse("binary") if is_binary(body) else _document(body, real, source, now)


def _document(body: bytes, path: str, source: str, now: datetime) -> RawDocument:
    raw_id = hashlib.sha256(body).hexdigest()
    location = storable(path)
    source_id = _folder_source_id(source)
    entry = Entry(
        entry_id=content_id(source_id, location),
        source_id=source_id,
        location=location,
        state="fetched",
        raw_id=raw_id,
        attempt_count=1,
        first_seen_at=now,
    )
    is_html = _suffix(path) in _HTML_SUFFIXES or (not _suffix(path) and looks_like_html(body))
    return RawDocument(
        raw_id=raw_id,
        body=body,
        media_type="text/html" if is_html else "text/plain",
        location=location,
        entry=entry,
        seen_at=now,
    )


def _suffix(path: str) -> str:
    return Path(path).suffix.lower()
