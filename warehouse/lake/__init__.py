"""A warehouse that is a lake: the same tables as Parquet files, with their catalog in PostgreSQL (DuckLake).

`catalog.py` reads its name, `session.py` opens it, with the wheels that `extensions.py` finds; `lock.py` is its
one writer, `publications.py` what its readers see and what each run left, `newest.py` the last of that for whoever
shows it for long, `tidy.py` keeps it small, `transfer.py` fills one from a file and a file from one; `wording.py`
is what migrations and views cannot say there.
"""
