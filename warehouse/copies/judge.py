"""Pairs of articles compared word by word, and written as rows with the spans that they share."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from warehouse.queries import read_sql
from warehouse.staging import staged

# Words of prepared texts held at a time, about 80 bytes each.
_CACHED_WORDS = 8_000_000
_FETCHED_PAIRS = 2_000


Pair = tuple[KnownArticle, KnownArticle]


@dataclass(slots=True, kw_only=True)
class _Held:
    """A text at hand: without the boilerplate of its outlet, or with all its words, each made when asked for."""

    fingerprint: Fingerprint
    own: Prepared | None = None
    whole: Prepared | None = None


class PreparedTexts:
    """Texts ready to be compared, by article: from this slice's fingerprints or read again from the database."""

    def __init__(self, db: duckdb.DuckDBPyConnection, prints: Mapping[str, Fingerprint]) -> None:
        self._db = db
        self._prints = dict(prints)
        self._held: OrderedDict[str, _Held] = OrderedDict()
        self._words = 0
        self._boilerplate: dict[str, ShortHashes] = {}

    def load(self, wanted: Sequence[KnownArticle]) -> None:
        """Fetch the texts that are not at hand, at once."""
        missing = {each.revision_id: each for each in wanted if each.article_id not in self._prints}
        missing = {key: each for key, each in missing.items() if each.article_id not in self._held}
        here = {each.article_id for each in wanted if each.article_id in self._prints} - self._held.keys()
        here_in_order = [each for each in dict.fromkeys(one.article_id for one in wanted) if each in here]
        self._keep(here_in_order, [self._prints[key] for key in here_in_order])
        if not missing:
            return
        since = min(each.first_seen_date for each in missing.values())
        # A list of rows keeps other texts from being unpacked: of 20 among 101,758 .47 instead of 1.12 s of CPU.
        rows = self._db.execute(read_sql("copies/texts_of"), [list(missing), since]).fetchall()
        self._keep(
            [missing[revision_id].article_id for revision_id, _ in rows],
            fingerprint_texts([text for _, text in rows]),
        )

    def whole(self, standing: KnownArticle) -> Prepared:
        """Return the text with all its words; `keep_whole` was told of it."""
        whole = self._held[standing.article_id].whole
        assert whole is not None
        return whole

    def own(self, standing: KnownArticle) -> Prepared:
        """Return the text without boilerplate; `leave_boilerplate` was told of it."""
        own = self._held[standing.article_id].own
        assert own is not None
        return own

    def keep_whole(self, wanted: Sequence[KnownArticle]) -> None:
        """Make the texts, which were loaded, ready with all their words."""
        held = [one for key in {each.article_id for each in wanted} if (one := self._held[key]).whole is None]
        prepared = prepare([each.fingerprint for each in held], [NO_BOILERPLATE] * len(held))
        for each, whole in zip(held, prepared, strict=True):
            each.whole = whole

    def leave_boilerplate(self, wanted: Sequence[KnownArticle]) -> None:
        """Make the texts, which were loaded, ready without the boilerplate of their outlets."""
        outlets = {each.outlet_id for each in wanted if each.outlet_id is not None} - self._boilerplate.keys()
        self._boilerplate.update(dict.fromkeys(outlets, NO_BOILERPLATE))
        self._boilerplate.update(read_boilerplate(self._db, outlets))
        due = {each.article_id: each for each in wanted if self._held[each.article_id].own is None}
        repeated = [self._boilerplate.get(each.outlet_id or "", NO_BOILERPLATE) for each in due.values()]
        held = [self._held[article_id] for article_id in due]
        for each, own in zip(held, prepare([each.fingerprint for each in held], repeated), strict=True):
            each.own = own

    def _keep(self, article_ids: Sequence[str], prints: Sequence[Fingerprint]) -> None:
        for article_id, found in zip(article_ids, prints, strict=True):
            self._held[article_id] = _Held(fingerprint=found)
            self._words += len(found.starts)

    def shrink(self) -> None:
        """Drop the oldest texts beyond the bound."""
        while self._words > _CACHED_WORDS and self._held:
            _, dropped = self._held.popitem(last=False)
            self._words -= len(dropped.fingerprint.starts)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPair:
    """Two articles, the one with the lower id first, and what they share."""

    a: KnownArticle
    b: KnownArticle
    found: Comparison


def judge_pairs(texts: PreparedTexts, pairs: Iterable[Pair]) -> list[JudgedPair]:
    """Return those of the pairs that are copies, boilerplate left aside."""
    judged: list[JudgedPair] = []
    for chosen in _loaded(texts, pairs):
        texts.leave_boilerplate([standing for pair in chosen for standing in pair])
        same = [(a, b) for a, b in chosen if a.text_key == b.text_key]
        judged += [JudgedPair(a=a, b=b, found=same_words(texts.own(a), texts.own(b))) for a, b in same]
        other = [(a, b) for a, b in chosen if a.text_key != b.text_key]
        found = compare([(texts.own(a), texts.own(b)) for a, b in other], _are_one_outlets(other))
        judged += [
            JudgedPair(a=a, b=b, found=each)
            for (a, b), each in zip(other, found, strict=True)
            if each.kind is not None
        ]
    return judged


def sift_pairs(texts: PreparedTexts, pairs: Iterable[Pair]) -> list[Pair]:
    """Return those of the pairs that share as many words as copies do, boilerplate or not."""
    alike: list[Pair] = []
    for chosen in _loaded(texts, pairs):
        texts.keep_whole([standing for pair in chosen for standing in pair])
        found = compare([(texts.whole(a), texts.whole(b)) for a, b in chosen], _are_one_outlets(chosen))
        alike += [pair for pair, each in zip(chosen, found, strict=True) if each.is_alike]
    return alike


def _loaded(texts: PreparedTexts, pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    """Yield the pairs, the lower id first, so many at a time that their texts are at hand."""
    ordered = [(one, other) if one.article_id < other.article_id else (other, one) for one, other in pairs]
    for index in range(0, len(ordered), _FETCHED_PAIRS):
        chosen = ordered[index : index + _FETCHED_PAIRS]
        texts.load([standing for pair in chosen for standing in pair])
        yield chosen
        texts.shrink()


def _are_one_outlets(pairs: Sequence[Pair]) -> list[bool]:
    return [a.outlet_id is not None and a.outlet_id == b.outlet_id for a, b in pairs]


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
