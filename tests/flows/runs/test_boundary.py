"""A fault of one thing costs that one: parsers that are made to raise anything, at every stage of a run."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from extractors.records import RawDocument
from tests.conftest import ask, load_paths, seed
from tests.flows.runs.test_poll import Desk, desk, links, worker_state
from tests.flows.site import feed, item, rss
from warehouse.errors import DatabaseUnreadable
from warehouse.runs import save_run

__all__ = ["desk", "worker_state"]  # fixtures

NOW = datetime(2026, 1, 2, tzinfo=UTC)
NINES = "9" * 5000
SURPRISES = [
    ValueError("nines"), KeyError("key"), RecursionError("deep"), AssertionError(), UnicodeError("bytes"),
    OverflowError("long"), IndexError("index"), AttributeError("none"), ZeroDivisionError(), MemoryError("memory"),
    RuntimeError("changed"), NotImplementedError(), StopAsyncIteration(), SystemError("c"), TypeError("type"),
]  # fmt: skip


class Trap:
    """A function that raises where its arguments hold the word, else does what the function did."""

    def __init__(self, function: Any, word: str, surprise: Exception) -> None:
        self.function, self.word, self.surprise = function, word, surprise

    def __call__(self, *arguments: Any, **others: Any) -> Any:
        if any(self.word in str(argument) for argument in (*arguments, *others.values())):
            raise self.surprise
        return self.function(*arguments, **others)


def set_trap(monkeypatch: pytest.MonkeyPatch, name: str, word: str, surprise: Exception) -> None:
    module, _, attribute = name.rpartition(".")
    function = getattr(__import__(module, fromlist=[attribute]), attribute)
    monkeypatch.setattr(name, Trap(function, word, surprise))


def test_a_number_too_long_to_convert_costs_nothing(desk: Desk) -> None:
    """The title of one entry stopped every run for good: &amp;#999…; with 5,000 nines."""
    good = [item(f"{desk.site.origin}/page/{number}", f"Story {number}", f"g{number}") for number in (1, 2)]
    bad = item(f"{desk.site.origin}/page/3", f"a &amp;amp;#{NINES}; &amp;#{NINES}; &amp;#x{NINES};", "g3")
    desk.site.routes["/feed"] = feed(rss(good[0], bad, good[1]))
    desk.site.routes["/json"] = feed(
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": f"&#{NINES};"}]})
    )
    desk.sources("/feed", "/json")
    assert desk.run().stored["articles"] == 3


def test_half_a_pair_of_surrogates_costs_no_feed(desk: Desk) -> None:
    """JSON writes it as an escape; one such title made nothing of the feed, at each poll."""
    items = [
        {
            "id": str(number),
            "url": f"{desk.site.origin}/page/{number}",
            "title": title,
            "authors": [{"name": title}],
        }
        for number, title in ((1, "a\ud800b"), (2, "Story 2"))
    ]
    desk.site.routes["/json"] = feed(
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "\ud800", "items": items})
    )
    desk.sources("/json")
    assert desk.run().stored["articles"] == 2


def test_amounts_of_any_length_cost_nothing(tmp_path: Path) -> None:
    """Of 29 digits and more a remainder raises: one such article, and no story was compared any more."""
    amounts = ["9" * digits + part for digits in (22, 28, 29, 31, 32, 40, 400) for part in ("", ".12345678")]
    lines = (
        "Police said {} boats were lost.",
        "It rose {} %.",
        "It lies {} km north of Santa Rosa.",
        "{}-year-old men.",
    )
    words = "\n\n".join(line.format(amount) for amount in amounts for line in lines)
    paths = [seed("000"), seed("001"), seed("002")]
    for number, path in enumerate(paths):
        paths[number] = tmp_path / path.name
        paths[number].write_text(f"{path.read_text(encoding='utf-8')}\n\n{words}\n", encoding="utf-8")
    load_paths(tmp_path / "news.duckdb", *paths)
    assert ask(tmp_path / "news.duckdb", "select stage, location, detail from rejections") == []
    assert ask(tmp_path / "news.duckdb", "select count(*) > 0 from statement_groups") == [(True,)]


# What is made to raise, a word of the one thing at which it does, and how many of the three pages come.
PLACES = [
    ("extractors.feeds.entries.canonical_url", "/page/2", 2),
    ("extractors.feeds.entries.identity_key", "/page/2", 2),
    ("extractors.feeds.entries.plain_text", "Story 2", 2),
    ("extractors.feeds.xml_feed.absolute", "/page/2", 2),
    ("flows.fetch.feeds.announced_entries", "/other", 3),
    ("flows.fetch.feeds.record_of", "/other", 3),
    ("flows.fetch.pages.visit", "/page/2", 2),
    ("flows.fetch.pages._success", "/page/2", 2),
    ("flows.runs.poll.announce", "/other", 3),
    ("flows.runs.steps._derived_outlets", "/page/2", 2),
]


@pytest.mark.parametrize(("name", "word", "kept"), PLACES, ids=[name for name, *_ in PLACES])
def test_what_raises_at_one_thing_ends_as_one_rejection(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str, word: str, kept: int
) -> None:
    desk.site.routes["/feed"] = feed(links(desk, 1, 2, 3))
    desk.site.routes["/other"] = feed(rss(item(f"{desk.site.origin}/other/1", "Other", "o1")))
    desk.sources("/feed", "/other")
    set_trap(monkeypatch, name, word, ValueError("a surprise"))
    report = desk.run()
    assert report.stored["articles"] == kept
    if "visit" not in name and "pages" not in name:
        assert ("error", 1) in report.counts.rejections
    monkeypatch.undo()


@pytest.mark.parametrize("surprise", SURPRISES, ids=lambda each: type(each).__name__)
def test_whatever_a_reader_raises_costs_one_feed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, surprise: Exception
) -> None:
    desk.site.routes["/feed"] = feed(links(desk, 1))
    desk.site.routes["/other"] = feed(rss(item(f"{desk.site.origin}/other/1", "Other", "o1")))
    desk.sources("/feed", "/other")
    set_trap(monkeypatch, "flows.fetch.lenient.read_feed", "Other", surprise)
    report = desk.run()
    assert report.stored["articles"] == 1
    assert report.counts.rejections == (("error", 1),)
    assert desk.ask("select state, last_error from sources where name = '/other'")[0][0] == "failing"


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("flows.readers.rows._entry", "rows.jsonl"),
        ("flows.readers.folder._document", "bad.txt"),
        ("flows.readers.warc._payload", "dump.warc"),
    ],
)
def test_what_raises_at_one_row_costs_that_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, file: str
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    good, bad = seed("000").read_text(encoding="utf-8"), "WICKED " + seed("001").read_text(encoding="utf-8")
    if file == "rows.jsonl":
        (folder / file).write_text("\n".join(json.dumps({"id": text[:6], "text": text}) for text in (bad, good)))
    elif file == "dump.warc":
        (folder / file).write_bytes(b"".join(warc_record(text) for text in (bad, good)))
    else:
        (folder / "good.txt").write_text(good)
        (folder / file).write_text(bad)
    set_trap(monkeypatch, name, "WICKED", KeyError("surprise"))
    report = load_paths(tmp_path / "news.duckdb", *sorted(folder.iterdir()))
    assert (report.counts.new, report.counts.rejections) == (1, (("error", 1),))
    assert ask(tmp_path / "news.duckdb", "select detail from rejections")[0][0].startswith("KeyError: 'surprise'")


def warc_record(text: str) -> bytes:
    body = text.encode()
    head = f"WARC/1.1\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


@pytest.mark.parametrize("name", ["find_money", "find_dates", "find_credits"])
def test_a_finder_that_raises_costs_its_mentions_only(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    from extractors.mentions.finders import MENTION_FINDERS, find_mentions
    from extractors.page.extract import PageOptions, extract_article
    from extractors.records import Extraction
    from flows.lists.lexicon import load_lexicon

    kind = next(kind for kind, find in MENTION_FINDERS.items() if find.__name__ == name)
    body = seed("000").read_bytes()
    raw = RawDocument(raw_id="x", body=body, media_type="text/plain", location="/x.txt", seen_at=NOW)
    found = extract_article(raw, PageOptions())
    assert isinstance(found, Extraction)
    lexicon = load_lexicon(mode="rules")
    whole = find_mentions(found.revision, lexicon)

    def fail(*_: object) -> list[Any]:
        raise ValueError("surprise")

    monkeypatch.setitem(MENTION_FINDERS, kind, fail)
    part = find_mentions(found.revision, lexicon)
    assert {each.kind for each in part.mentions} >= {"organization"}
    assert [(each.stage, each.reason) for each in part.rejected] == [("mentions", "error")]
    assert len(part.mentions) <= len(whole.mentions)


def test_a_grouping_that_raises_is_a_row_and_the_run_publishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fold_copies(*_: object, **__: object) -> None:
        raise ValueError("surprise")

    monkeypatch.setitem(__import__("warehouse.grouping", fromlist=["x"]).GROUPINGS, "fold copies", fold_copies)
    report = load_paths(tmp_path / "news.duckdb", seed("000"))
    assert report.counts.rejections == (("grouping_failed", 1),)
    assert ask(tmp_path / "news.duckdb", "select stage, reason, location from rejections") == [
        ("match", "error", "fold_copies")
    ]
    assert ask(tmp_path / "news.duckdb", "select count(*) from articles") == [(1,)]


def test_a_story_whose_comparison_raises_costs_none_of_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boats = "A fire destroyed the old harbour of Porto Vela. Officials counted {} boats lost at the quay."
    for number in (4242, 5757):
        (tmp_path / f"{number}.txt").write_text(f"Porto Vela\n\n{boats.format(number)}\n")
    set_trap(monkeypatch, "warehouse.statements.comparison.contrast_values", "5757", ValueError("surprise"))
    load_paths(tmp_path / "news.duckdb", tmp_path / "4242.txt", tmp_path / "5757.txt", seed("000"), seed("001"))
    [(location, detail)] = ask(tmp_path / "news.duckdb", "select location, detail from rejections")
    assert (location.startswith("story "), detail) == (True, "ValueError: surprise")
    assert ask(tmp_path / "news.duckdb", "select count(*) > 0 from statement_groups") == [(True,)]


def test_where_the_database_fails_its_own_error_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lake whose PostgreSQL went away refused the row of the crashed run too, and that refusal was told."""
    gone = DatabaseUnreadable(tmp_path / "news.duckdb", "lost its lock in PostgreSQL")

    def fail(*_: object) -> None:
        monkeypatch.setattr(
            "flows.runs.pipeline.save_run", Trap(save_run, "crashed", RuntimeError("no transaction"))
        )
        raise gone

    monkeypatch.setattr("flows.runs.pipeline.group_new", fail)
    with pytest.raises(DatabaseUnreadable, match="lost its lock"):
        load_paths(tmp_path / "news.duckdb", seed("000"))
    monkeypatch.undo()
    load_paths(tmp_path / "news.duckdb", seed("000"))
    assert ask(tmp_path / "news.duckdb", "select outcome from runs order by run_number") == [
        ("crashed",),
        ("clean",),
    ]
