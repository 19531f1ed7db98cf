from time import process_time

import pytest

from extractors.copies.agencies import find_origin_credits

# Each took .01 to .2 seconds in November 2026; what is not linear takes minutes.
MOST_CPU_SECONDS = 5

CASES = [
    ("WASHINGTON (AP) — The Senate voted.", [], [("Associated Press", "dateline", "AP")]),
    ("LONDON, June 13 (Reuters) - Shares rose.", [], [("Reuters", "dateline", "Reuters")]),
    ("(Reuters) - Shares rose.", [], [("Reuters", "dateline", "Reuters")]),
    ("Berlin (dpa) - Es regnet.", [], [("dpa", "dateline", "dpa")]),
    ("NEW YORK, June 13, 2025 /PRNewswire/ -- Acme Inc. said.", [], [("PR Newswire", "dateline", "PRNewswire")]),
    (
        "SAN FRANCISCO--(BUSINESS WIRE)--Acme Inc. said.",
        [],
        [("Business Wire", "dateline", "BUSINESS WIRE")],
    ),
    ("Rain falls on the bridge. (AP Photo/Jo Doe)\n" * 20 + "PARIS (AFP) — It rained.", [], [
        ("Agence France-Presse", "dateline", "AFP")
    ]),
    ("It rained.", ["Reuters"], [("Reuters", "byline", "Reuters")]),
    ("It rained.", ["Jo Doe, Associated Press"], [("Associated Press", "byline", "Jo Doe, Associated Press")]),
    ("It rained.", ["Jo Doe | AFP"], [("Agence France-Presse", "byline", "Jo Doe | AFP")]),
    (
        "It rained.\n(Reporting by Jo Doe in Paris; Editing by Ann Roe)",
        [],
        [("Reuters", "body", "(Reporting by Jo Doe in Paris; Editing by Ann Roe")],
    ),
    ("It rained.\nCopyright 2025 The Associated Press. All rights reserved.", [], [
        ("Associated Press", "body", "The Associated Press")
    ]),
    ("It rained. (With inputs from ANI)", [], [("ANI", "body", "ANI")]),
    ("It rained.\n— AFP", [], [("Agence France-Presse", "body", "AFP")]),
    ("Acme said.\nSOURCE Acme Inc.", [], [("press release", "body", "SOURCE Acme Inc.")]),
    ("Reuters reported that it rained, citing the AP.", [], []),
    ("Rain in Paris (AP Photo/Jo Doe). It rained.", ["Reuter Jones", "Ann Apa"], []),
    ("PA lawmakers voted. The PA house said so.", [], []),
    ("", [], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "authors", "expected"), CASES, ids=[case[0][:40] or "empty" for case in CASES])
def test_credits(text: str, authors: list[str], expected: list[tuple[str, str, str]]) -> None:
    found = find_origin_credits(text, authors)
    assert [(credit.name, credit.place, credit.surface) for credit in found] == expected
    for credit in found:
        if credit.span_start is not None:
            assert text[credit.span_start : credit.span_end] == credit.surface


@pytest.mark.parametrize("unit", ["(AP", "Reporting by ", "— ", "SOURCE ", "Copyright ", "$", "with inputs from "])
def test_hostile_texts_take_no_time(unit: str) -> None:
    start = process_time()
    find_origin_credits(unit * 100_000, [unit * 100_000])
    assert process_time() - start < MOST_CPU_SECONDS
