"""A whole database seen through filters: every view counts the articles that they let pass, and no others."""

import duckdb

from warehouse.asking.filters import Filters
from warehouse.asking.reach import conditions
from warehouse.queries import read_sql
from warehouse.summaries.keep import summary_statement
from warehouse.views import view_statements

# What stands of articles and stories in tables, seen through the articles that pass. Stories keep their own
# counts: they are shown as whole stories of which something passes.
_SHADOWS = {
    "article_facts": "article_id in (select article_id from asked_articles)",
    "article_entities": "article_id in (select article_id from asked_articles)",
    "quote_facts": "article_id in (select article_id from asked_articles)",
    "story_summaries": "story_id in (select story_id from asked_articles)",
    "story_figures": "story_id in (select story_id from asked_articles)",
}


def narrow(db: duckdb.DuckDBPyConnection, filters: Filters) -> None:
    """Make the connection's views answer for the articles that the filters let pass; the database stays as it is.

    Temporary views go before those of the database, by name: what is asked of this connection needs no other
    words.
    """
    if not filters.is_narrow:
        return
    asked = conditions("article_facts", filters)
    stored = _stored_schema(db)
    statement = f"select article_id, story_id from {stored}.article_facts where {asked.sql}"  # noqa: S608 - our names
    db.execute(f"create or replace temp table asked_articles as {statement}", asked.parameters)
    for table, condition in _SHADOWS.items():
        shadow = f"select * from {stored}.{table} where {condition}"  # noqa: S608 - names are ours
        db.execute(f"create or replace temp view {table} as {shadow}")
    db.execute(read_sql("asking/wanted_entity_days"))
    db.execute(f"create or replace temp view entity_days as {summary_statement('entity_days')}")
    for view in view_statements().values():
        definition, _, _ = view.partition("\ncomment on")
        db.execute(definition.replace("create or replace view", "create or replace temp view", 1))


def _stored_schema(db: duckdb.DuckDBPyConnection) -> str:
    """Return the schema that the database's own tables are in; temporary ones are in a `main` as well."""
    database, schema = db.execute("select current_database(), current_schema()").fetchall()[0]
    quoted = database.replace('"', '""')
    return f'"{quoted}".{schema}'
