"""Names of lakes, and what an environment without lakes says of them."""

from pathlib import Path

import pytest

from flows.lists.settings import load_settings
from warehouse.database import made_at, open_reader, read_migrations
from warehouse.errors import DatabaseUnreadable, LakeUnsupported
from warehouse.lake.extensions import has_extensions
from warehouse.lake.wording import table_wording, view_wording
from warehouse.place import place_of
from warehouse.views import view_statements


def test_a_lake_keeps_what_is_local_beside_the_settings(tmp_path: Path) -> None:
    file = tmp_path / "cuttings.toml"
    file.write_text("database = 'ducklake:postgres:dbname=news host=/run/postgresql'\n", encoding="utf-8")
    place = place_of(load_settings(file, {}).database)
    assert place.lake is not None
    assert (place.lake.address, place.work) == (
        "ducklake:postgres:dbname=news host=/run/postgresql",
        tmp_path / "news.lake.work",
    )


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("ducklake:postgres:host=db", "no dbname="),
        ("ducklake:postgres:postgresql://db/news", "no dbname="),
        ("ducklake:postgres:dbname=news password=secret", "a password does not belong"),
        ("ducklake:postgres:dbname=news sslpassword=secret", "a password does not belong"),
        ("ducklake:postgres:dbname='postgresql://me:secret@db/news'", "a password does not belong"),
        ("ducklake:mysql:db=news", "a lake is named"),
        ("ducklake:", "a lake is named"),
    ],
)
def test_names_that_cannot_be_used(name: str, reason: str) -> None:
    with pytest.raises(DatabaseUnreadable, match=reason) as refused:
        place_of(Path(name))
    assert "secret" not in str(refused.value)


@pytest.mark.skipif(has_extensions("ducklake"), reason="lakes can be opened here")
def test_without_the_extensions_a_lake_is_refused(tmp_path: Path) -> None:
    place = place_of(tmp_path / "ducklake:postgres:dbname=news")
    with pytest.raises(LakeUnsupported, match=r"requirements-lake\.lock"), open_reader(place):
        pass
    with pytest.raises(LakeUnsupported):
        made_at(place)


def test_wording_leaves_nothing_that_a_lake_refuses() -> None:
    tables = "\n".join(table_wording(migration.sql) for migration in read_migrations())
    assert "primary key" not in tables
    assert "using compression" not in tables
    assert "hugeint" not in tables
    views = "\n".join(view_wording(sql) for sql in view_statements().values())
    assert "comment on column" not in views
    assert "comment on view" in views
