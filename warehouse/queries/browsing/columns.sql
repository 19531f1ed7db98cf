-- The columns of a view or table with their types, in order.
select
    column_name,
    data_type
from duckdb_columns()
where table_name = $view and not internal and database_name = current_database()
order by column_index
