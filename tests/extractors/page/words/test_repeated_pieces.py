"""What an outlet prints inside its texts is told from what its texts speak of."""

from datetime import date, timedelta

from extractors.page.words.repeated import OutletText
from extractors.page.words.repeated_pieces import find_pieces, piece_places, spans_of_pieces

NAMES = ("Ann Roe", "Bo Fay", "Cy Day", "Di Moe", "Ed Gay", "Flo Ray")
TOWNS = ("Paris", "Rome", "Oslo", "Bern", "Riga", "Kiev")


def texts(*patterns: str, days: int = 6) -> list[OutletText]:
    """Return six texts, each of the patterns with its own name and town."""
    return [
        OutletText(
            group=str(at),
            day=date(2025, 1, 1) + timedelta(days=at % days),
            lines=tuple(pattern.format(name=NAMES[at], town=TOWNS[at]) for pattern in patterns),
        )
        for at in range(6)
    ]


def pieces(*patterns: str, days: int = 6) -> set[tuple[str, str]]:
    return {(piece.place, piece.surface) for piece in find_pieces(texts(*patterns, days=days))}


def test_lines_beginnings_and_ends_are_found() -> None:
    found = pieces(
        "{name} came to {town}.", "Read more", "Facebook Twitter Pinterest {name} in {town}",
        "The mayor of {town} left. Sign up for the Morning Post",
    )  # fmt: skip
    assert {("line", "Read more"), ("start", "Facebook Twitter Pinterest")} <= found
    assert ("end", "Sign up for the Morning Post") in found


def test_what_sentences_begin_with_is_no_mark() -> None:
    assert not pieces("Attorney General {name} came.", "He met Attorney General {name} of {town}.")
    assert not pieces("President Doe said that {town} is far.", "LONDON (AP) — {name} came to {town}.")
    assert not pieces("{name} left, Mr. Doe said.", "It is far from {town}, he said.")


def test_background_that_a_text_speaks_of_is_no_furniture() -> None:
    background = "The Acme Board of Springfield was sold to Jane Doe in May."
    assert not pieces("Acme Board: {name}", background, "Springfield and Jane Doe of {town} waited.")
    assert pieces("{name} came to {town}.", background)


def test_one_day_says_less_than_three() -> None:
    assert not pieces("{name} came to {town}.", "Read more of Acme", days=1)
    assert not find_pieces(texts("Read more of Acme")[:2])


def test_the_longest_piece_of_a_place_is_taken() -> None:
    known = piece_places([("start", "Photo by"), ("start", "Photo by the Post"), ("line", "Photo by")])
    text = "Photo by the Post Ann Roe\nPhoto by"
    assert [text[a:b] for a, b, _ in spans_of_pieces(text, known)] == ["Photo by the Post", "Photo by"]
