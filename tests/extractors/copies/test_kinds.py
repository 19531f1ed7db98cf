"""What a reader would call two texts: copies, a part taken over, or neither; and which words are quoted."""

import random

import numpy as np
import pytest

from extractors.copies.compare import compare
from extractors.copies.fingerprints import fingerprint_texts
from extractors.copies.prepared import prepare

NONE = np.zeros(0, dtype=np.uint32)


def prose(seed: int, sentence_count: int) -> list[str]:
    """Return so many sentences of twelve words, no two seeds with a run of three in common."""
    draw = random.Random(seed)
    return [
        " ".join(f"w{draw.randrange(9_000)}" for _ in range(12)).capitalize() + "." for _ in range(sentence_count)
    ]


def text(*paragraphs: list[str] | str) -> str:
    return "\n\n".join(each if isinstance(each, str) else " ".join(each) for each in paragraphs)


REPORT = prose(1, 30)
STATEMENT = prose(2, 10)
SPEECH = " ".join(STATEMENT)


def misread(sentences: list[str]) -> list[str]:
    """Return the sentences as poor text recognition reads them: two words in seven broken, none added or lost."""
    draw = random.Random(3)
    return [
        " ".join(word[:-1] + "x" * draw.randint(1, 2) if place % 7 in {0, 3} else word
                 for place, word in enumerate(sentence.split()))
        for sentence in sentences
    ]  # fmt: skip


def updated(sentences: list[str]) -> list[str]:
    return [sentences[0].replace("w", "some 40 of w", 1), *sentences[1:10], *prose(4, 1), *sentences[10:]]


EARNINGS = """{firm} on Tuesday reported third-quarter revenue of {one} million, compared with {two} million in
the same period a year earlier. The {place}-based company said it had a profit of {three} million in
the quarter, or ${four} a share. Earnings, adjusted for non-recurring costs, were in line with what
analysts had expected.

The chief executive, {name}, said that the company was well placed for the rest of the year and
confirmed its forecast.

This report was produced by an automated system using data that were published by the company and
checked against the filing with the exchange."""
WEATHER = """{day} will begin with fog along the coast and in the valleys around Norvik, which will lift by noon.
Temperatures will rise from {one} degrees in the early morning to {two} in the afternoon. The wind
will blow from the west at {three} kilometres an hour, with stronger gusts on the islands. Showers
are possible in the evening but will not last. Drivers are advised to allow more time for their
trips and to keep their lights on."""
FIRMS = [
    EARNINGS.format(
        firm="Northgate Energy", one=412, two=388, three=31, four=0.42, place="Norvik", name="Marta Lind"
    ),
    EARNINGS.format(firm="Selby Foods", one=97, two=120, three=4, four=0.11, place="Leskov", name="Tom Arles"),
]
POST = f"{SPEECH} — Jane Doe (@jane) May 3"
RULING = [f"“{sentence[:-1]},” the court said in its ruling on Monday." for sentence in prose(21, 12)]
QUOTING = text(REPORT[:8], f"“{SPEECH}” he said.", REPORT[8:])
CASES = {
    "the same words": (text(REPORT), text(REPORT), "near"),
    "a few words edited": (text(REPORT), text([s.replace("1", "one ") for s in REPORT]), "near"),
    "updated by a sentence": (text(REPORT), text(updated(REPORT)), "near"),
    "misread by a machine": (text(REPORT), text(misread(REPORT)), "near"),
    "the earlier report whole within a longer one": (
        text(REPORT),
        text(REPORT[:15], prose(5, 20), REPORT[15:]),
        "near",
    ),
    "a block of background": (text(REPORT), text(prose(6, 25), REPORT[20:]), "partial"),
    "a paragraph in another": (text(REPORT), text(prose(6, 20), REPORT[10:14], prose(7, 10)), "partial"),
    "one sentence": (text(REPORT), text(prose(6, 20), REPORT[10:11], prose(7, 10)), None),
    "nothing": (text(REPORT), text(prose(8, 30)), None),
    "a speech that both quote": (
        text(prose(9, 10), f"“{SPEECH}” he said."),
        text(prose(10, 10), f'She said: "{SPEECH}"'),
        None,
    ),
    "most of both is one speech": (
        text(prose(9, 4), f"“{SPEECH}” he said.", prose(11, 3)),
        text(prose(10, 4), f"“{SPEECH}”", prose(12, 3)),
        None,
    ),
    "in marks here, behind a colon there": (
        text(prose(9, 10), f"“{SPEECH}”"),
        text(prose(10, 10), "She said in a statement:", STATEMENT),
        None,
    ),
    "in British marks": (text(prose(9, 10), f"‘{SPEECH}’"), text(prose(10, 10), f"'{SPEECH}'"), None),
    "in German and French marks": (text(prose(9, 10), f"„{SPEECH}“"), text(prose(10, 10), f"« {SPEECH} »"), None),
    "a post that both embed": (
        text(prose(9, 10), POST),
        text(prose(10, 10), POST),
        None,
    ),
    "a short report and a long profile that it quotes": (
        text(prose(9, 5), f"“{SPEECH}”", prose(11, 5)),
        text(prose(12, 200), STATEMENT, prose(13, 200)),
        None,
    ),
    "a ruling quoted sentence by sentence": (
        text(prose(9, 8), RULING, prose(11, 8)),
        text(prose(10, 8), RULING, prose(12, 8)),
        None,
    ),
    "the same within a copied report": (text(REPORT[:10], RULING, REPORT[10:]), text(REPORT, RULING), "near"),
    "a report copied with its quotations": (
        QUOTING,
        text(REPORT[:8], f"“{SPEECH}” he said.", REPORT[8:20]),
        "near",
    ),
    "two firms of one template": (*FIRMS, None),
    "two days of one template": (
        WEATHER.format(day="Tuesday", one=4, two=9, three=30),
        WEATHER.format(day="Wednesday", one=6, two=12, three=45),
        None,
    ),
    "the same forecast twice, one number put right": (
        WEATHER.format(day="Tuesday", one=4, two=9, three=30),
        WEATHER.format(day="Tuesday", one=4, two=9, three=35),
        "near",
    ),
    "two short reports above one notice": (
        text(prose(9, 3), REPORT[:12]),
        text(prose(10, 3), REPORT[:12]),
        "partial",
    ),
}


@pytest.mark.parametrize(("one", "other", "kind"), CASES.values(), ids=CASES)
def test_kind_of_two_texts(one: str, other: str, kind: str | None) -> None:
    prepared = prepare(fingerprint_texts([one, other]), [NONE, NONE])
    assert [compare([(prepared[a], prepared[1 - a])])[0].kind for a in (0, 1)] == [kind, kind]


def test_shares_of_running_text_leave_the_speech_aside() -> None:
    one = text(REPORT, f"“{SPEECH}”")
    other = text(REPORT[:20], prose(14, 10), f"“{SPEECH}”")
    found = compare([tuple(prepare(fingerprint_texts([one, other]), [NONE, NONE]))])[0]  # type: ignore[list-item]
    assert found.running_share_a == pytest.approx(20 / 30, abs=0.02)
    assert found.share_a == pytest.approx(30 / 40, abs=0.02)


QUOTED = {
    "curly": ("He said “we will go” and left", "we will go"),
    "straight": ('He said "we will go" and left', "we will go"),
    "not closed, to the end of the paragraph": ("He said “we will\ngo on", "we will"),
    "opened anew in each paragraph": ("“We will\n“go on” he said", "We will go on"),
    "an inch is none": ('a 5" pipe and a 6" pipe broke', ""),
    "apostrophes are none": ("the dog's and the workers’ rights in the ’90s", ""),
    "British": ("He said ‘we won’t go’ and left", "we won t go"),
    "German": ("Er sagte: „Wir gehen“ und ging", "Wir gehen"),
    "French": ("Il a dit « on y va » hier", "on y va"),
    "behind a colon": ("He said:\n\nWe will go\n\nand left", "We will go"),
    "a text that ends in a colon": ("He said:", ""),
}  # fmt: skip


@pytest.mark.parametrize(("written", "quoted"), QUOTED.values(), ids=QUOTED)
def test_quoted_words(written: str, quoted: str) -> None:
    found = fingerprint_texts([written, written])[1]
    words = [written[start:end] for start, end in zip(found.starts, found.ends, strict=True)]
    assert " ".join(word for word, is_quoted in zip(words, found.quoted, strict=True) if is_quoted) == quoted


APPEAL = "You read this for nothing, and that costs us something. Give to Example News today. " + " ".join(
    prose(15, 5)
)
BACKGROUND = "Selby Foods has run the mill in Norvik since 1998, when Tom Arles bought it. " + " ".join(
    prose(16, 5)
)
GALLERY = " ".join(
    f"Photos of the storm in the north, hide caption {n} of 12: {s}" for n, s in enumerate(prose(17, 12))
)
CAPTIONS = " ".join(
    f"Hide Caption {n} of 12 Photos: Storm of the north {' '.join(prose(50 + n, 5))}" for n in range(12)
)
HEADLINES = " | ".join(f"Norvik talks: {s[:-1]}" for s in prose(22, 8)) + " of Tom Arles and Selby Foods."
LONG = " ".join(sentence[:-1] for sentence in prose(23, 5)) + "."
FIRST = text("On Monday Selby Foods closed the mill in Norvik, and so said Tom Arles.", prose(19, 13))
SECOND = text(
    "The union of Norvik, led by Ida Holm, blames Tom Arles.", prose(20, 12), "Nobody at Selby Foods spoke."
)
OF_ONE_OUTLET = {
    "an appeal": (APPEAL, None),
    "background that tells of the same people": (BACKGROUND, "partial"),
    "a gallery": (GALLERY, None),
    "a gallery with long captions": (CAPTIONS, None),
    "headlines one behind the other": (HEADLINES, None),
    "a long sentence in running text": (text(BACKGROUND, prose(24, 12), LONG), "partial"),
}


@pytest.mark.parametrize(("block", "kind"), OF_ONE_OUTLET.values(), ids=OF_ONE_OUTLET)
def test_what_an_outlet_prints_again(block: str, kind: str | None) -> None:
    one, other = prepare(fingerprint_texts([text(FIRST, block), text(SECOND, block)]), [NONE, NONE])
    assert compare([(one, other)])[0].kind == "partial"
    assert compare([(one, other)], [True])[0].kind == kind


def test_background_in_a_script_without_capitals_and_spaces() -> None:
    draw = random.Random(25)
    own, others, background = ("".join(chr(draw.randrange(0x4E00, 0x9F00)) for _ in range(300)) for _ in range(3))
    texts = [f"{own}。{background}。", f"{others}。{background}。"]
    one, other = prepare(fingerprint_texts(texts), [NONE, NONE])
    assert compare([(one, other)], [True])[0].kind == "partial"
