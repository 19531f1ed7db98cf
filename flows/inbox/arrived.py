"""What lies in an inbox, and how far it can be merged: in the order of the documents, over all parts."""

import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from heapq import merge
from operator import attrgetter
from pathlib import Path
from uuid import uuid4

from flows.errors import InboxRefused
from flows.inbox.chunks import HEAD, MERGED, Chunk, ChunkDamaged, Handed, read_chunk, read_head, read_rows
from flows.inbox.extraction_order import Order, end_order, is_of_orders

_INTO = "into"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits of one order: by part, chunks that follow on what was merged, and others.

    `until` is the position before which all documents are there; None where all of the order are. `lacking` are
    the parts that keep it from being more.
    """

    order: Order
    lines: Mapping[int, Sequence[Chunk]]
    others: Sequence[Chunk]
    until: int | None
    lacking: tuple[int, ...]

    @property
    def mergeable(self) -> list[Chunk]:
        """Return the chunks of which all can be merged."""
        return [chunk for line in self.lines.values() for chunk in line if self.reaches(chunk)]

    def reaches(self, chunk: Chunk) -> bool:
        """Return whether all of the chunk can be merged."""
        return self.until is None or chunk.end <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """What waits, by when orders were begun; chunks that were merged before; what is none, or not whole.

    `unfinished` is being written, or was when its machine ended.
    """

    orders: tuple[Waiting, ...]
    again: tuple[Path, ...]
    damaged: tuple[str, ...]
    unfinished: tuple[Path, ...]
    foreign: tuple[Path, ...]


def look(inbox: Path) -> Arrived:
    """Return what lies in the inbox, every chunk that waits read through."""
    merged = {path.stem for path in (inbox / MERGED).glob("*.json")}
    heads: list[Chunk] = []
    again: list[Path] = []
    damaged: list[str] = []
    unfinished: list[Path] = []
    foreign: list[Path] = []
    for path in sorted(inbox.iterdir()) if inbox.is_dir() else ():
        if path.name == MERGED or is_of_orders(path.name):
            continue
        if path.is_symlink() or not path.is_dir() or not path.name.lstrip(".").startswith("chunk-"):
            foreign.append(path)
        elif path.name.startswith("."):
            unfinished.append(path)
        elif path.name in merged:
            again.append(path)
        else:
            try:
                heads.append(read_chunk(path))
            except ChunkDamaged as problem:
                damaged.append(str(problem))
    return Arrived(
        orders=tuple(_waiting(inbox, merged, heads)),
        again=tuple(again),
        damaged=tuple(damaged),
        unfinished=tuple(unfinished),
        foreign=tuple(foreign),
    )


def _waiting(inbox: Path, merged: set[str], heads: Sequence[Chunk]) -> Iterator[Waiting]:
    by_order: dict[Order, list[Chunk]] = defaultdict(list)
    for chunk in heads:
        by_order[chunk.order].append(chunk)
    for order in sorted(by_order, key=attrgetter("seen_at", "order_id")):
        prefix = f"chunk-{order.order_id[:12]}-"
        done = _heads(inbox / MERGED / f"{name}.json" for name in merged if name.startswith(prefix))
        yield _lined_up(order, list(done), by_order[order])


def _heads(paths: Iterable[Path]) -> Iterator[Chunk]:
    """Yield the heads that can be read; what lies behind another one waits."""
    for path in paths:
        with suppress(ChunkDamaged):
            yield read_head(path)


def _lined_up(order: Order, done: Sequence[Chunk], waiting: Sequence[Chunk]) -> Waiting:
    """Follow each part from its first document on, over what was merged and what waits, as far as that goes."""
    lines: dict[int, list[Chunk]] = {}
    ends: dict[int, int] = {}
    for part in range(1, order.parts + 1):
        # Of two that begin alike, as a source changed between two tries, what was merged counts, then the longer.
        own = [*sorted((each for each in waiting if each.part == part), key=attrgetter("end")),
               *(each for each in done if each.part == part)]  # fmt: skip
        starts = {each.start: each for each in own}
        at, is_last, line = 0, False, []
        while not is_last and (chunk := starts.pop(at, None)) is not None:
            at, is_last = chunk.end, chunk.is_last
            line.append(chunk)
        lines[part] = [chunk for chunk in line if chunk not in done]
        if not is_last:
            ends[part] = at
    until = min(ends.values(), default=None)
    taken = {chunk for line in lines.values() for chunk in line}
    return Waiting(
        order=order,
        lines=lines,
        others=[chunk for chunk in waiting if chunk not in taken],
        until=until,
        lacking=tuple(part for part, end in ends.items() if end == until),
    )


def rows_of(inbox: Path, waiting: Waiting, *, has_results: bool) -> Iterator[Handed]:
    """Yield the documents that can be merged, in their order; raises ChunkDamaged."""
    lines = (_line(inbox, line, waiting.until, has_results=has_results) for line in waiting.lines.values())
    yield from merge(*lines, key=attrgetter("position"))


def _line(inbox: Path, line: Sequence[Chunk], until: int | None, *, has_results: bool) -> Iterator[Handed]:
    for chunk in line:
        if until is not None and chunk.start >= until:
            return
        for row in read_rows(inbox / chunk.name, has_results=has_results):
            if until is not None and row.position >= until:
                return
            yield row


def claim(inbox: Path, database: str) -> None:
    """Note into which database the inbox is merged; raise InboxRefused where it is another one.

    What one database took is in no other, so a second one would lack it without a word.
    """
    path = inbox / MERGED / _INTO
    path.parent.mkdir(exist_ok=True)
    staged = path.with_name(f".{_INTO}.{uuid4().hex}")
    staged.write_text(database, encoding="utf-8", errors="surrogateescape")
    with suppress(FileExistsError):
        os.link(staged, path)  # unlike a rename it leaves what another one noted
    staged.unlink()
    if (other := path.read_text(encoding="utf-8", errors="surrogateescape")) != database:
        raise InboxRefused(
            f"{inbox}: is merged into {other}; give each database an inbox of its own"
            f" (where that one was moved or is no more, remove {path})"
        )


def put_away(inbox: Path, waiting: Waiting) -> None:
    """Keep the heads only of the chunks that were merged; where that was all of the order, it is over."""
    (inbox / MERGED).mkdir(exist_ok=True)
    for chunk in waiting.mergeable:
        folder = inbox / chunk.name
        (folder / HEAD).replace(inbox / MERGED / f"{chunk.name}.json")
        shutil.rmtree(folder, ignore_errors=True)
    if waiting.until is None:
        end_order(inbox, waiting.order)
        for path in inbox.glob(f".chunk-{waiting.order.order_id[:12]}-*"):
            shutil.rmtree(path, ignore_errors=True)


def remove_again(folders: Sequence[Path]) -> None:
    """Remove chunks that were merged before; what they hold is stored and published."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
