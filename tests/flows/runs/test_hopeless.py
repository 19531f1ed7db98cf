"""A document that is too much is tried once by an extractor; a hang of the moment is tried again."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.records import RawDocument
from extractors.rejections import reject_document
from flows.lists.settings import Settings
from flows.runs.extraction import Outcome
from flows.workers.process import NOT_FINAL
from tests.conftest import ask, load_paths, seed


@pytest.mark.parametrize(
    ("reason", "detail", "is_final"),
    [
        ("timeout", "more than 20 s of CPU", True),
        ("memory", "more than 700 MB", True),
        ("error", "ValueError: x", True),
        ("worker_died", "exit code -11", True),
        ("timeout", f"{NOT_FINAL}no answer", False),
        ("memory", f"{NOT_FINAL}exit code -9", False),
        ("error", f"{NOT_FINAL}OSError: no space left on the disk", False),
        ("too_short", None, False),
    ],
)
def test_a_verdict_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: str, detail: str | None, is_final: bool
) -> None:
    asked: list[str] = []

    @contextmanager
    def open_extractor(*_: object) -> Iterator[Callable[[Sequence[RawDocument]], list[Outcome]]]:
        def extract(raws: Sequence[RawDocument]) -> list[Outcome]:
            asked.extend(raw.raw_id for raw in raws)
            return [Outcome(raw=raw, result=reject_document(raw, reason, detail)) for raw in raws]

        yield extract

    monkeypatch.setattr("flows.runs.pipeline.open_extractor", open_extractor)
    database = tmp_path / "news.duckdb"
    for _ in range(2):
        assert load_paths(database, seed("000")).counts.rejections == ((reason, 1),)
    assert len(asked) == (1 if is_final else 2)
    assert ask(database, "select count(*) from rejections") == [(1,)]
    # With other limits the verdict does not hold.
    settings = replace(Settings(), extract=replace(Settings().extract, timeout_seconds=30.0))
    load_paths(database, seed("000"), settings=settings)
    assert len(asked) == (2 if is_final else 3)


def test_a_large_body_that_is_no_article_is_looked_at_once(tmp_path: Path) -> None:
    page = tmp_path / "table.html"
    page.write_text("<html><body><table><tr><td>" * 25_000)
    database = tmp_path / "news.duckdb"
    for _ in range(2):
        assert load_paths(database, page).counts.rejected == 1
    assert ask(database, "select count(*), min(reason) from hopeless_bodies") == [(1, "too_short")]
