"""trafilatura is asked where the quick judge is not sure of a page, and only there."""

import time
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from extractors.page import html
from extractors.page.body.line_model import doubt
from extractors.page.html import measure_page, read_page
from flows.lists.page_options import load_line_model
from tests.extractors.page.pages import NAVIGATION, STORY, TITLE, paragraphs

SEEN_AT = datetime(2026, 1, 1, tzinfo=UTC)
PAGE = f"<html><body>{NAVIGATION}<article><h1>{TITLE}</h1>{paragraphs(STORY)}</article></body></html>"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Note each time that trafilatura is asked."""
    noted: list[bool] = []
    real = html.read_engines

    def noting(*arguments: object, **named: object) -> object:
        noted.append(True)
        return real(*arguments, **named)

    monkeypatch.setattr(html, "read_engines", noting)
    return noted


def kept(page: str, most_doubt: float | None) -> list[str]:
    quick = None if most_doubt is None else replace(load_line_model("lines_quick.json"), most_doubt=most_doubt)
    measured = measure_page(page, url=None, seen_at=SEEN_AT, is_quick=quick is not None)
    assert measured is not None
    reading = read_page(measured, load_line_model("lines.json"), quick_model=quick, url=None)
    return [piece.surface for piece in reading.pieces if piece.cut is None]


@pytest.mark.parametrize(
    ("most_doubt", "is_asked"),
    [(9.0, False), (-1.0, True), (None, True)],
    ids=["a sure judge", "an unsure judge", "no quick judge"],
)
def test_who_is_asked(asked: list[bool], most_doubt: float | None, is_asked: bool) -> None:
    lines = kept(PAGE, most_doubt)
    assert bool(asked) is is_asked
    assert set(STORY) <= set(lines)
    assert "economy" not in lines


@pytest.mark.parametrize(
    "page",
    [f"<html><body>{'<i></i>' * 16_000}{PAGE}", "<html><body><p>Words"],
    ids=["giant", "a word"],
)
def test_what_the_quick_engine_cannot_tell_is_asked(asked: list[bool], page: str) -> None:
    kept(page, 0.0)
    assert asked


@pytest.mark.parametrize(
    ("likely", "words", "share"),
    [([1, 0], [100, 100], 0), ([0.9, 0.1], [100, 50], 0.15), ([0.5], [3], 0.05), ([], [], 0)],
    ids=["sure", "a tenth of each", "few words", "no blocks"],
)
def test_doubt_is_a_share_of_what_is_kept(likely: list[float], words: list[float], share: float) -> None:
    found = doubt(np.array(likely, dtype=np.float32), np.array(words, dtype=np.float32))
    assert found == pytest.approx(share, abs=1e-6)


@pytest.mark.parametrize(
    "most_doubt", [9.0, -1.0, None], ids=["a sure judge", "an unsure judge", "no quick judge"]
)
@pytest.mark.parametrize(
    "bomb",
    [
        "<div>" * 20_000 + "words of a page",
        f"<p>{' '.join(f'w{number}' for number in range(100_000))}</p>",
        f"<table><tr>{'<td>1</td>' * 4_000}</table>",
        f"<table><tr>{'<td>1</td>' * 100_000}</table>",
        f"<table>{'<td>1' * 14_000}</table>",
        f"<table><tr><td colspan=1000>1</tr>{'<tr><td>1' * 2_000}</table>",
        f"<table><tr>{'<td rowspan=1000>1' * 900}</tr>{'<tr><td>1' * 2_000}</table>",
        f"<p>{'<b>' * 50_000}words",
    ],
    ids=["deep", "new words", "a row", "a long row", "cells without rows", "wide", "high", "deep in a line"],
)
def test_no_way_takes_long_over_a_bomb(bomb: str, most_doubt: float | None) -> None:
    started = time.process_time()
    kept(f"<html><body>{bomb}", most_doubt)
    assert time.process_time() - started < 5
