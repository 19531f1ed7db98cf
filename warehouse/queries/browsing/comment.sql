-- What a row of a view or table is.
select comment from duckdb_views() where view_name = $view and database_name = current_database()
union all
select comment from duckdb_tables() where table_name = $view and database_name = current_database()
