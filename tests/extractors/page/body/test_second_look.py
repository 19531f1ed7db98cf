"""What the second look sees of a block's surroundings, and how other readings vote."""

import time
from datetime import UTC, datetime

import numpy as np
import pytest

from extractors.page.body.agreement import Counted, Votes, words_of
from extractors.page.body.engines import read_engines
from extractors.page.body.second_look import GROUPS, SECOND_FEATURES, look_again
from extractors.page.html import measure_page, parse_page, read_page
from flows.lists.page_options import load_line_model


def column(table, name):
    return table[:, SECOND_FEATURES.index(name)]


def test_no_blocks_no_rows():
    empty = np.zeros(0, dtype=np.float32)
    assert look_again(empty, empty, np.zeros((0, len(GROUPS)), dtype=np.int64)).shape == (0, len(SECOND_FEATURES))


def test_a_block_sees_its_neighbours_and_its_kind():
    first = np.array([5.0, -5.0, 5.0], dtype=np.float32)
    words = np.array([20, 20, 60], dtype=np.float32)
    groups = np.zeros((3, len(GROUPS)), dtype=np.int64)
    groups[:, GROUPS.index("path")] = [7, 7, 8]
    seen = look_again(first, words, groups)
    assert column(seen, "first_at-1") == pytest.approx([-7, 5, -5])
    assert column(seen, "first_in_path") == pytest.approx([0.5, 0.5, 0.993], abs=1e-3)
    assert column(seen, "kept_share") == pytest.approx([0.8] * 3)
    assert list(column(seen, "from_sure_start")) == [0, 1, 2]


def test_the_vote_of_a_reading_is_the_share_of_the_sequences_that_it_has():
    votes = Votes("The council of Utrecht voted on Tuesday.\nHeading here")
    assert votes.share(words_of("The council of Utrecht voted")) == 1
    assert votes.share(words_of("The council of Gouda voted")) == pytest.approx(1 / 3)
    assert votes.share(words_of("Heading here")) == 1
    assert votes.share(words_of("Heading")) == 0


def test_all_blocks_are_counted_as_each_is():
    lines = [
        "the council of utrecht voted",
        "the council of Gouda voted",
        "heading here",
        "voted",
        "",
        "on tuesday the 3rd",
    ]
    blocks = [words_of(line) for line in lines]
    counted = Counted(blocks)
    for reading in (
        "The council of Utrecht voted on Tuesday.\nHeading here",
        "Voted\non Tuesday, the 3rd the council of",
        "no word of it",
        "the council",
        " . ",
    ):
        shares, word_count = counted.of(reading)
        votes = Votes(reading)
        assert word_count == votes.word_count
        assert list(shares) == pytest.approx([votes.share(words) if word_count else 0 for words in blocks])
    assert Counted([]).of("the council of")[0].shape == (0,)


def test_deep_nesting_costs_no_reading_much():
    tree = parse_page("<html><body>" + "<div>" * 20_000 + "words of a page")
    start = time.process_time()
    read_engines(tree, is_best=True, is_giant=False)
    assert time.process_time() - start < 2


def test_a_page_like_no_other_keeps_what_the_engine_reads():
    page = f"<html><body><p>{'word and more of it. ' * 20_000}</p></body></html>"
    measured = measure_page(page, url=None, seen_at=datetime(2026, 1, 1, tzinfo=UTC))
    reading = read_page(measured, load_line_model("lines.json"), url=None)
    assert sum(len(piece.surface) for piece in reading.pieces if piece.cut is None) > 300_000
