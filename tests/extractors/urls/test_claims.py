"""Addresses that pages name as their own: what is believed, and why the rest is not."""

import pytest

from extractors.urls.claims import judge_claim

TITLE = "Utrecht widens its canal by one metre"
SITE = "https://example.com"
OWN = "https://example.com/news/utrecht-widens-its-canal-44121"
CLAIMS: dict[str, tuple[str, str | None, str]] = {
    "the-same": (OWN, OWN, "believed"),
    "without-tracking": (OWN, f"{OWN}?utm_source=x", "believed"),
    "without-a-stamp": (OWN, f"{OWN}?srsltid=AfmB0oq6R", "believed"),
    "rendering": (OWN, f"{OWN}/print", "believed"),
    "phone": (OWN, "https://m.example.com/news/utrecht-widens-its-canal-44121", "believed"),
    "short-to-long-by-title": ("/2026/01/utrecht-widens-its-canal", "https://example.com/?p=7", "believed"),
    "moved-by-number": ("/a/canal-44121", "https://example.com/news/44121/canal-wider", "believed"),
    "moved-by-slug": ("/b/wider-canal", "https://example.com/a/wider-canal.html", "believed"),
    "saved-page": (OWN, None, "believed"),
    "front": ("/", OWN, "front_page"),
    "front-of-a-language": ("/en-gb/", OWN, "front_page"),
    "index": ("/index.php", "https://example.com/index.php?id=7", "front_page"),
    "front-of-a-saved-page": ("https://example.com/", None, "front_page"),
    "section": ("/news/", OWN, "unproven"),
    "below": ("/news/live/utrecht", "https://example.com/news/live/utrecht/monday", "unproven"),
    "first-page-of-an-app": ("/news/rain-in-delft-stops-trams", OWN, "unproven"),
    "neighbour-of-a-series": ("/n/rain-in-utrecht-sunday", f"{SITE}/n/utrecht-widens-canal", "unproven"),
    "with-a-word-more": ("/news/1-x", "https://example.com/news/1-x?src=abc", "believed"),
    "print-of-a-short-slug": ("/news/1-x", "https://example.com/print/1-x", "believed"),
    "another-language": ("/en/news/1-x", "https://example.com/de/news/1-x", "unproven"),
    "without-its-id": ("/article", "https://example.com/article?id=7", "drops_id"),
    "second-page-by-query": (OWN, f"{OWN}?page=2", "page_of_several"),
    "second-page-by-path": (OWN, f"{OWN}/2", "page_of_several"),
    "third-page-by-name": (OWN, f"{OWN}/page/3/", "page_of_several"),
    "page-by-suffix": (f"{OWN}.html", f"{OWN}-seite-2.html", "page_of_several"),
    "placeholder": ("{{ page.url }}", OWN, "rubbish"),
    "undefined": ("undefined", OWN, "rubbish"),
    "object": ("https://example.com/[object Object]", OWN, "rubbish"),
    "scheme": ("javascript:void(0)", OWN, "rubbish"),
    "another-outlet": ("https://other.example/utrecht-widens-its-canal-44121", OWN, "other_publisher"),
}  # fmt: skip


@pytest.mark.parametrize("name", CLAIMS)
def test_verdicts(name: str) -> None:
    named, fetched, verdict = CLAIMS[name]
    assert judge_claim(named, fetched=fetched, title=TITLE).verdict == verdict
