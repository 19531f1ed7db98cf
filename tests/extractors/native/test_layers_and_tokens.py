"""What is compiled of the name model gives what its Python gives: words of hostile texts, layers bit by bit."""

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from extractors.mentions.reading.splitting import read_tokens
from extractors.native import ways
from extractors.native.layers import finished, sums_of_threes, threes_of

pytestmark = pytest.mark.skipif(ways.compiled is None, reason="nothing is compiled here")
PIECES = (
    "U.S.", "a.b", "A.", "O'Brien", "O’Brien’s", "'s", "’S", "'t", "dell'Eni", "L’Istituto", "l'l'a", "\n",
    " \n \n ", "\t", "\r\n", "\x1c", "_", "a_b", "1,000.5", "1.", "1:2:", "٣,٤", "²", "Ⅷ'a", "日本",
    "e\u0301", "\ud800", "\0", "😀", "“q”", "–", "«x»", "qu'il", "un'anima", "ſ'a", "x'9", "'", "’’s",
    "9's", "\x85", "\u2028", "\u00a0", "ab" * 20, "שלום", "\u200f",
    "line of a wire that is as wide as newspapers set them\n",
)  # fmt: skip


def both(call: Callable[[], Any], monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any]:
    with monkeypatch.context() as without:
        compiled = call()
        without.setattr(ways, "compiled", None)
        return compiled, call()


@pytest.mark.parametrize("is_elided", [False, True])
def test_words_of_random_texts(is_elided: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(7)
    for _ in range(800):
        text = "".join(chance.choices(PIECES, k=chance.choice((0, 1, 3, 30, 200))))
        compiled, plain = both(lambda text=text: read_tokens(text, is_elided=is_elided), monkeypatch)
        assert compiled == plain, text


@pytest.mark.parametrize("piece", ["a", "U.", "\n ", "a'a", "1,", "’s", "😀"])
def test_long_texts(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled, plain = both(lambda: read_tokens(piece * 30_000), monkeypatch)
    assert compiled == plain


def test_articles_that_end_elsewhere_are_refused() -> None:
    class Match:
        def end(self) -> int:
            return 99

    assert ways.compiled is not None
    with pytest.raises(ValueError, match="outside"):
        ways.compiled.read_tokens("l'eau", 9, lambda *_: Match())
    with pytest.raises(TypeError):
        ways.compiled.read_tokens(b"l'eau", 9, None)  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [1, 5, 8, 24, 128, 130, 300])
@pytest.mark.parametrize("count", [0, 1, 60])
def test_layers(width: int, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(width)
    hidden, added = (chance.normal(size=(size, width)).astype(np.float32) for size in (40, count))
    bias, gain, shift = chance.normal(size=(3, width)).astype(np.float32)
    if count > 3:
        added[1:4, 0] = np.nan, np.inf, -np.inf
    rows = chance.integers(0, 40, (count, 3))
    outer = rows + (rows == 39) * [1, 0, 1]  # beside a text's first and last word stands none

    def layers() -> list[np.ndarray]:
        with np.errstate(invalid="ignore"):
            last = finished(added.copy(), hidden, outer, bias=bias, gain=gain, shift=shift)
        return [last, threes_of(hidden, outer), sums_of_threes([hidden, hidden * 2, -hidden], rows)]

    for compiled, plain in zip(*both(layers, monkeypatch), strict=True):
        assert np.array_equal(compiled, plain, equal_nan=True)


def test_rows_that_are_not_there_are_refused() -> None:
    assert ways.compiled is not None
    hidden, line = np.zeros((4, 8), np.float32), np.zeros(8, np.float32)
    for wrong in ([[0, 0, 5]], [[-1, 0, 0]], [[0, 0]], [[0, 4, 0]]):
        rows = np.array(wrong)
        with pytest.raises(ValueError):  # noqa: PT011 - each says something else
            ways.compiled.finish_layer(np.zeros((1, 8), np.float32), hidden, rows, line, line, line)
    for rows in (np.array([[0, 0, 5]]), np.array([[0, -1, 0]])):
        with pytest.raises(ValueError, match="not there"):
            ways.compiled.gather_threes(hidden, rows, np.zeros((1, 24), np.float32))
        with pytest.raises(ValueError, match="not there"):
            ways.compiled.add_threes(hidden, hidden, hidden, rows, np.zeros((1, 8), np.float32))
    with pytest.raises(ValueError, match="shape"):
        ways.compiled.gather_threes(hidden, np.array([[0, 0, 0]]), np.zeros((1, 23), np.float32))
