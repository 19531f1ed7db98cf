"""A story is called what a reader would call it."""

import pytest

from extractors.stories.titles import Titled, bare_title, choose_title, title_fault


@pytest.mark.parametrize(
    ("title", "fault"),
    [
        ("Gregory Korte and John Fritze", "names only"),
        ("By Gregory Korte", "a byline"),
        ("Media playback is unsupported on your device", "a notice"),
        ("Democrats say money bought WalkerÃ¢â‚¬â„¢s win", "garbled"),
        ("Immigration?s next hurdle: health care", "too short"),
        ("Edward Snowden?s tricky path to justice", "garbled"),
        ("Trade &amp; tariffs in the balance", "garbled"),
        ("Duck Off", "too short"),
        (" ".join(["word"] * 40), "too long"),
        (None, "missing"),
        ("", "missing"),
        ("Fewer than 50,000 sign up on website, report suggests", None),
        ("Insurance Costs Rise, But More Slowly", None),
        ("Will he stay? Nobody knows", None),
        ("德国总理访问北京", None),
        ("6 years ago", "a time"),
        ("[Updated 7:30 a.m. Jan. 28]", "a time"),
        ("November 20, 2018", "a time"),
        ("6 years ago the fleet sank", None),
        ("SHARE THIS ARTICLE Share Tweet Post Email", "a share bar"),
        ("LISTEN TO ARTICLE 3:09 SHARE THIS ARTICLE", "a share bar"),
        ("Voters queue in Porto, May 2017 (Ann Roe/Reuters)", "a caption"),
        ("(Reuters photo: Ann Roe)", "a caption"),
        ("Voters queue in Porto (and wait)", None),
        ("From the Left", "a section"),
        ("HARBOR CITY, Maine", "a section"),
        ("For more such news, subscribe to The Harlow's newsletters", "a notice"),
        ("Ann Roe and Max B. Vane", "names only"),
    ],
)
def test_what_a_reader_would_not_choose_is_told(title: str | None, fault: str | None) -> None:
    found = title_fault(title)
    assert (found is None) == (fault is None)
    if fault not in {None, "too short"}:
        assert found == fault


@pytest.mark.parametrize(
    "title",
    [
        "The court says the laws of the state wrongly stigmatize couples. Here's what that means",
        "I taught my pupils how to spot fake news stories. Now they check me.",
        "Ann Roe conducts her weekly conference in the visitor center on Thursday. Tom Vane/Pool",
        "The harbor is shut. Fishermen blame the council",
    ],
)
def test_two_sentences_that_are_one_title_stay(title: str) -> None:
    assert bare_title(title) == title


def test_a_title_without_a_fault_is_chosen_though_another_is_more_central() -> None:
    text = "The Senate voted on Monday to end the shutdown after three days of talks."
    found = choose_title(
        [
            Titled(article_id="a", title="Gregory Korte and John Fritze", text=text, score=0.9),
            Titled(article_id="b", title="Senate votes to end shutdown", text=text, score=0.8),
            Titled(article_id="c", title="OPINION: Senate votes to end shutdown, badly", text=text, score=0.85),
        ]
    )
    assert (found.title, found.origin) == ("Senate votes to end shutdown", "article")
    assert "1 names only" in found.reason
    assert "article 3 of 3" in found.reason


def test_of_articles_with_one_score_the_order_does_not_matter() -> None:
    articles = [
        Titled(article_id=name, title=f"The storm reached {name} at night", text="The storm.", score=0.5)
        for name in ("Porto", "Faro", "Braga")
    ]
    assert choose_title(articles) == choose_title(articles[::-1])


def test_without_a_title_the_first_sentence_that_is_no_notice_stands_for_it() -> None:
    text = "Media playback is unsupported on your device\nThe court freed three men on Friday. They had been held."
    found = choose_title([Titled(article_id="a", title=None, text=text, score=0.0)])
    assert (found.title, found.origin) == ("The court freed three men on Friday", "derived")
    assert choose_title([Titled(article_id="a", title=None, text="", score=0.0)]).title is None


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Story highlights The fleet sank in harbour", "The fleet sank in harbour"),
        ("The fleet lay still. | Ann Roe/POLITICO Fleet sinks in harbour", "Fleet sinks in harbour"),
        ("The fleet lay still. | REUTERS Fleet sinks in harbour (+video)", "Fleet sinks in harbour"),
        ("Fleet sinks in harbour | Harlow News", "Fleet sinks in harbour"),
        ("Fleet sinks in harbour", "Fleet sinks in harbour"),
    ],
)
def test_marks_around_a_title_are_cut(title: str, bare: str) -> None:
    assert bare_title(title) == bare


def test_a_title_of_few_words_is_none_if_the_texts_know_none_of_them() -> None:
    text = "HARLOW — The U.S. fleet sank in the harbour. It was old."
    names = [Titled(article_id=each, title="Tomas Vanden Roe", text=text, score=0.5) for each in "ab"]
    assert choose_title(names).title == "The U.S. fleet sank in the harbour"
    assert (
        choose_title([*names, Titled(article_id="c", title="Fleet sinks", text=text, score=0.1)]).origin
        == "derived"
    )
    found = choose_title([*names, Titled(article_id="c", title="Old fleet sinks", text=text, score=0.1)])
    assert found.title == "Old fleet sinks"
    assert "2 not of the text" in found.reason


@pytest.mark.parametrize(
    "comment",
    [
        "How the senate's vote could end the shutdown",
        "5 takeaways from the senate vote on the shutdown",
        "Senate votes on the shutdown: what we know",
        "Can the senate vote end the shutdown?",
        "The senate vote on the shutdown, explained",
        "Shutdown vote: Is the senate serious?",
    ],
)
def test_a_report_gives_the_title_rather_than_a_comment(comment: str) -> None:
    text = "The Senate voted on Monday to end the shutdown after three days of talks."
    found = choose_title(
        [
            Titled(article_id="a", title=comment, text=text, score=0.9),
            Titled(article_id="b", title="Senate votes to end shutdown", text=text, score=0.8),
        ]
    )
    assert found.title == "Senate votes to end shutdown"


@pytest.mark.parametrize(
    "report", ["WHO says the shutdown spreads", "Will Roe votes to end shutdown", "IS claims attack on the senate"]
)
def test_a_name_that_is_written_as_a_question_word_is_no_comment(report: str) -> None:
    text = "WHO says the shutdown spreads. Will Roe votes to end it. IS claims attack on the senate."
    found = choose_title(
        [
            Titled(article_id="a", title=report, text=text, score=0.9),
            Titled(article_id="b", title="Quiet senate day", text=text, score=0.7),
        ]
    )
    assert found.title == report
