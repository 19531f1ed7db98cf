from datetime import date

import pytest

from extractors.mentions.finders import find_mentions
from extractors.mentions.names.lexicon import WatchRule, compile_lexicon, empty_lexicon
from tests.extractors.mentions.revisions import revision

# A Friday.
PUBLISHED = date(2025, 6, 13)


def dates(
    text: str, *, language: str | None = "en", published: date | None = PUBLISHED
) -> list[tuple[object, ...]]:
    found = find_mentions(revision(text, language=language, published=published), empty_lexicon())
    return [(m.surface, m.timex, m.date_start, m.date_end) for m in found.mentions if m.kind == "date"]


@pytest.mark.parametrize(
    ("text", "surface", "timex"),
    [
        ("on June 3, 2024", "June 3, 2024", "2024-06-03"),
        ("on 3 June 2024", "3 June 2024", "2024-06-03"),
        ("on 2024-06-03", "2024-06-03", "2024-06-03"),
        ("on 6/13/2024", "6/13/2024", "2024-06-13"),
        ("It said on Tuesday", "Tuesday", "2025-06-10"),
        ("It will open on Tuesday.", "Tuesday", "2025-06-17"),
        ("last year", "last year", "2024"),
        ("three months ago", "three months ago", "2025-03"),
        ("in 2016", "2016", "2016"),
        ("the 1990s", "1990s", "199"),
        ("the third quarter of 2024", "third quarter of 2024", "2024-Q3"),
        ("nineteen ninety-six", "nineteen ninety-six", "1996"),
        ("in December", "December", "2024-12"),
        ("a week ago", "a week ago", "2025-W23"),
        ("in July last year", "July last year", "2024-07"),
        ("in July of last year", "July of last year", "2024-07"),
        ("January nineteen ninety-seven", "January nineteen ninety-seven", "1997-01"),
        ("the year ended July 31", "July 31", "2024-07-31"),
        ("It is to open Tuesday", "Tuesday", "2025-06-17"),
        ("It waited until Tuesday", "Tuesday", "2025-06-17"),
        ("on Christmas Eve 2023", "Christmas Eve 2023", "2023-12-24"),
        ("last Thanksgiving", "last Thanksgiving", "2024-11-28"),
        ("on Memorial Day", "Memorial Day", "2025-05-26"),
        ("on Good Friday", "Good Friday", "2025-04-18"),
        ("He won in 96.", "96", "1996"),
    ],
)
def test_dates(text: str, surface: str, timex: str) -> None:
    assert [(found[0], found[1]) for found in dates(text)] == [(surface, timex)]


def test_a_relative_date_stays_open_without_a_day_of_publication() -> None:
    assert dates("It said so yesterday.", published=None) == [("yesterday", None, None, None)]
    assert dates("in March 2024", published=None) == [
        ("March 2024", "2024-03", date(2024, 3, 1), date(2024, 3, 31))
    ]


def test_a_year_earlier_is_that_of_the_quarter() -> None:
    found = dates("Net rose in the third quarter of 2024 from a year earlier.")
    assert [timex for _, timex, _, _ in found] == ["2024-Q3", "2023-Q3"]


@pytest.mark.parametrize(
    "text",
    [
        "the Christmas tree",
        "in 60 days",
        "in 60.5",
        "He may march.",
        "2,016 people",
        "$2016",
        "version 1.2.3",
        "in 2000 people",
        "Room 1999B",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    ("language", "text", "timex"),
    [
        ("de", "am 13. Juni 2025", "2025-06-13"),
        ("de", "vor zwei Jahren", "2023"),
        ("fr", "le 13 juin 2025", "2025-06-13"),
        ("es", "el 13 de junio de 2025", "2025-06-13"),
        ("pt", "em 13 de junho de 2025", "2025-06-13"),
        ("it", "il 13 giugno 2025", "2025-06-13"),
        ("nl", "op 13 juni 2025", "2025-06-13"),
        ("nl", "twee jaar geleden", "2023"),
        (None, "2025-06-13", "2025-06-13"),
    ],
)
def test_dates_in_other_languages(language: str, text: str, timex: str) -> None:
    assert [found[1] for found in dates(text, language=language)] == [timex]


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("en", "The fair runs from 5 to 9 June 2025.", 5, 9),
        ("en", "The fair runs 5-9 June 2025.", 5, 9),
        ("en", "The fair runs June 5–9, 2025.", 5, 9),
        ("en", "The fair runs June 5 to 9, 2025.", 5, 9),
        ("de", "Die Messe läuft vom 5. bis 9. Juni 2025.", 5, 9),
        ("fr", "La foire a lieu du 5 au 9 juin 2025.", 5, 9),
        ("es", "La feria va del 5 al 9 de junio de 2025.", 5, 9),
        ("sv", "Mässan pågår 5–9 juni 2025.", 5, 9),
    ],
)
def test_a_stretch_of_days(language: str, text: str, first: int, last: int) -> None:
    ((_, _, start, end),) = dates(text, language=language)
    assert (start, end) == (date(2025, 6, first), date(2025, 6, last))


@pytest.mark.parametrize(
    ("text", "surface", "timex", "confidence"),
    [
        ("“We left today,” Ann Roe said.", "today", "2025-06-13", 0.5),
        ("“We left today,” Ann Roe said on Tuesday.", "today", "2025-06-10", 0.8),
        ("On March 3, 2019 Ann Roe said: “We left yesterday.”", "yesterday", "2019-03-02", 0.8),
        ("“We left today,” Ann Roe wrote in 2009.", "today", None, 0.4),
        ("“We left last year,” Ann Roe wrote in 2009.", "last year", None, 0.4),
        ("“We left last year,” Ann Roe said in June.", "last year", "2024", 0.5),
        ("“We left today,” said Ann Roe, who had waited since 1971.", "today", "2025-06-13", 0.5),
        ("The vote is on June 25. “We left today,” Ann Roe said.", "today", "2025-06-13", 0.5),
        ("Before the vote on June 25, “we left today,” Ann Roe said.", "today", "2025-06-13", 0.5),
        ("“We left in 2016,” Ann Roe said.", "2016", "2016", 0.9),
        ("We left today, Ann Roe said.", "today", "2025-06-13", 0.9),
    ],
)
def test_a_day_in_a_quotation_counts_from_the_speaking(
    text: str, surface: str, timex: str | None, confidence: float
) -> None:
    found = find_mentions(revision(text, published=PUBLISHED), empty_lexicon())
    said = [(m.timex, m.confidence) for m in found.mentions if m.kind == "date" and m.surface == surface]
    assert said == [(timex, confidence)]


def test_a_day_in_a_quotation_is_open_without_a_day_of_publication() -> None:
    assert dates("“We left today,” Ann Roe said.", published=None)[0][1:] == (None, None, None)
    text = "On March 3, 2019 Ann Roe said: “We left today.”"
    assert dates(text, published=None)[1] == ("today", "2019-03-03", date(2019, 3, 3), date(2019, 3, 3))


def test_a_month_in_the_name_of_a_place_is_no_date() -> None:
    rio = WatchRule(rule_id="rio", entity_id="place:rio", name="Rio de Janeiro", kind="place")
    text = "A empresa investirá em janeiro no Rio de Janeiro."
    found = find_mentions(revision(text, language="pt", published=PUBLISHED), compile_lexicon(rules=(rio,)))
    assert [m.surface for m in found.mentions if m.kind == "date"] == ["janeiro"]
