"""Parquet and Arrow: every value in its own type, lists and structs too."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.batches import ViewRows


def write_parquet(rows: ViewRows, path: Path) -> int:
    """Write Parquet (Zstandard); return how many rows."""
    with pq.ParquetWriter(path, rows.batches.schema, compression="zstd") as writer:
        count = 0
        for batch in rows.batches:
            writer.write_batch(batch)
            count += batch.num_rows
    return count


def write_arrow(rows: ViewRows, path: Path) -> int:
    """Write an Arrow file (IPC, also called Feather 2); return how many rows."""
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, rows.batches.schema) as writer:
        count = 0
        for batch in rows.batches:
            writer.write_batch(batch)
            count += batch.num_rows
    return count
