"""Pairs of articles compared word by word, and written as rows with the spans that they share."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa

from extractors.copies.boilerplate import ShortHashes
from extractors.copies.compare import METHOD_VERSION, Comparison, compare, same_words
from extractors.copies.fingerprints import Fingerprint, fingerprint_texts
from extractors.copies.prepared import Prepared, prepare
from warehouse.copies.boilerplate import read_boilerplate
from warehouse.copies.fingerprints import NO_BOILERPLATE
from warehouse.copies.known import KnownArticle
from warehouse.staging import staged

# Words of prepared texts held at a time, about 60 bytes each.
_CACHED_WORDS = 10_000_000
_FETCHED_PAIRS = 2_000


class PreparedTexts:
    """Texts ready to be compared, by article: from this slice's fingerprints or read again from the database."""

    def __init__(self, db: duckdb.DuckDBPyConnection, prints: Mapping[str, Fingerprint]) -> None:
        self._db = db
        self._prints = dict(prints)
        self._prepared: OrderedDict[str, Prepared] = OrderedDict()
        self._words = 0
        self._boilerplate: dict[str, ShortHashes] = {}

    def load(self, wanted: Sequence[KnownArticle]) -> None:
        """Fetch the texts that are not at hand, at once."""
        missing = {each.revision_id: each for each in wanted if each.article_id not in self._prints}
        missing = {key: each for key, each in missing.items() if each.article_id not in self._prepared}
        outlets = {each.outlet_id for each in wanted if each.outlet_id is not None} - self._boilerplate.keys()
        self._boilerplate.update(dict.fromkeys(outlets, NO_BOILERPLATE))
        self._boilerplate.update(read_boilerplate(self._db, outlets))
        here = {each.article_id: each for each in wanted if each.article_id in self._prints}
        here = {key: each for key, each in here.items() if key not in self._prepared}
        self._keep(list(here.values()), [self._prints[key] for key in here])
        if not missing:
            return
        since = min(each.first_seen_date for each in missing.values())
        rows = self._db.execute(
            "select revision_id, text from revisions where revision_id in (select unnest(?))"
            " and first_seen_at >= cast(? as timestamp) at time zone 'UTC'",
            [list(missing), since],
        ).fetchall()
        self._keep(
            [missing[revision_id] for revision_id, _ in rows], fingerprint_texts([text for _, text in rows])
        )

    def get(self, standing: KnownArticle) -> Prepared:
        """Return the text of an article that was loaded."""
        return self._prepared[standing.article_id]

    def _keep(self, standings: Sequence[KnownArticle], prints: Sequence[Fingerprint]) -> None:
        repeated = [self._boilerplate.get(standing.outlet_id or "", NO_BOILERPLATE) for standing in standings]
        for standing, prepared in zip(standings, prepare(prints, repeated), strict=True):
            self._prepared[standing.article_id] = prepared
            self._words += len(prepared.starts)

    def shrink(self) -> None:
        """Drop the oldest texts beyond the bound."""
        while self._words > _CACHED_WORDS and self._prepared:
            _, dropped = self._prepared.popitem(last=False)
            self._words -= len(dropped.starts)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPair:
    """Two articles, the one with the lower id first, and what they share."""

    a: KnownArticle
    b: KnownArticle
    found: Comparison


def judge_pairs(texts: PreparedTexts, pairs: Iterable[tuple[KnownArticle, KnownArticle]]) -> list[JudgedPair]:
    """Return those of the pairs that are copies."""
    ordered = [(one, other) if one.article_id < other.article_id else (other, one) for one, other in pairs]
    judged: list[JudgedPair] = []
    for index in range(0, len(ordered), _FETCHED_PAIRS):
        chosen = ordered[index : index + _FETCHED_PAIRS]
        texts.load([standing for pair in chosen for standing in pair])
        same = [(a, b) for a, b in chosen if a.text_key == b.text_key]
        judged += [JudgedPair(a=a, b=b, found=same_words(texts.get(a), texts.get(b))) for a, b in same]
        other = [(a, b) for a, b in chosen if a.text_key != b.text_key]
        same_outlet = [a.outlet_id is not None and a.outlet_id == b.outlet_id for a, b in other]
        found = compare([(texts.get(a), texts.get(b)) for a, b in other], same_outlet)
        judged += [
            JudgedPair(a=a, b=b, found=each)
            for (a, b), each in zip(other, found, strict=True)
            if each.kind is not None
        ]
        texts.shrink()
    return judged


def store_pairs(db: duckdb.DuckDBPyConnection, pairs: Sequence[JudgedPair]) -> None:
    """Insert the pairs as rows of `copy_pairs`, column by column: there may be a hundred spans to a pair."""
    if not pairs:
        return
    spans = np.concatenate([pair.found.spans for pair in pairs])
    ends = np.cumsum([0, *(len(pair.found.spans) for pair in pairs)])
    names = ["a_start", "a_end", "b_start", "b_end"]
    structs = pa.StructArray.from_arrays([pa.array(spans[:, place]) for place in range(len(names))], names=names)
    rows = pa.table(
        {
            "article_a": pa.array([pair.a.article_id for pair in pairs], pa.string()),
            "article_b": pa.array([pair.b.article_id for pair in pairs], pa.string()),
            "kind": pa.array([pair.found.kind for pair in pairs], pa.string()),
            "share_a": pa.array([pair.found.share_a for pair in pairs], pa.float64()),
            "share_b": pa.array([pair.found.share_b for pair in pairs], pa.float64()),
            "running_share_a": pa.array([pair.found.running_share_a for pair in pairs], pa.float64()),
            "running_share_b": pa.array([pair.found.running_share_b for pair in pairs], pa.float64()),
            "matched_words": pa.array([pair.found.matched_words for pair in pairs], pa.int64()),
            "text_key_a": pa.array([pair.a.text_key for pair in pairs], pa.uint64()),
            "text_key_b": pa.array([pair.b.text_key for pair in pairs], pa.uint64()),
            "spans": pa.ListArray.from_arrays(pa.array(ends, pa.int32()), structs),
            "method_version": pa.array([METHOD_VERSION] * len(pairs), pa.string()),
        }
    )
    with staged(db, rows):
        db.execute("insert into copy_pairs by name select * from staged")
