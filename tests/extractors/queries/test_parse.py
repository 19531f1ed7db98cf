"""Queries as people type them: what they ask for, and what is wrong with those that are none."""

import time
from datetime import date

import pytest

from extractors.errors import QueryError
from extractors.queries.parse import parse_query
from extractors.queries.tree import And, Days, Named, Near, Not, Or, Phrase, all_leaves


def word(text: str, **others: object) -> Phrase:
    return Phrase(words=tuple(text.split()), **others)  # type: ignore[arg-type]


def near(*texts: str) -> Near:
    return Near(phrases=tuple(map(word, texts)), within=5)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("Stake", word("stake")),
        ("stake board", And(parts=(word("stake"), word("board")))),
        ("a OR b c", Or(parts=(word("a"), And(parts=(word("b"), word("c")))))),
        ("(a OR b) AND NOT c", And(parts=(Or(parts=(word("a"), word("b"))), Not(part=word("c"), at=13)))),
        ("a -b", And(parts=(word("a"), Not(part=word("b"), at=2)))),
        ("co-founder", word("co founder")),
        ("“stake in Scale”", word("stake in scale")),
        ('"data lab*"', word("data lab", is_prefix=True)),
        ("label*", word("label", is_prefix=True)),
        ('"stake board"~10', Near(phrases=(word("stake"), word("board")), within=10)),
        ('stake NEAR/5 "meta platforms"', Near(phrases=(word("stake"), word("meta platforms")), within=5)),
        ("(a OR b) NEAR/5 c", Or(parts=(near("a", "c"), near("b", "c")))),
        ("a NEAR/5 (b)", near("a", "b")),
        ("a NEAR b", Near(phrases=(word("a"), word("b")), within=10)),
        ("title:scale", word("scale", field="title")),
        ("quote:(a OR b)", Or(parts=(word("a", field="quote"), word("b", field="quote")))),
        ('outlet:"The Verge"', Named(field="outlet", value="The Verge", at=7)),
        ("lang:de x", And(parts=(Named(field="lang", value="de", at=5), word("x")))),
        ("date:2026-11", Days(first=date(2026, 11, 1), last=date(2026, 11, 30))),
        ("date:2026-11-01..2026-11-07", Days(first=date(2026, 11, 1), last=date(2026, 11, 7))),
        ("date:..2026-11-07", Days(first=None, last=date(2026, 11, 7))),
        ("and", word("and")),
        ("(a OR NOT b) c", And(parts=(Or(parts=(word("a"), Not(part=word("b"), at=6))), word("c")))),
    ],
)
def test_what_is_asked_for(query: str, tree: object) -> None:
    assert parse_query(query) == tree


@pytest.mark.parametrize(
    ("query", "at", "told"),
    [
        ("", 0, "empty"),
        ("   ", 0, "empty"),
        ("NOT apple", 0, "only says what must not be there"),
        ("a OR NOT b", 5, "only says what must not be there"),
        ("-a -b", 0, "only says"),
        ("*", 0, "no letter or digit"),
        ("a*", 0, "letters or more before it"),
        ("a*b", 0, "stands behind the beginning"),
        ('"stake board', 0, "never closed"),
        ("stake “board", 6, "never closed"),
        ("(a OR b", 0, "never closed"),
        ("a) b", 1, "closes nothing"),
        ("a AND", 5, "ends where a word was expected"),
        ("OR a", 0, "OR stands where a word was expected"),
        ("a AND OR b", 6, "OR stands where"),
        ("()", 1, "stands where a word was expected"),
        ("NOT NOT a", 4, "two NOT"),
        ("a NEAR/5 (b AND c)", 2, "NEAR stands between words or phrases"),
        ("(a OR (b NEAR/2 c)) NEAR/5 d", 20, "NEAR stands between words or phrases"),
        ("(title:a OR b) NEAR/5 c", 15, "stands in one field"),
        (f"({' OR '.join('abcdefghijk')}) NEAR/5 ({' OR '.join('abcdefghij')})", 54, "more than 100 ways"),
        ("a NEAR/5 b NEAR/6 c", 11, "different widths"),
        ("a NEAR/9999999 b", 2, "up to 1,000 words"),
        ('"a b"~5000', 0, "up to 1,000 words"),
        ("stake title:", 6, "title: wants something right behind it"),
        ("(quote: )", 1, "wants something right behind it"),
        ("headline:x", 0, "unknown field 'headline'; known are title, quote,"),
        ("title:quote:x", 6, "stands inside title"),
        ("outlet:(a OR b)", 7, "wants a word"),
        ("date:yesterday", 5, "no day such as"),
        ("date:2026-02-30", 5, "no day such as"),
        ("date:2026-11-07..2026-11-01", 5, "end before they begin"),
        ("date:..", 5, "wants a day"),
        ("&", 0, "no letter or digit"),
        ("(" * 500 + "a" + ")" * 500, 50, "more than 50 brackets"),
        ("word " * 10_000, None, "more than 1,000 words"),
        ("wo-rd " * 600, None, "more than 1,000 words"),
    ],
)
def test_mistakes_are_told_with_their_place(query: str, at: int | None, told: str) -> None:
    start = time.process_time()
    with pytest.raises(QueryError, match=told) as caught:
        parse_query(query)
    assert at is None or caught.value.at == at
    assert time.process_time() - start < 1


def test_a_thousand_words_are_asked() -> None:
    assert len(all_leaves(parse_query(" OR ".join(f"w{n}" for n in range(1_000))))) == 1_000
