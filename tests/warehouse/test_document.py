"""The description of the schema is what the database says."""

from warehouse.document import README, describe_schema


def test_the_readme_is_what_the_database_says() -> None:
    written = README.read_text(encoding="utf-8")
    assert written == describe_schema(), "warehouse/README.md is out of date: run `python -m warehouse.document`"
