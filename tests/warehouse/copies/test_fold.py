"""Folding of copies: what belongs together, that order plays no part, that running again changes nothing."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.warehouse.copies.copies_cases import (
    SEEN_AT,
    Made,
    article_id,
    contents,
    database,
    fold,
    fold_batches,
    groups,
    put,
    reuse_of,
    sentences,
)

SEEDS = sorted((Path(__file__).parents[3] / "seeds" / "articles").glob("*.txt"))
DAY = date(2026, 2, 27)
NEAR_DAY = datetime(2026, 2, 28, tzinfo=UTC)


def seeds() -> list[Made]:
    return [Made(name=path.name, text=path.read_text(encoding="utf-8")) for path in SEEDS]


def edited_seed() -> Made:
    """Return the second seed with a paragraph cut, five words changed and another outlet named."""
    original = next(made for made in seeds() if made.name.startswith("001"))
    lines = original.text.split("\n")
    del lines[5]
    text = "\n".join(lines)
    for old, new in (
        ("major", "large"),
        ("spotlight", "limelight"),
        ("quickly", "fast"),
        ("massive", "huge"),
        ("strategic", "clever"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    return Made(name="copy of 001", text=f"The Daily Courier\n{text}", outlet="courier.example")


def newsroom() -> list[Made]:
    """Return articles of four outlets: a story that three ran, an excerpt, a reprint, texts of their own."""
    story = sentences("story", 24)
    made = [
        Made(name="wire", text="\n".join(story), outlet="a.example", published=DAY),
        Made(name="reprint", text=" ".join(story).upper(), outlet="b.example", published=DAY + timedelta(days=1)),
        Made(name="cut", text="\n".join(story[:15]), outlet="c.example", published=DAY + timedelta(days=1)),
        Made(name="cut again", text="\n".join(story[4:15]), outlet="d.example"),
        Made(
            name="excerpt",
            text="\n".join(sentences("frame", 16) + story[10:16]),
            outlet="d.example",
            published=DAY + timedelta(days=2),
        ),
    ]
    made += [
        Made(
            name=f"own {number}",
            text="\n".join([*sentences(f"own {number}", 12), *sentences("footer of a", 3)]),
            outlet="a.example",
            published=DAY + timedelta(days=number % 9),
        )
        for number in range(12)
    ]
    return made


def test_the_seeds_are_four_texts() -> None:
    with database() as db:
        put(db, seeds())
        fold(db)
        assert groups(db, seeds()) == [{made.name} for made in seeds()]
        assert db.execute("select count(*) from copy_pairs").fetchone() == (0,)
        assert set(reuse_of(db, seeds()).values()) == {"own"}


def test_an_edited_copy_of_a_seed_joins_its_text() -> None:
    made = [*seeds(), edited_seed()]
    with database() as db:
        put(db, made)
        fold(db)
        assert len(groups(db, made)) == 4
        assert {made[1].name, "copy of 001"} in groups(db, made)
        assert reuse_of(db, made)["copy of 001"] == "edited"


def test_who_ran_it_and_who_wrote_their_own() -> None:
    made = newsroom()
    with database() as db:
        put(db, made)
        fold(db)
        assert {"wire", "reprint", "cut", "cut again"} in groups(db, made)
        assert len(groups(db, made)) == len(made) - 3
        reuse = reuse_of(db, made)
        assert {name: reuse[name] for name in ("wire", "reprint", "cut", "excerpt", "own 1")} == {
            "wire": "own",
            "reprint": "verbatim",
            "cut": "edited",
            "excerpt": "partial",
            "own 1": "own",
        }
        origin = db.execute(
            "select origin_article_id, origin_reason from texts where article_count = 4"
        ).fetchone()
        assert origin == (article_id("wire"), "earliest known date")


def test_the_spans_of_a_pair_hold_the_same_words() -> None:
    made = newsroom()
    texts = {article_id(each.name): each.text for each in made}
    with database() as db:
        put(db, made)
        fold(db)
        pairs = db.execute("select article_a, article_b, spans from copy_pairs").fetchall()
    assert len(pairs) >= 5
    for a, b, spans in pairs:
        assert spans
        for span in spans:
            one = texts[a][span["a_start"] : span["a_end"]]
            other = texts[b][span["b_start"] : span["b_end"]]
            assert one.casefold().split() == other.casefold().split()


@pytest.mark.parametrize("seed", range(6))
def test_order_and_batches_play_no_part(seed: int) -> None:
    made = [*newsroom(), *seeds(), edited_seed()]
    whole = fold_batches([made])
    draw = random.Random(seed)
    shuffled = draw.sample(made, len(made))
    cuts = sorted(draw.sample(range(1, len(made)), seed))
    batches = [shuffled[low:high] for low, high in zip([0, *cuts], [*cuts, len(made)], strict=True)]
    assert fold_batches(batches) == whole


def test_one_by_one_is_as_at_once() -> None:
    made = newsroom()
    assert fold_batches([[each] for each in reversed(made)]) == fold_batches([made])


def repetitive() -> list[Made]:
    """Return more articles of an outlet than its sample holds, some with one of twelve blocks that another has."""
    blocks = [sentences(f"block {number}", 5) for number in range(12)]
    kept = [block for block in blocks for _ in range(4)] + [[]] * 32
    own = [
        Made(
            name=f"report {number}",
            text="\n".join([*sentences(f"report {number}", 6), *block]),
            outlet="a.example",
            published=DAY + timedelta(days=number % 9),
        )
        for number, block in enumerate(kept)
    ]
    others = [
        Made(
            name=f"other {number}",
            text="\n".join([*sentences(f"other {number}", 6), *block]),
            outlet="b.example",
            published=DAY + timedelta(days=4),
        )
        for number, block in enumerate(blocks)
    ]
    return own + others


@pytest.mark.parametrize("seed", range(2))
def test_what_an_outlet_repeats_is_learned_late_and_counts_all_the_same(seed: int) -> None:
    shuffled = random.Random(seed).sample(repetitive(), len(repetitive()))
    parts = [shuffled[low : low + 10] for low in range(0, len(shuffled), 10)]
    assert fold_batches(parts) == fold_batches([shuffled])


def test_folding_again_changes_nothing() -> None:
    with database() as db:
        put(db, newsroom())
        fold(db)
        before = contents(db)
        fold(db)
        assert contents(db) == before


def test_articles_of_an_earlier_time_are_not_forgotten() -> None:
    made = newsroom()
    late = [replace(each, seen=SEEN_AT - timedelta(days=3)) for each in made[3:]]
    assert fold_batches([made[:3], late]) == fold_batches([[*made[:3], *late]])


def test_a_new_revision_is_compared_again() -> None:
    made = newsroom()
    rewritten = replace(made[1], text="\n".join(sentences("rewritten")), seen=SEEN_AT + timedelta(days=1))
    after = [made[0], rewritten, *made[2:]]
    with database() as db:
        put(db, made)
        fold(db)
        put(db, [rewritten])
        fold(db)
        assert {"wire", "cut", "cut again"} in groups(db, after)
        assert {"reprint"} in groups(db, after)
        assert db.execute("select count(*), count(distinct article_id) from text_members").fetchone() == (
            len(made),
            len(made),
        )
        assert db.execute("select sum(article_count) from texts").fetchone() == (len(made),)


def test_texts_far_apart_in_time_are_not_compared() -> None:
    story = sentences("story")
    edited = [*story[:3], "Another sentence stands here now.", *story[4:]]
    made = [
        Made(name="then", text=" ".join(story), published=date(2020, 1, 1)),
        Made(name="now", text=" ".join(edited), published=date(2026, 1, 1)),
        Made(name="reprint", text=" ".join(story), published=date(2025, 6, 1)),
    ]
    with database() as db:
        put(db, made)
        fold(db)
        assert groups(db, made) == [{"now"}, {"reprint", "then"}]


def test_an_outlets_footer_makes_no_copies() -> None:
    footer = sentences("footer", 12)
    made = [
        Made(
            name=f"short {number}",
            text="\n".join([*sentences(f"news {number}", 5), *footer]),
            outlet="a.example",
            published=DAY + timedelta(days=number),
        )
        for number in range(12)
    ]
    with database() as db:
        put(db, made)
        fold(db)
        assert len(groups(db, made)) == 12
        assert db.execute("select count(*) from copy_pairs").fetchone() == (0,)


def test_unknown_dates_go_by_the_day_seen() -> None:
    story = sentences("story")
    made = [
        Made(name="dated", text=" ".join(story), published=date(2025, 6, 13)),
        Made(name="undated", text=" ".join(story[2:])),
        Made(name="undated, seen later", text=" ".join(story[1:]), seen=datetime(2026, 9, 1, tzinfo=UTC)),
    ]
    with database() as db:
        put(db, made)
        fold(db)
        assert groups(db, made) == [{"dated", "undated"}, {"undated, seen later"}]


def test_a_credit_says_whose_words_they_are() -> None:
    story = sentences("story")
    made = [
        Made(name="paper", text="PARIS (AP) — " + " ".join(story), published=DAY),
        Made(name="other", text=" ".join(story), published=DAY, authors=("The Associated Press",)),
        Made(name="third", text=" ".join(story[:16]), published=DAY),
    ]
    with database() as db:
        put(db, made)
        fold(db)
        origin = db.execute("select origin_article_id, origin_credit, origin_reason from texts").fetchall()
        assert origin == [(None, "Associated Press", "credit")]
        assert set(reuse_of(db, made).values()) == {"verbatim", "edited"}
        rows = db.execute("select name, kind, place, surface from origin_credits order by place").fetchall()
        assert rows == [
            ("Associated Press", "agency", "byline", "The Associated Press"),
            ("Associated Press", "agency", "dateline", "AP"),
        ]


@pytest.mark.parametrize(
    ("days", "origin", "reason"),
    [
        ((DAY, DAY + timedelta(days=1)), "long", "earliest known date"),
        ((DAY + timedelta(days=1), DAY), "short", "earliest known date"),
        ((DAY, DAY), "long", "containment"),
        ((None, None), "long", "containment"),
        ((DAY, None), "long", "containment"),
    ],
)
def test_the_probable_origin(days: tuple[date | None, date | None], origin: str, reason: str) -> None:
    story = sentences("story")
    made = [
        Made(name="long", text=" ".join(story), published=days[0], seen=NEAR_DAY),
        Made(name="short", text=" ".join(story[:15]), published=days[1], seen=NEAR_DAY),
    ]
    with database() as db:
        put(db, made)
        fold(db)
        found = db.execute("select origin_article_id, origin_reason from texts").fetchall()
        assert found == [(article_id(origin), reason)]


def test_equal_texts_of_one_day_have_no_known_origin() -> None:
    made = [Made(name=name, text=" ".join(sentences("story")), published=DAY) for name in ("one", "two")]
    with database() as db:
        put(db, made)
        fold(db)
        assert db.execute("select origin_article_id, origin_reason from texts").fetchall() == [(None, "unknown")]
