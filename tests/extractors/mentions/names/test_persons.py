"""What belongs to a name and what does not, from a finder that takes the marked stretches for names."""

import re

import pytest

from extractors.mentions.names.find import find_entities
from extractors.mentions.names.lexicon import LanguageModel, NameSpan, compile_lexicon
from extractors.mentions.reading.field import Reading, split_sentences
from extractors.records import MentionKind

KINDS: dict[str, MentionKind] = {"P": "person", "O": "organization", "L": "place"}
MARKED = re.compile(r"<([POL])(\??):([^>]+)>")


def named(marked: str) -> list[tuple[str, str | None, str]]:
    """Return surface, name of the entity and kind of each mention.

    `<P:Jane Doe>` is what the model sees, `<P?:Jane>` what it is less sure of.
    """
    spans: list[NameSpan] = []
    text = ""
    last = 0
    for match in MARKED.finditer(marked):
        text += marked[last : match.start()]
        start = len(text)
        text += match[3]
        last = match.end()
        likely = 0.6 if match[2] else 0.9
        spans.append(NameSpan(start=start, end=len(text), kind=KINDS[match[1]], method="model", confidence=likely))
    text += marked[last:]
    model = LanguageModel(find=lambda texts: tuple(tuple(spans) for _ in texts), version="1")
    reading = Reading(
        article_id="a", revision_id="r", field="text", text=text, sentences=split_sentences(text), zones=(),
        language="en", published_date=None,
    )  # fmt: skip
    found = find_entities((reading,), compile_lexicon(models={"en": model}))
    names = {entity.entity_id: entity.name for entity in found.entities}
    return [(m.surface, names.get(m.entity_id or ""), m.kind) for m in found.mentions]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<P:Lt. Gen. Ola Vane> met <P:Dr Ann Roe>.", [("Ola Vane", "Ola Vane"), ("Ann Roe", "Ann Roe")]),
        ("<P:Sir Max Roe, KC> came.", [("Max Roe, KC", "Max Roe, KC")]),
        ("<P:Pope Linus> met <P:Major Dale>.", [("Pope Linus", "Pope Linus"), ("Major Dale", "Major Dale")]),
        ("<P:Jane Doe> won. <P:DOE> WINS.", [("Jane Doe", "Jane Doe"), ("DOE", None)]),
        ("<P:Jane Harlow> won. <P:HARLOW> WINS.", [("Jane Harlow", "Jane Harlow"), ("HARLOW", "Jane Harlow")]),
        ("<P:Pim van der Laan> and <P:Van der Laan>.",
         [("Pim van der Laan", "Pim van der Laan"), ("Van der Laan", "Pim van der Laan")]),
        ("<P:Carl Roe> and <P:Carl Roe Jr.> met.", [("Carl Roe", "Carl Roe"), ("Carl Roe Jr.", "Carl Roe Jr.")]),
        ("<P:Carl Roe Jr.> came. <P:Roe> left.", [("Carl Roe Jr.", "Carl Roe Jr."), ("Roe", None)]),
        ("The <P:Harlow White> House and <P:Jane Harlow 01:42>.",
         [("Harlow", "Jane Harlow"), ("Jane Harlow", "Jane Harlow")]),
        ("Han Ji-soo met Nguyen Van Binh and <P:Lin>.",
         [("Han Ji-soo", "Han Ji-soo"), ("Nguyen Van Binh", "Nguyen Van Binh"), ("Lin", None)]),
    ],
)  # fmt: skip
def test_people(marked: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(surface, name) for surface, name, kind in named(marked) if kind == "person"] == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<P:Roe> and <O:Vane Inc.> merged.", ["Roe and Vane Inc."]),
        ("Roe & <O:Vane LLC> merged.", ["Roe & Vane LLC"]),
        ("<P:Ann Roe> and <O:Vane Inc.> merged.", ["Vane Inc."]),
        ("<O:Roe> and <O:Vane Harbour Inc.> merged.", ["Roe", "Vane Harbour Inc."]),
        ("He was Secretary of <O:State>.", []),
    ],
)
def test_firms(marked: str, expected: list[str]) -> None:
    assert [surface for surface, _, kind in named(marked) if kind == "organization"] == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<O:Vane Inc and Roe Corp> merged.", [("Vane Inc", "organization"), ("Roe Corp", "organization")]),
        ("<O:Roe Harbour Ltd of Norvik> won.", [("Roe Harbour Ltd", "organization"), ("Norvik", "place")]),
        ("<O:Vane Corp VNE> rose.", [("Vane Corp", "organization")]),
        ("<O:Vane Corp. Vane Harbour> rose.", [("Vane Corp.", "organization"), ("Vane Harbour", "organization")]),
        ("<O:Vane Co of Norvik> rose.", [("Vane Co of Norvik", "organization")]),
        ("by <P:Vane>, Roe and Co Inc said.", [("Vane, Roe and Co Inc", "organization")]),
        ("Hill & Vane LLC rose.", [("Hill & Vane LLC", "organization")]),
    ],
)
def test_where_firms_end(marked: str, expected: list[tuple[str, str]]) -> None:
    assert [(surface, kind) for surface, _, kind in named(marked)] == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<L:Norvik> Town\n<L:Norvik> 2 Harlow City 1\n", ["Norvik", "Harlow City"]),
        ("<L:Norvik> 17 10 4 3 38 22 34\nHarlow (Wales) 75 82 83 19\n", ["Norvik", "Harlow"]),
        ("HARLOW AT NEW NORVIK\n<L:Norvik> (5) v <P:Vane> (16) 1330", ["HARLOW", "NEW NORVIK", "Norvik", "Vane"]),
        ("7 - <P:Paul Roe> (<L:Norvik>), <P:Jim Doe> (Harlow Town)\n", ["Norvik", "Harlow Town"]),
        ("<L:Norvik> 5 7\nBarley 110.8 1203.4 506.0 48.2 941.0 786.6\n", []),
        ("In <L:Norvik> 2 people met.\n", []),
    ],
)
def test_teams_in_lines_of_results(marked: str, expected: list[str]) -> None:
    assert [surface for surface, _, kind in named(marked) if kind == "organization"] == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("The U.S. <O:Library> of Congress opened.", [("Library of Congress", "organization")]),
        ("The <O:Norvik Trust for> Harbour Birds met.", [("Norvik Trust for Harbour Birds", "organization")]),
        ("The <O:Fish Council> for <O:Vane> met.", [("Fish Council", "organization"), ("Vane", "organization")]),
        ("The <O:Fish Ministry> for Norvik met.", [("Fish Ministry", "organization")]),
        ("The <O:Norvik Open> began.", []),
        ("The <O:Harbour Act> and <O:Social Security> stay.", []),
        ("The <L:N.H.A.> met in the <L:U.S.A.> then.", [("N.H.A.", "organization"), ("U.S.A.", "place")]),
        ("So <P:Chair Roe> came to <O:The US> then.", [("Roe", "person"), ("US", "organization")]),
        ("<P:Jo Roe>, R-Miss., and Lim (DAP-Tanjung) met.",
         [("Jo Roe", "person"), ("Miss.", "place"), ("DAP", "organization"), ("Tanjung", "place")]),
        ("<O:Vane> rose and later <O?:Vane> fell.", [("Vane", "organization")] * 2),
        ("<P:Vane> shares rose. <P:Vane> fell.", [("Vane", "organization")] * 2),
        ("Mr <L:Vane> came. <L:Vane> left.", [("Vane", "person")] * 2),
        ("<L:Norvik> fans came. <L:Norvik> and <L:Norvik> and <L:Norvik> and <L:Norvik> won.",
         [("Norvik", "place")] * 5),
    ],
)  # fmt: skip
def test_what_the_words_beside_a_name_tell(marked: str, expected: list[tuple[str, str]]) -> None:
    assert [(surface, kind) for surface, _, kind in named(marked)] == expected


def test_a_headline_in_capitals_has_the_names_of_its_text() -> None:
    found = named("HARLOW WINS IN NEW NORVIK\n\n<P:Jane Harlow> won in <L:New Norvik>.")
    assert [(surface, kind) for surface, _, kind in found] == [
        ("HARLOW", "person"), ("NEW NORVIK", "place"), ("Jane Harlow", "person"), ("New Norvik", "place")
    ]  # fmt: skip
