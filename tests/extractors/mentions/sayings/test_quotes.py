import pytest

from extractors.mentions.finders import find_mentions
from extractors.mentions.names.lexicon import WatchRule, compile_lexicon
from extractors.mentions.reading.field import split_sentences
from extractors.records import MentionKind
from tests.extractors.mentions.revisions import revision


def rule(entity_id: str, name: str, kind: MentionKind) -> WatchRule:
    return WatchRule(rule_id=entity_id, entity_id=entity_id, name=name, kind=kind)


LEXICON = compile_lexicon(
    rules=(
        rule("person:doe", "Jane Doe", "person"),
        rule("org:acme", "Acme", "organization"),
        rule("org:reuters", "Reuters", "organization"),
        rule("org:verge", "The Verge", "organization"),
    )
)


def quotes(text: str) -> list[tuple[str, str | None]]:
    return [(q.surface, q.speaker_surface) for q in find_mentions(revision(text), LEXICON).quotes]


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        ("“We will win this,” said Jane Doe.", "We will win this,", "Jane Doe"),
        ("“We will win this,” Jane Doe, a lawyer, said.", "We will win this,", "Jane Doe"),
        ('"We will win this," she said.', "We will win this,", "she"),
        ("Jane Doe told reporters: “We will win this.”", "We will win this.", "Jane Doe"),
        ("Acme confirmed the plan, noting, “We will win this.”", "We will win this.", "Acme"),
        ("According to Jane Doe, “we will win this” is true.", "we will win this", "Jane Doe"),
        ("“Will we win this?” asked Jane Doe.", "Will we win this?", "Jane Doe"),
        ("“Never,” she said.", "Never,", "she"),
        ("“We will win this.” - Jane Doe", "We will win this.", "Jane Doe"),
        ("Rivals disagree - Jane Doe: “We will win this.”", "We will win this.", "Jane Doe"),
        ("“We will win this,” Jane Doe shot back.", "We will win this,", "Jane Doe"),
        ("While conceding two points, Jane Doe said, “We will win this.”", "We will win this.", "Jane Doe"),
        ("Predicting no doom, Jane Doe sighed: “We will win this.”", "We will win this.", "Jane Doe"),
        ("Acme, which is new, and Jane Doe, who called it “a sure win”, met.", "a sure win", "who"),
        (
            "“We will win this” next year at last, said Jane Doe, a lawyer of the firm in the north.",
            "We will win this",
            "Jane Doe",
        ),
        ("Jane Doe called it “a sure win,” adding that Acme had paid.", "a sure win,", "Jane Doe"),
        (
            "Jane Doe said that the firm had waited for years.\n\n“It is because we will win this.”",
            "It is because we will win this.",
            "Jane Doe",
        ),
        ("“We will win this,” lawyers for the panel wrote.", "We will win this,", "lawyers for the panel"),
        ("As the leader of one union put it: “We will win this.”", "We will win this.", "the leader of one union"),
        ("“We will win this,” beamed Jane Doe.", "We will win this,", "Jane Doe"),
        ("“We will win this,” said a senior Acme official.", "We will win this,", "a senior Acme official"),
        ("“We will win this,” said one Acme insider who left.", "We will win this,", "one Acme insider"),
        ("A Jane Doe campaign aide said, “We will win this.”", "We will win this.", "A Jane Doe campaign aide"),
        ("“We will win this,” said Acme director Jane Doe.", "We will win this,", "Jane Doe"),
        ("“We will win this,” the daily wrote.", "We will win this,", "the daily"),
        ("Even Jane Doe herself insisted that “we will win this”.", "we will win this", "Jane Doe"),
        ("“We will win this,” she went on.", "We will win this,", "she"),
        ("“We will win this.” Jane Doe said.\n\nAcme left.", "We will win this.", "Jane Doe"),
        ("It rained.\n\nAnn Roe wrote on Facebook: “We will win this.”", "We will win this.", "Ann Roe"),
        ("Acme came. Its men were told, “We will win this,” at last.", "We will win this,", None),
        ("The report of Acme is expected to say “we will win this” soon.", "we will win this", "Acme"),
        ("“We will win” if it rains, says Jane Doe, a lawyer of many years in Ohio.", "We will win", "Jane Doe"),
        ("Jane Doe praised “our long way,” saying the city is ours.", "our long way,", "Jane Doe"),
        (
            "Jane Doe, in a paper sent out by Acme on Thursday, said it “will win this”.",
            "will win this",
            "Jane Doe",
        ),
        (
            "Jane Doe, who runs this year, praised Acme for showing “the will to win”.",
            "the will to win",
            "Jane Doe",
        ),
        ("Per Lund, who has in the past called it “a great thing to win”, left.", "a great thing to win", "who"),
        ("As Vulture put it, “We will win this.”", "We will win this.", "Vulture"),
        ("Because of the plan, explained Jane Doe, “we will win this.”", "we will win this.", "Jane Doe"),
        ("Nobody was there.\n\nThe first word - Jane Doe: “We will win this.”", "We will win this.", "Jane Doe"),
        ("The firm fell. Jane Doe said it is over.\n\n“We will win this.”", "We will win this.", "Jane Doe"),
        ("A surge came, with one of her ads asking, “Will we win this?”", "Will we win this?", "one of her ads"),
        ("Speaking in his old voice, she went on, saying: “We will win this.”", "We will win this.", "she"),
    ],
)
def test_quotations(text: str, said: str, speaker: str | None) -> None:
    assert quotes(text) == [(said, speaker)]


def test_a_quotation_goes_on_with_its_speaker() -> None:
    text = "“We will win this,” Jane Doe said. “We always do that.”\n\n“And we will again, you see.”"
    assert [speaker for _, speaker in quotes(text)] == ["Jane Doe"] * 3
    assert [speaker for _, speaker in quotes(text.replace("\n\n", "\n"))] == ["Jane Doe"] * 3
    other = "“We will win this,” Jane Doe said. She called us “the best by far.”"
    assert [speaker for _, speaker in quotes(other)] == ["Jane Doe", "She"]


def test_how_somebody_speaks_is_no_speech() -> None:
    text = "“We will win,” said one Acme insider who spoke on condition of anonymity. “It is sure to be so.”"
    assert quotes(text) == [("We will win,", "one Acme insider"), ("It is sure to be so.", "one Acme insider")]
    assert quotes("Media caption “We will win this, all of us”")[0][1] is None


def test_a_sentence_of_its_own_behind_a_cry_is_not_who_cries() -> None:
    assert quotes("“We will all win this!” The men of Acme defend the city.")[0][1] is None
    assert quotes("“We will all win this!” Jane Doe defended the city, she said.")[0][1] is not None


def test_a_word_apart_does_not_part_a_speaker_from_the_quotation() -> None:
    text = "“We have had better ones,” Jane Doe, wearing a hat and “Acme” pins, said."
    assert quotes(text)[0] == ("We have had better ones,", "Jane Doe")


def test_a_quotation_alone_in_its_line_goes_on_behind_one_line_end_too() -> None:
    text = "“We will win this,” said Jane Doe, a lawyer.\n“And we will again, you see.”\nThe end."
    assert [speaker for _, speaker in quotes(text)] == ["Jane Doe"] * 2


@pytest.mark.parametrize(("before", "whom"), [("Jo, a lawyer at Acme", None), ("He met Jane Doe", "person:doe")])
def test_who_is_a_person(before: str, whom: str | None) -> None:
    found = find_mentions(revision(f"{before}, who called it “a great thing to win”, left."), LEXICON)
    assert [(quote.speaker_surface, quote.speaker_entity_id) for quote in found.quotes] == [("who", whom)]


def test_a_pronoun_speaks_for_the_one_person_named_nearby() -> None:
    found = find_mentions(revision("Jane Doe left Acme. “I had enough of it,” she said."), LEXICON)
    assert [quote.speaker_entity_id for quote in found.quotes] == ["person:doe"]


@pytest.mark.parametrize(
    "text",
    [
        "The “pipes,” rather than the models, matter.",
        "A new “superintelligence” lab opened.",
        "Jane Doe said so on Acme's “Good Morning America.”",
        "The man known as “Guccifer,” stated that he had access.",
        'Watch it at <a href="http://video.example.com">here</a>, she said.',
        "She wrote “The Art of the Deal” in 1990.",
        "An opening mark “ that nobody closes",
        "5' 10\" tall",
    ],
)
def test_what_is_no_quotation(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("Reuters reported that it failed.", [("Reuters", "report", "org:reuters")]),
        ("It failed, as reported by The Verge.", [("The Verge", "report", "org:verge")]),
        ("It failed, according to Jane Doe.", [("Jane Doe", "source", "person:doe")]),
        ("It failed, people familiar with the matter said.",
         [("people familiar with the matter", "unnamed source", None)]),
        ("According to a court filing, it failed.", [("a court filing", "document", None)]),
        ("Acme reports strong results.", []),
    ],
)  # fmt: skip
def test_credits(text: str, credited: list[tuple[str, str, str | None]]) -> None:
    found = find_mentions(revision(text), LEXICON)
    assert [(m.surface, m.value_text, m.entity_id) for m in found.mentions if m.kind == "credit"] == credited


def test_sentences_end_behind_abbreviations_only_where_a_new_one_starts() -> None:
    text = "Sen. Doe of Acme Inc. spoke at 5 p.m. in the U.S. The end. “Why?” He left."
    assert [text[start:end] for start, end in split_sentences(text)] == [
        "Sen. Doe of Acme Inc. spoke at 5 p.m. in the U.S.",
        "The end.",
        "“Why?”",
        "He left.",
    ]
