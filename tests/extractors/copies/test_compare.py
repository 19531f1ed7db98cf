"""Properties of fingerprints and of the comparison of two texts."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.copies.boilerplate import SampledText, boilerplate_flags, repeated_shingles
from extractors.copies.compare import Comparison, compare
from extractors.copies.fingerprints import SHINGLE_WORDS, fingerprint_texts, sample
from extractors.copies.prepared import Prepared, prepare

WORDS = [f"word{number}" for number in range(60)]
NONE = np.zeros(0, dtype=np.uint32)


def compared(one: str, other: str) -> Comparison:
    return compare_prepared(prepare(fingerprint_texts([one, other]), [NONE, NONE]))


def compare_prepared(texts: list[Prepared]) -> Comparison:
    return compare([(texts[0], texts[1])])[0]


def made(seed: int, count: int) -> list[str]:
    return random.Random(seed).choices([f"w{number}" for number in range(5_000)], k=count)


@given(st.lists(st.text(max_size=40), max_size=6))
@settings(max_examples=60, deadline=None)
def test_words_lie_where_they_say(texts: list[str]) -> None:
    for text, found in zip(texts, fingerprint_texts(texts), strict=True):
        assert (found.starts < found.ends).all()
        assert (found.ends[:-1] <= found.starts[1:]).all()
        assert found.ends.size == 0 or found.ends[-1] <= len(text)
        assert len(found.shingles) == max(len(found.words) - SHINGLE_WORDS + 1, 0)
        assert all(text[start:end].strip() for start, end in zip(found.starts, found.ends, strict=True))


@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_a_batch_is_as_one_by_one(texts: list[str]) -> None:
    together = [found.text_key for found in fingerprint_texts(texts)]
    assert together == [fingerprint_texts([text])[0].text_key for text in texts]


@pytest.mark.parametrize(
    ("text", "word_count"),
    [
        ("It's the cat's — CAT'S!", 7),
        ("東京は大きい", 6),
        ("한국어 텍스트", 2),
        ("naïve café", 2),
        ("\U0001f600 hi \U0001f600", 1),
        ("\ud800 lone", 1),
        ("", 0),
    ],
)
def test_words_of_many_scripts(text: str, word_count: int) -> None:
    assert len(fingerprint_texts([text])[0].words) == word_count


@given(st.lists(st.sampled_from(WORDS), min_size=40, max_size=120), st.data())
@settings(max_examples=40, deadline=None)
def test_spans_hold_equal_words_once(words: list[str], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(words) // 2))
    other = [*words[cut:], *data.draw(st.lists(st.sampled_from(WORDS), max_size=30)), *words[:cut]]
    one_text, other_text = " ".join(words), "  ".join(other)
    found = compared(one_text, other_text)
    reached = 0
    for a_start, a_end, b_start, b_end in found.spans.tolist():
        assert one_text[a_start:a_end].split() == other_text[b_start:b_end].split()
        assert a_start >= reached
        reached = a_end
    assert 0 <= found.share_a <= 1
    assert 0 <= found.share_b <= 1


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_shares_turn_with_the_sides(seed: int) -> None:
    words = made(seed, 300)
    other = words[:200] + made(seed + 1, 150)
    one, back = compared(" ".join(words), " ".join(other)), compared(" ".join(other), " ".join(words))
    assert (one.kind, one.share_a, one.share_b) == (back.kind, back.share_b, back.share_a)


def test_near_partial_and_nothing() -> None:
    words = made(1, 400)
    edited = [word if place % 9 else "other" for place, word in enumerate(words)]
    excerpt = made(2, 300) + words[100:220]
    assert compared(" ".join(words), " ".join(edited)).kind == "near"
    assert compared(" ".join(words), " ".join(excerpt)).kind == "partial"
    assert compared(" ".join(words), " ".join(made(3, 400))).kind is None
    assert compared(" ".join(words), " ".join(made(2, 300) + words[100:115])).kind is None


def test_a_text_that_repeats_itself_is_wholly_matched() -> None:
    refrain = made(4, 30)
    words = refrain + made(5, 100) + refrain + made(6, 100) + refrain
    found = compared(" ".join(words), " ".join([*words, "more"]))
    assert found.share_a == 1.0
    assert found.matched_words == len(words)


def test_equal_hashes_within_a_text_are_not_taken_for_shared_ones() -> None:
    words = " ".join(made(9, 60))
    one, other, longer = prepare(fingerprint_texts([words, words, " ".join(made(9, 400))]), [NONE] * 3)
    clashing = replace(longer, placed=np.sort(np.concatenate([longer.placed, longer.placed[::20] ^ np.uint64(1)])))
    expected = compare_prepared([one, longer])
    for texts in ([one, clashing], [clashing, one], [clashing, clashing]):
        found = compare_prepared(texts)
        assert 0 <= found.share_a <= 1
        assert found.spans.max(initial=0) <= longer.ends[-1]
    assert compare_prepared([one, clashing]).kind == expected.kind
    last = compare([(one, other), (clashing, one), (one, other)])[2]
    assert last.spans.tolist() == [[0, int(one.ends[-1]), 0, int(other.ends[-1])]]


def test_boilerplate_counts_for_nothing() -> None:
    footer = made(7, 80)
    texts = [" ".join(made(10 + number, 60) + footer) for number in range(6)]
    prints = fingerprint_texts(texts)
    samples = [
        SampledText(rank=n, article_id=str(n), day=n, shingles=np.unique(found.shingles.astype(np.uint32)))
        for n, found in enumerate(prints)
    ]
    repeated = repeated_shingles(samples)
    assert boilerplate_flags(prints[0].shingles, repeated).sum() == len(footer) - SHINGLE_WORDS + 1
    assert compare_prepared(prepare(prints[:2], [NONE, NONE])).kind == "partial"
    assert compare_prepared(prepare(prints[:2], [repeated, repeated])).kind is None
    of_one_day = [
        SampledText(rank=each.rank, article_id=each.article_id, day=0, shingles=each.shingles) for each in samples
    ]
    assert len(repeated_shingles(of_one_day)) == 0


def test_a_sample_is_a_fixed_part() -> None:
    words = made(8, 20_000)
    prints = fingerprint_texts([" ".join(words), "", " ".join(words[:5_000]), " ".join(words[:5_000] * 2)])
    chosen, nothing, part, twice = sample(prints, 8)
    assert 0.1 < len(chosen) / len(prints[0].shingles) < 0.15
    assert nothing.size == 0
    assert set(part.tolist()) <= set(chosen.tolist())
    assert (np.diff(twice.astype(object)) > 0).all()
    assert [each.tolist() for each in sample(prints[2:], 8)] == [part.tolist(), twice.tolist()]
