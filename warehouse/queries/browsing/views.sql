-- Views and tables with their comments and columns; reports first, then base views, then tables.
with known as (
    select view_name as name, comment from duckdb_views() where not internal and database_name = current_database()
    union all
    select table_name, comment from duckdb_tables() where not internal and database_name = current_database()
)

select
    known.name,
    known.comment,
    list(
        {'name': columns.column_name, 'type': columns.data_type, 'comment': columns.comment}
        order by columns.column_index
    ) as columns
from known
join duckdb_columns() as columns on columns.table_name = known.name and columns.database_name = current_database()
group by
    known.name,
    known.comment
order by
    not starts_with(known.name, 'report_'),
    not starts_with(known.name, 'base_'),
    known.name
