"""Extraction for a writer elsewhere: documents of one part of an order, chunk by chunk into an inbox.

No database is read or written: what is known already the writer finds out when it merges.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from extractors.ids import content_id
from extractors.records import RawDocument, Rejected
from flows.errors import InboxRefused, NothingToLoad
from flows.inbox.chunks import Chunk, Handed, digest_of, is_handed_in, remove_unfinished, write_chunk
from flows.inbox.extraction_order import MOST_PARTS, Order, absolute_paths, join_order, lines_of, part_of
from flows.lists.lexicon import watchlist_source
from flows.lists.models import check_models
from flows.lists.settings import Settings
from flows.lists.version import code_version
from flows.output import Talk
from flows.runs.extraction import Outcome
from flows.runs.load import read_documents
from flows.runs.overlap import Step
from flows.runs.steps import extractor_name, open_extractor

# A task of Prefect, a WARC file and what is done again after a kill: some minutes of one core.
CHUNK_DOCUMENTS = 2_000
# As a batch of a load: bounds the memory whatever the documents are.
_CHUNK_BYTES = 128_000_000

_Placed = tuple[int, RawDocument | Rejected]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """How many chunks were handed in, how many were there before, and what was in the former."""

    chunks: int = 0
    chunks_before: int = 0
    documents: int = 0
    articles: int = 0
    rejections: tuple[tuple[str, int], ...] = ()

    def row(self) -> dict[str, object]:
        """Return it as one JSON object."""
        return asdict(self) | {"rejections": dict(self.rejections)}

    def lines(self, inbox: Path) -> list[str]:
        """Return it in lines for people."""
        return [
            f"{inbox}: chunks handed in {self.chunks:,}, there before {self.chunks_before:,}",
            f"documents {self.documents:,}: articles {self.articles:,}",
            *(f"  rejected: {reason} {count:,}" for reason, count in self.rejections),
        ]


def conditions_of(settings: Settings) -> str:
    """Return what tells machines apart that would find other things in the same document."""
    outlets = settings.outlets.read_bytes() if settings.outlets.is_file() else b""
    models = [(language, (folder / "models.json").read_bytes()) for language, folder in settings.mentions.models]
    found_by = f"{code_version()} {extractor_name(settings)} {settings.mentions.mode}"
    lists = content_id(watchlist_source(settings.watchlist), hashlib.sha256(outlets).hexdigest(), models)
    return f"{found_by} {lists}"


async def hand_in(
    paths: Sequence[Path],
    settings: Settings,
    talk: Talk,
    *,
    inbox: Path,
    part: int,
    parts: int,
    step: Step,
    columns: Mapping[str, str] | None = None,
    chunk_documents: int = CHUNK_DOCUMENTS,
) -> HandedIn:
    """Extract what is this part's of the paths and hand it in; chunks that are there already are left out.

    Raises NothingToLoad where none of the paths exists, InboxRefused where others extract them otherwise.
    """
    if not 1 <= part <= parts <= MOST_PARTS:
        raise InboxRefused(f"part {part} of {parts}: there is no such part")
    if not any(path.exists() for path in paths):
        raise NothingToLoad(f"no such file or folder: {', '.join(map(str, paths))}")
    check_models(settings.mentions.mode, settings.mentions.models)
    wanted = Order(
        paths=absolute_paths(paths),
        columns=tuple(sorted((columns or {}).items())),
        parts=parts,
        seen_at=datetime.now(UTC).isoformat(),
        conditions=conditions_of(settings),
    )
    order = join_order(inbox, wanted)
    remove_unfinished(inbox)
    now = datetime.fromisoformat(order.seen_at)
    documents = read_documents([Path(path) for path in order.paths], settings, columns, now=now)
    handed = HandedIn()
    with open_extractor(settings, lines_of(inbox, order)) as extract:
        for chunk, placed in _chunks(documents, order, part, chunk_documents):
            if is_handed_in(inbox, chunk):
                handed = _added(handed, (), chunks_before=1)
                continue
            rows = await step("extract", _hand_over, inbox, chunk, placed, extract)
            handed = _added(handed, rows, chunks=1)
            talk.progress("documents", handed.documents, None)
    return handed


def _hand_over(
    inbox: Path,
    chunk: Chunk,
    placed: Sequence[_Placed],
    extract: Callable[[Sequence[RawDocument]], list[Outcome]],
) -> list[Handed]:
    """Extract the documents and write the chunk; return its rows."""
    outcomes = iter(extract([each for _, each in placed if isinstance(each, RawDocument)]))
    rows: list[Handed] = []
    for position, document in placed:
        if isinstance(document, Rejected):
            rows.append(Handed(position=position, document=document))
            continue
        outcome = next(outcomes)
        rows.append(Handed(position=position, document=document, result=outcome.result, findings=outcome.findings))
    write_chunk(inbox, chunk, rows)
    return rows


def _chunks(
    documents: Iterable[RawDocument | Rejected], order: Order, part: int, most: int
) -> Iterator[tuple[Chunk, list[_Placed]]]:
    """Yield the part's documents with their positions among all, by chunks; the last one may have none."""
    placed: list[_Placed] = []
    start = end = size = 0
    for position, document in enumerate(documents):
        if len(placed) >= most or size >= _CHUNK_BYTES:
            yield _chunk(order, part, start, end, placed), placed
            placed, size, start = [], 0, end
        end = position + 1
        if part_of(document, order.parts) == part:
            placed.append((position, document))
            size += len(document.body) if isinstance(document, RawDocument) else 0
    yield _chunk(order, part, start, end, placed, is_last=True), placed


def _chunk(
    order: Order, part: int, start: int, end: int, placed: Sequence[_Placed], *, is_last: bool = False
) -> Chunk:
    digest = digest_of([document for _, document in placed])
    return Chunk(order=order, part=part, start=start, end=end, is_last=is_last, digest=digest)


def _added(handed: HandedIn, rows: Sequence[Handed], *, chunks: int = 0, chunks_before: int = 0) -> HandedIn:
    dropped = [
        reason.reason for row in rows for reason in (row.document, row.result) if isinstance(reason, Rejected)
    ]
    return HandedIn(
        chunks=handed.chunks + chunks,
        chunks_before=handed.chunks_before + chunks_before,
        documents=handed.documents + len(rows),
        articles=handed.articles + len(rows) - len(dropped),
        rejections=tuple(sorted((Counter(dict(handed.rejections)) + Counter(dropped)).items())),
    )
