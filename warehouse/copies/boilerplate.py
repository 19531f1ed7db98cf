"""The boilerplate of outlets: the small sample of each that it is found on, and what was found."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import duckdb
import numpy as np
import pyarrow as pa
import xxhash

from extractors.copies.boilerplate import (
    SAMPLE_ARTICLES,
    SampledText,
    ShortHashes,
    repeated_shingles,
    sampled_text,
)
from warehouse.copies.fingerprints import NO_BOILERPLATE, Printed
from warehouse.staging import insert_arrow

_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()


def update_samples(db: duckdb.DuckDBPyConnection, prints: Sequence[Printed]) -> set[str]:
    """Let the articles enter their outlets' samples; return the outlets whose boilerplate changed."""
    arrived: dict[str, list[Printed]] = {}
    for each in prints:
        if each.article.outlet_id is not None and len(each.fingerprint.shingles):
            arrived.setdefault(each.article.outlet_id, []).append(each)
    full = _last_places(db, arrived)
    entering = {
        outlet_id: found
        for outlet_id, group in arrived.items()
        if (found := [each for each in group if _place(each) < full.get(outlet_id, 1 << 64)])
    }
    stored = _read_samples(db, entering)
    merged = {
        outlet_id: _merged([*stored.get(outlet_id, ()), *_lowest(group)]) for outlet_id, group in entering.items()
    }
    known = read_boilerplate(db, merged)
    repeated = {outlet_id: repeated_shingles(found) for outlet_id, found in merged.items()}
    changed = {
        outlet_id
        for outlet_id, shingles in repeated.items()
        if not np.array_equal(shingles, known.get(outlet_id, NO_BOILERPLATE))
    }
    _write_samples(db, merged, {outlet_id: repeated[outlet_id] for outlet_id in changed})
    return changed


def _place(each: Printed) -> int:
    return xxhash.xxh3_64_intdigest(each.article.article_id.encode())


def _lowest(group: Sequence[Printed]) -> list[SampledText]:
    """Return those of the group that may enter a sample: of equal texts one, and no more than it holds."""
    seen: set[int] = set()
    found: list[SampledText] = []
    for each in sorted(group, key=_place):
        key = each.fingerprint.text_key
        if key not in seen and len(found) < SAMPLE_ARTICLES:
            seen.add(key)
            day = (each.article.published_date or each.article.first_seen_date).toordinal() - _EPOCH_ORDINAL
            article_id = each.article.article_id
            found.append(sampled_text(each.fingerprint, rank=_place(each), article_id=article_id, day=day))
    return found


def _merged(texts: Sequence[SampledText]) -> list[SampledText]:
    """Return the texts of the lowest ranks, of equal ones only the first."""
    distinct: dict[bytes, SampledText] = {}
    for text in sorted(texts, key=lambda each: each.rank):
        distinct.setdefault(text.shingles.tobytes(), text)
    return list(distinct.values())[:SAMPLE_ARTICLES]


def _last_places(db: duckdb.DuckDBPyConnection, outlet_ids: Iterable[str]) -> dict[str, int]:
    """Return the highest place of each full sample."""
    rows = db.execute(
        "select outlet_id, max(sample_rank) from outlet_samples where outlet_id in (select unnest(?))"
        " group by outlet_id having count(*) >= ?",
        [sorted(outlet_ids), SAMPLE_ARTICLES],
    ).fetchall()
    return dict(rows)


def _read_samples(db: duckdb.DuckDBPyConnection, outlet_ids: Iterable[str]) -> dict[str, list[SampledText]]:
    rows = db.execute(
        "select outlet_id, sample_rank, article_id, day, shingles from outlet_samples"
        " where outlet_id in (select unnest(?))",
        [sorted(outlet_ids)],
    ).fetchall()
    found: dict[str, list[SampledText]] = {}
    for outlet_id, rank, article_id, day, shingles in rows:
        text = SampledText(
            rank=rank, article_id=article_id, day=day, shingles=np.frombuffer(shingles, dtype="<u4")
        )
        found.setdefault(outlet_id, []).append(text)
    return found


def _write_samples(
    db: duckdb.DuckDBPyConnection,
    samples: Mapping[str, Sequence[SampledText]],
    repeated: Mapping[str, ShortHashes],
) -> None:
    rows = [(outlet_id, text) for outlet_id, texts in samples.items() for text in texts]
    if rows:
        db.execute("delete from outlet_samples where outlet_id in (select unnest(?))", [sorted(samples)])
        insert_arrow(
            db,
            "outlet_samples",
            {
                "outlet_id": pa.array([outlet_id for outlet_id, _ in rows], pa.string()),
                "article_id": pa.array([text.article_id for _, text in rows], pa.string()),
                "sample_rank": pa.array([text.rank for _, text in rows], pa.uint64()),
                "day": pa.array([text.day for _, text in rows], pa.int32()),
                "shingles": pa.array([text.shingles.tobytes() for _, text in rows], pa.binary()),
            },
        )
    if repeated:
        db.execute("delete from outlet_boilerplate where outlet_id in (select unnest(?))", [sorted(repeated)])
        blobs = [shingles.tobytes() for shingles in repeated.values()]
        columns = {"outlet_id": pa.array(list(repeated), pa.string()), "shingles": pa.array(blobs, pa.binary())}
        insert_arrow(db, "outlet_boilerplate", columns)


def read_boilerplate(db: duckdb.DuckDBPyConnection, outlet_ids: Iterable[str]) -> dict[str, ShortHashes]:
    """Return the stored boilerplate of these outlets."""
    rows = db.execute(
        "select outlet_id, shingles from outlet_boilerplate where outlet_id in (select unnest(?))",
        [sorted(set(outlet_ids))],
    ).fetchall()
    return {outlet_id: np.frombuffer(shingles, dtype="<u4") for outlet_id, shingles in rows}
