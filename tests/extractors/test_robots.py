"""Robots exclusion: groups, longest match, hostile files."""

import time

import pytest

from extractors.robots import ALLOW_ALL, is_allowed, read_robots

HOST = "https://e.example"


def verdicts(text: str, *paths: str) -> list[bool]:
    robots = read_robots(text.encode(), "Cuttings")
    return [is_allowed(robots, HOST + path) for path in paths]


@pytest.mark.parametrize(
    ("text", "allowed", "disallowed"),
    [
        ("", ["/"], []),
        ("User-agent: *\nDisallow:", ["/"], []),
        ("User-agent: *\nDisallow: /", [], ["/", "/a", "", "?a"]),
        ("User-agent: *\nDisallow: /\n\nUser-agent: cuttings\nDisallow: /x", ["/a"], ["/x"]),
        ("User-agent: Cuttings/1.0\nDisallow: /x", ["/a"], ["/x"]),
        ("User-agent: CuttingsBot\nDisallow: /", ["/a"], []),
        ("User-agent: a\nUser-agent: cuttings\nDisallow: /x\nUser-agent: b\nDisallow: /", ["/a"], ["/x"]),
        ("user-agent cuttings\ndisallow /x", ["/a"], ["/x"]),
        ("User-agent: *\nDisalow: /x # all\n", ["/a"], ["/x"]),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", ["/a/b"], ["/a/c"]),
        ("User-agent: *\nDisallow: /a\nAllow: /a", ["/a"], []),
        ("User-agent: *\nDisallow: /*.pdf$", ["/a.pdf?x", "/pdf"], ["/a.pdf", "/b/c.pdf"]),
        ("User-agent: *\nDisallow: /*a*b$", ["/ab/c"], ["/a/b", "/xaxb"]),
        ("User-agent: *\nDisallow: /caf\u00e9", ["/cafe"], ["/caf%C3%A9"]),
        ("User-agent: *\nDisallow: /%e3%81", ["/"], ["/%E3%81"]),
        ("User-agent: *\nDisallow: /\nAllow: /f/index.html", ["/f/", "/f/index.html"], ["/f/x"]),
        ("User-agent: *\nSitemap: https://e.example/s\nDisallow: /x", ["/a"], ["/x"]),
        ("Disallow: /", ["/a"], []),
        ("User-agent: *\rDisallow: /x\r", ["/a"], ["/x"]),
        ("\ufeffUser-agent: *\nDisallow: /x", ["/a"], ["/x"]),
        ("<!DOCTYPE html><p>\nUser-agent: *\nDisallow: /", ["/a"], []),
        ("User-agent: *\nDisallow: /x\x00", ["/a"], []),
        ("User-agent: *\nDisallow: /x$y", ["/x"], ["/x$y"]),
    ],
)
def test_verdict(text: str, allowed: list[str], disallowed: list[str]) -> None:
    assert verdicts(text, *allowed, *disallowed) == [True] * len(allowed) + [False] * len(disallowed)


@pytest.mark.parametrize(
    ("line", "seconds"),
    [("2", 2.0), ("0.5", 0.5), ("99999", 300.0), ("-1", None), ("soon", None), ("9" * 5000, None), ("nan", None)],
)
def test_crawl_delay(line: str, seconds: float | None) -> None:
    assert read_robots(f"User-agent: *\nCrawl-delay: {line}".encode(), "Cuttings").crawl_delay_seconds == seconds


def test_sitemaps_stand_outside_groups() -> None:
    text = b"Sitemap: https://e.example/1\nUser-agent: x\nDisallow: /\nsite-map: https://e.example/2"
    assert read_robots(text, "Cuttings").sitemaps == ("https://e.example/1", "https://e.example/2")


def test_only_the_first_500_kib_count() -> None:
    text = b"User-agent: *\nDisallow: /x\n" + b"# pad\n" * 100_000 + b"User-agent: *\nDisallow: /\n"
    assert is_allowed(read_robots(text, "Cuttings"), f"{HOST}/a")
    assert not is_allowed(read_robots(text, "Cuttings"), f"{HOST}/x")


@pytest.mark.parametrize(
    "pattern",
    ["/" + "a*" * 2000, "/" + "*a" * 2000 + "b", "*" * 2000, "/" + "*" * 2000 + "$", "/" + "a*" * 2000 + "b$"],
)
def test_wildcards_take_no_time(pattern: str) -> None:
    robots = read_robots(f"User-agent: *\nDisallow: {pattern}".encode(), "Cuttings")
    start = time.process_time()
    is_allowed(robots, f"{HOST}/{'a' * 4000}")
    assert time.process_time() - start < 0.01


@pytest.mark.parametrize(
    "body", [b"\0" * 100_000, b"\xff\xfe" * 50_000, b":" * 400_000, b"user-agent:" * 40_000, b"\r" * 400_000]
)
def test_garbage_says_nothing(body: bytes) -> None:
    start = time.process_time()
    assert read_robots(body, "Cuttings") == ALLOW_ALL
    assert time.process_time() - start < 2
