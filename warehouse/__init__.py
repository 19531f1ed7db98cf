"""Everything DuckDB: connection, migrations, loading, matching against what is stored, views, reports."""
