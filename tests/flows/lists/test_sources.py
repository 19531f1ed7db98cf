"""sources.toml, OPML and discovery."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractors.feeds.discovery import named_feeds
from flows.errors import SourcesError
from flows.fetch.discovery import discover, try_sources
from flows.lists.settings import FetchSettings, Settings
from flows.lists.sources import (
    SourceConfig,
    add_sources,
    as_source,
    read_opml,
    read_sources,
    select_sources,
    write_opml,
)
from tests.flows.site import Answer, feed, item, page, rss, serve
from warehouse.shipped import SEEDS


def sources(folder: Path, text: str) -> Path:
    (folder / "sources.toml").write_text(text, encoding="utf-8")
    return folder / "sources.toml"


def test_the_list_that_ships_is_usable() -> None:
    assert len(read_sources(Settings().sources)) >= 3


def test_sources_are_read_with_defaults(tmp_path: Path) -> None:
    path = sources(
        tmp_path,
        '[[source]]\nurl = "HTTPS://E.example:443/feed?a=1"\n'
        '[[source]]\npath = "dump.jsonl"\nkind = "jsonl"\nname = "D"\npaused = true\n'
        'columns = { text = "body" }\n',
    )
    first, second = read_sources(path)
    assert (first.kind, first.location, first.name) == ("feed", "https://e.example/feed?a=1", first.location)
    assert (second.location, second.is_paused, second.columns) == (
        str(tmp_path / "dump.jsonl"),
        True,
        {"text": "body"},
    )
    assert as_source(first, now=datetime.now(UTC)).source_id == first.source_id
    assert read_sources(tmp_path / "none.toml") == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[source]\n", "not valid TOML"),
        ("[source]\nurl = 1\n", "only [[source]] tables"),
        ('name = "x"\n', "only [[source]] tables"),
        ('[[source]]\nurll = "https://e.example"\n', "unknown key 'urll'"),
        ('[[source]]\nname = "x"\n', "give url or path"),
        ('[[source]]\nurl = "https://e.example"\npath = "x"\n', "give url or path"),
        ('[[source]]\nurl = "file:///etc/passwd"\n', "not a usable"),
        ('[[source]]\nurl = "https://e.example"\nkind = "fax"\n', "kind is one of"),
        ('[[source]]\nurl = "https://e.example"\nkind = "warc"\n', "has a path"),
        ('[[source]]\npath = "x"\nkind = "feed"\n', "has a url"),
        ("[[source]]\nurl = 5\n", "are texts"),
        ('[[source]]\npath = "x"\ncolumns = { url = "u" }\n', "unknown key 'columns'; known of a folder are"),
        ('[[source]]\nurl = "https://e.example"\nheaders = { X-Key = "abc" }\n', "write a reference"),
        ('[[source]]\nurl = "https://e.example"\nheaders = { X-Key = "$" }\n', "write a reference"),
        ('[[source]]\nurl = "https://e.example"\nheaders = { "X Key" = "$K" }\n', "no name of a header"),
        ('[[source]]\nurl = "https://e.example"\nheaders = { X-Key = 5 }\n', "headers is a table of texts"),
        ('[[source]]\nurl = "https://e.example/"\n[[source]]\nurl = "https://e.example"\n', "stands twice"),
    ],
)
def test_mistake_is_one_line_that_names_the_place(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(SourcesError, match=re.escape(problem)) as error:
        read_sources(sources(tmp_path, text))
    assert str(tmp_path / "sources.toml") in str(error.value)
    assert "\n" not in str(error.value)


def test_adding_keeps_comments_and_adds_once(tmp_path: Path) -> None:
    path = sources(tmp_path, '# Ours\n[[source]]\nurl = "https://e.example/a"  # the first\n')
    fresh = SourceConfig(name='New "one"', kind="sitemap", location="https://e.example/b", outlet_id="e.example")
    assert add_sources(path, [fresh, fresh, *read_sources(path)]) == [fresh]
    text = path.read_text()
    assert "# Ours" in text
    assert "# the first" in text
    assert read_sources(path)[1] == fresh
    assert add_sources(tmp_path / "new" / "sources.toml", [fresh]) == [fresh]


def test_a_list_that_cannot_be_written_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = sources(tmp_path, '[[source]]\nurl = "https://e.example/feed"\n')
    path.chmod(0o640)
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    text = path.read_text()
    first, second = (SourceConfig(name=name, kind="feed", location=f"https://e.example/{name}") for name in "ab")
    with monkeypatch.context() as full:
        full.setattr("os.fsync", lambda _: os.open("/dev/full/x", os.O_WRONLY))
        with pytest.raises(SourcesError, match="cannot be written: Not a directory"):
            add_sources(link, [first])
    assert path.read_text() == text
    assert {each.name for each in tmp_path.iterdir()} == {"sources.toml", "link.toml"}
    add_sources(link, [second])
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert read_sources(path)[1] == second
    with pytest.raises(SourcesError, match="cannot be written: File exists"):
        add_sources(path / "sources.toml", [first])


def test_selection_by_name_location_and_id(tmp_path: Path) -> None:
    configs = [SourceConfig(name=f"N{i}", kind="feed", location=f"https://e.example/{i}") for i in range(3)]
    assert select_sources(configs, []) == configs
    assert select_sources(configs, ["N0", "https://e.example/1", configs[2].source_id]) == configs
    with pytest.raises(SourcesError, match="no such source: N9"):
        select_sources(configs, ["N0", "N9"])


def test_opml_there_and_back() -> None:
    configs = [
        SourceConfig(
            name='A & "B" <c>', kind="feed", location="https://e.example/f?a=1&b=2", outlet_id="e.example"
        )
    ]
    assert read_opml(write_opml(configs).encode()) == (configs, [])


@pytest.mark.parametrize("body", [b"", b"<html/>", b"<opml", b"\xff" * 100])
def test_what_is_no_opml_is_refused(body: bytes) -> None:
    with pytest.raises(SourcesError):
        read_opml(body)


def test_opml_with_unusable_feeds() -> None:
    body = b'<opml><body><outline text="x"><outline xmlUrl="javascript:1"/><outline xmlUrl="http://e.example/f"/></outline>'
    configs, unusable = read_opml(body + b"</body></opml>")
    assert [each.location for each in configs] == ["http://e.example/f"]
    assert unusable == ["javascript:1"]


def test_links_to_feeds() -> None:
    html = (
        b"<LINK REL='alternate stylesheet' type='application/atom+xml' href='a?x=1&amp;y=2'>"
        b'<link rel=alternate type=application/rss+xml href=/b><link rel="alternate" hreflang="de" href="/de">'
        b'<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">'
        b'<a rel="alternate" type="application/feed+json" href="//f.example/c">'
    )
    assert named_feeds(html, "https://e.example/x/") == [
        "https://e.example/x/a?x=1&y=2",
        "https://e.example/b",
        "https://f.example/c",
    ]
    assert named_feeds(b"<link " * 200_000, "https://e.example/") == []


def test_discovery_finds_what_page_robots_and_usual_places_name() -> None:
    with serve({}) as site:
        site.routes |= {
            "/": page(1, '<link rel="alternate" type="application/rss+xml" href="/named.xml">'),
            "/named.xml": feed(rss(item(f"{site.origin}/1"), item(f"{site.origin}/2"))),
            "/rss": feed(rss(item(f"{site.origin}/3"))),
            "/robots.txt": Answer(f"Sitemap: {site.origin}/maps/news.xml\nSitemap: {site.origin}/maps/all.xml\n"),
            "/maps/news.xml": Answer(f"<urlset><url><loc>{site.origin}/4</loc></url></urlset>"),
            "/maps/all.xml": Answer(f"<urlset><url><loc>{site.origin}/5</loc></url></urlset>"),
        }
        settings = replace(FetchSettings(), host_interval_seconds=0.0, allowed_addresses=(site.address,))
        found = discover(f"{site.origin}/", settings)
        assert [(each.kind, each.location.removeprefix(site.origin), each.entry_count) for each in found] == [
            ("feed", "/named.xml", 2),
            ("sitemap", "/maps/news.xml", 1),
            ("feed", "/rss", 1),
        ]
        assert str(found[0].newest) == "2026-01-05"
        assert [each.location for each in discover(f"{site.origin}/rss", settings)] == [f"{site.origin}/rss"]
        broken = SourceConfig(name="b", kind="feed", location=f"{site.origin}/none")
        assert [each.problem for each in try_sources([broken], settings)] == ["http_error 404"]


def cuttings(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={"PATH": "", "HOME": str(folder), "CUTTINGS_SOURCES": str(folder / "sources.toml"),
             "CUTTINGS_DATABASE": str(folder / "x.duckdb"), **environment},
    )  # fmt: skip


def test_commands(tmp_path: Path) -> None:
    with serve({}) as site:
        site.routes["/rss"] = feed(rss(item(f"{site.origin}/1")))
        allowed = {"CUTTINGS_FETCH_ALLOWED_ADDRESSES": site.address, "CUTTINGS_FETCH_HOST_INTERVAL_SECONDS": "0"}
        added = cuttings(tmp_path, "sources", "add", f"{site.origin}/rss", "--name", "Gazette", **allowed)
        assert added.returncode == 0, added.stderr
        assert "1 added, 0 known already" in added.stderr
        checked = cuttings(tmp_path, "sources", "check", "--json", **allowed)
        assert (checked.returncode, '"entries": 1' in checked.stdout) == (0, True), checked.stderr
    assert '"Gazette"' in cuttings(tmp_path, "sources", "export").stdout
    assert "Gazette" in cuttings(tmp_path, "sources", "list", "--csv").stdout
    assert cuttings(tmp_path, "sources", "check", "nobody").returncode == 2


def test_the_list_that_ships_is_not_edited() -> None:
    with pytest.raises(SourcesError, match="cuttings init"):
        add_sources(SEEDS / "sources.toml", [])


def test_parts_of_sources_share_no_domain() -> None:
    sites = [f"https://{host}.paper{number}.example/feed" for number in range(20) for host in ("www", "blog")]
    configs = [
        SourceConfig(name=url, kind="feed", location=url) for url in (*sites, "/srv/a", "http://127.0.0.1:8/f")
    ]
    parts = [select_sources(configs, [], (number, 3)) for number in (1, 2, 3)]
    assert sorted(each.name for part in parts for each in part) == sorted(each.name for each in configs)
    domains = [{each.location.partition(".")[2].partition("/")[0] for each in part} for part in parts]
    assert all(parts)
    assert not (domains[0] & domains[1] | domains[0] & domains[2] | domains[1] & domains[2]) - {"0"}
