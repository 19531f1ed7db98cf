"""Bad input to the folding of copies: bounded time and memory, sensible groups."""

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.evaluation.coverage import load_rows, open_database
from tests.warehouse.copies.copies_cases import fold, sentences

MAX_CPU_SECONDS = 40.0


def fold_rows(rows: list[dict[str, Any]], batch_count: int = 1) -> tuple[list[int], int]:
    """Return the sizes of the texts that the rows fold into, the largest first, and how many pairs are stored."""
    with tempfile.TemporaryDirectory() as scratch, open_database(Path(scratch)) as db:
        start = time.process_time()
        for batch in range(batch_count):
            load_rows(db, rows[batch::batch_count])
            fold(db)
        assert time.process_time() - start < MAX_CPU_SECONDS
        sizes = [size for (size,) in db.execute("select article_count from texts order by 1 desc").fetchall()]
        placed = db.execute("select count(*), count(distinct article_id) from text_members").fetchone()
        pairs = db.execute("select count(*) from copy_pairs").fetchone()
    assert placed == (len(rows), len(rows))
    assert sum(sizes) == len(rows)
    assert pairs is not None
    return sizes, pairs[0]


def row(number: int, text: str, outlet: str | None = None, day: str | None = None) -> dict[str, Any]:
    return {"id": f"article {number}", "text": text, "source": outlet, "published_at": day}


def from_template(count: int) -> list[str]:
    """Return texts that differ by a number in each sentence."""
    draw = random.Random(1)
    texts = []
    for _ in range(count):
        lines = [sentence.split() for sentence in sentences("template", 20)]
        for words in lines:
            words[draw.randrange(len(words))] = str(draw.randrange(10**6))
        texts.append(" ".join(word for words in lines for word in words))
    return texts


def test_texts_of_few_words_stand_alone() -> None:
    texts = ["", "", " \n", "word", "word", "Read more here", "Read more here", "$%&" * 1000]
    sizes, pairs = fold_rows([row(number, text) for number, text in enumerate(texts)])
    assert sizes == [1] * len(texts)
    assert pairs == 0


@pytest.mark.parametrize("batch_count", [1, 4])
def test_one_text_ten_thousand_times_is_one_text(batch_count: int) -> None:
    text = " ".join(sentences("story", 12))
    sizes, pairs = fold_rows([row(number, text, f"outlet {number}") for number in range(10_000)], batch_count)
    assert sizes == [10_000]
    assert pairs == 9_999


def test_a_template_of_an_outlet_makes_no_copies() -> None:
    rows = [row(number, text, "wire") for number, text in enumerate(from_template(10_000))]
    sizes, pairs = fold_rows(rows)
    assert (sizes, pairs) == ([1] * 10_000, 0)


def test_a_template_of_many_outlets_makes_no_copies() -> None:
    rows = [row(number, text, f"outlet {number}") for number, text in enumerate(from_template(10_000))]
    sizes, pairs = fold_rows(rows)
    assert sizes[0] <= 2
    assert pairs < 100


def test_huge_strange_and_far_off_texts() -> None:
    story = " ".join(sentences("story", 12))
    texts = ["x " * 2_500_000, "ab" * 2_500_000, "\U0001f600 " * 1_000, "東京で大きな地震がありました。" * 200]
    rows = [row(number, text) for number, text in enumerate(texts)]
    rows += [row(10, story, None, "0001-01-01"), row(11, f"{story} And more of it.", None, "9999-12-31")]
    rows += [row(12, f"{story} And other words.", None, "9999-12-30")]
    sizes, _ = fold_rows(rows)
    assert sizes == [2, 1, 1, 1, 1, 1]


def test_a_release_in_sixty_outlets_is_one_text_with_the_ten_that_add_to_it() -> None:
    release = " ".join(sentences("release", 12))
    added = {number: " " + " ".join(sentences(f"own {number}", 3)) for number in range(50, 60)}
    rows = [row(number, release + added.get(number, ""), f"outlet {number}") for number in range(60)]
    sizes, _ = fold_rows(rows, batch_count=3)
    assert sizes == [60]


def test_a_corpus_of_one_newsletter_makes_no_copies() -> None:
    head, foot = " ".join(sentences("welcome", 4)), " ".join(sentences("subscribe", 6))
    issues = [" ".join(sentences(f"issue {number}", 8)) for number in range(60)]
    rows = [row(number, f"{head}\n\n{issue}\n\n{foot}", "letter") for number, issue in enumerate(issues)]
    assert fold_rows(rows, batch_count=3) == ([1] * 60, 0)


@pytest.mark.parametrize("count", [24, 40, 400])
def test_an_outlet_that_plants_a_story_in_its_texts_hides_no_copies_of_others(count: int) -> None:
    story = " ".join(sentences("story", 12))
    rows = [row(number, f"{' '.join(sentences(str(number), 8))} {story}", "planter") for number in range(count)]
    rows += [row(count, story, "one"), row(count + 1, f"{story} {sentences('added', 1)[0]}", "other")]
    assert fold_rows(rows) == ([2, *[1] * count], 1)


def test_reports_that_quote_one_ruling_at_length_are_texts_of_their_own() -> None:
    ruling = sentences("ruling", 16)
    rows = []
    for number in range(40):
        own = sentences(f"report {number}", 20)
        parts = [" ".join(ruling[at : at + 4]) for at in range(0, 16, 4)]
        quoted = " ".join(f'{said} "{part}"' for said, part in zip(own[16:], parts, strict=True))
        rows.append(row(number, " ".join([*own[:8], quoted, *own[8:16]]), f"outlet {number}"))
    sizes, pairs = fold_rows(rows, batch_count=2)
    assert (sizes, pairs) == ([1] * 40, 0)


ATTRIBUTIONS = {
    "behind": lambda words, by: f'"{" ".join(words)}," {by}.',
    "before": lambda words, by: f'{by.capitalize()}: "{" ".join(words)}"',
    "between": lambda words, by: f'"{" ".join(words[:6])}," {by}, "{" ".join(words[6:])}."',
}


@pytest.mark.parametrize("written", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS)
def test_reports_that_quote_one_ruling_sentence_by_sentence_are_texts_of_their_own(
    written: Callable[[list[str], str], str],
) -> None:
    ruling = [sentence.rstrip(".").split() for sentence in sentences("ruling", 16)]
    quoted = [
        written(words, by) for words, by in zip(ruling, ["the court said", "the judge wrote"] * 8, strict=True)
    ]
    rows = []
    for number in range(40):
        own = sentences(f"report {number}", 16)
        rows.append(row(number, " ".join([*own[:8], *quoted, *own[8:]]), f"outlet {number}"))
    sizes, pairs = fold_rows(rows, batch_count=2)
    assert (sizes, pairs) == ([1] * 40, 0)
