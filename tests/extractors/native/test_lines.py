"""What is compiled of lines gives what its Python gives, for hostile lines and long ones."""

import random

import pytest

from extractors.native import ways
from extractors.page.body.agreement import words_of
from extractors.page.body.features import _marks_of
from extractors.page.words.lines import ends_sentence, looks_like_heading
from extractors.page.words.pieces import _count_line, count_words

pytestmark = pytest.mark.skipif(ways.compiled is None, reason="nothing is compiled here")
PIECES = (
    " ", "word", "Word ", "O'Brien", "it’s ", "'", "’9", ".", "!", "?", "…", ":", "。", "！", "؟", "।",
    "; ", "\"", "”", "»", ")", "]", "\n", "1999", "20 ", "2024", "٢٠", "20٢٤", "²", "東京", "・", "한국",
    "ß", "İ", "ŉ", "\ud800", "\0", "😀", "_", "a_b", "•", "·", "|", "-", "–", "«", "„", "(", "[", "*",
    "，", "、", ". ", "? ", "Ǆ", "ǅ", "ª", "\u00ad", "\u200b", "\u2028", "x" * 60,
)  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_random_lines(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    lines = ["".join(chance.choices(PIECES, k=chance.choice((0, 1, 2, 4, 9, 40)))) for _ in range(1_500)]
    lines += [piece * 3_000 for piece in PIECES[seed::4]]
    compiled = [_all_of(line) for line in lines]
    monkeypatch.setattr(ways, "compiled", None)
    for line, found in zip(lines, compiled, strict=True):
        assert found == _all_of(line), line


def _all_of(line: str) -> tuple[object, ...]:
    words_of.__globals__["_words_of_line"].cache_clear()
    _count_line.cache_clear()
    return words_of(line), count_words(line), ends_sentence(line), looks_like_heading(line), _marks_of(line)


@pytest.mark.parametrize(
    "name", ["split_words", "count_words", "ends_sentence", "looks_like_heading", "count_marks"]
)
def test_what_is_no_text_is_refused(name: str) -> None:
    for wrong in (b"line", None, 7):
        with pytest.raises(TypeError):
            getattr(ways.compiled, name)(wrong)
