"""URL identity: fresh pairs (none is in the labelled data), refused spellings, properties."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractors.urls.identity import (
    canonical_url,
    fetchable_url,
    identity_key,
    registrable_domain,
    url_host,
    url_origin,
)

A = "https://www.daily-post.example/politics/2025/03/09/minister-resigns-after-vote"

SAME = [
    *((A, f"{A}?{query}") for query in (
        "utm_id=4&utm_content=x", "UTM_Source=Feed", "utm_source=a&amp;utm_medium=b", "pk_campaign=mail",
        "mtm_kwd=a",
        "hsa_acc=1&hsa_cam=2", "_hsenc=p2A&_hsmi=7", "li_fat_id=8", "epik=dj0", "gclsrc=aw.ds", "fb_action_ids=1",
        "itm_source=parsely", "at_medium=RSS&at_campaign=KARANGA", "ns_mchannel=rss", "CMP=share_btn_tw",
        "cmpid=rss", "mbid=social_twitter", "wpisrc=nl_p&wpmm=1", "tid=ss_tw-bottom",
        "feedType=RSS&feedName=worldNews",
        "source=rss----29038077e4c6---4", "ref=newsletter", "src=twitter", "share=facebook", "from=rss", "amp=1",
        "amp", "outputType=amp", "print=1", "ito=1490", "ref_src=twsrc%5Etfw", "mkt_tok=eyJ", "vero_id=x",
        "s=0123456789abcdef0123456789abcdef", "JSESSIONID=A1", "spm=a2g0o", "gaa_at=eafs&gaa_n=x&gaa_sig=y",
    )),
    (A, f"{A}#comment-12"),
    (A, f"{A}/amp"),
    (A, f"{A}/amp/"),
    (A, A.replace("www.", "m.")),
    (A, A.replace("www.", "amp.")),
    (A, A.replace("https", "http").replace("www.", "") + "/index.html"),
    (A, A.replace(".example/", ".example:443/")),
    (A, A.replace("minister", "%6Dinister")),
    (A, A.replace("www.daily", "WWW.Daily")),
    (A, A.replace("/politics/", "/x/../politics/./")),
    (A, f"  {A}\n"),
    (A, "https://www-daily--post-example.cdn.ampproject.org/v/s/" + A.removeprefix("https://") + "?amp_js_v=0.1"),
    (A, "https://www.google.com/amp/s/" + A.removeprefix("https://")),
    (A, "https://www.google.com/url?q=" + A.replace("/", "%2F").replace(":", "%3A") + "&sa=D"),
    (A, "https://lm.facebook.com/l.php?u=" + A.replace("/", "%2F").replace(":", "%3A")),
    ("https://e.example/a?x=1&y=2", "https://e.example/a?y=2&x=1"),
    ("https://e.example/caf\u00e9", "https://e.example/caf%c3%a9"),
    ("https://e.example/a?q=%2d", "https://e.example/a?q=-"),
    ("https://e.example/a?&&b=1&", "https://e.example/a?b=1"),
    ("https://e.example/a?", "https://e.example/a"),
    ("https://e.example/s-1;jsessionid=99", "https://e.example/s-1"),
    ("https://e.example/s-1.amp.html", "https://e.example/s-1.html"),
    ("https://\uff45.example/a", "https://e.example/a"),
]  # fmt: skip

DIFFERENT = [
    ("https://e.example/a?cid=100", "https://e.example/a?cid=101"),
    ("https://e.example/a?sid=100", "https://e.example/a?sid=101"),
    ("https://e.example/a?tid=100", "https://e.example/a?tid=101"),
    ("https://e.example/a?session_id=4", "https://e.example/a?session_id=5"),
    ("https://e.example/a?ref=1", "https://e.example/a?ref=2"),
    ("https://e.example/a?source=42", "https://e.example/a?source=43"),
    ("https://e.example/a?view=1", "https://e.example/a?view=2"),
    ("https://e.example/a?st=1", "https://e.example/a?st=2"),
    ("https://e.example/a?p=1&utm_id=1", "https://e.example/a?p=2&utm_id=1"),
    ("https://e.example/a?sc_lang=de", "https://e.example/a?sc_lang=fr"),
    ("https://e.example/a?id=", "https://e.example/a?id=0"),
    ("https://e.example/Story-1", "https://e.example/story-1"),
    ("https://e.example/story-1", "https://e.example/story-11"),
    ("https://e.example/amp", "https://e.example/"),
    ("https://e.example/guitars/amp", "https://e.example/guitars"),
    ("https://e.example/a//b", "https://e.example/a/b"),
    ("https://e.example/a?x=1%262", "https://e.example/a?x=1&2"),
    ("https://e.example/a%3Fb", "https://e.example/a?b"),
    ("https://e.example/a%23b", "https://e.example/a"),
    ("https://e.example/?p=7", "https://e.example/"),
    ("https://e.example/#/post/1", "https://e.example/#/post/2"),
    ("https://en.e.example/a", "https://e.example/a"),
    ("https://blog.e.example/a", "https://news.e.example/a"),
    ("https://one.github.io/a", "https://two.github.io/a"),
    ("https://www.co.uk/a", "https://co.uk/a"),
    ("https://e.example/index-2.html", "https://e.example/"),
    ("https://e.example:8080/a", "https://e.example:8081/a"),
    ("https://www.google.com/url?q=https%3A%2F%2Fe.example%2Fa-1", "https://www.google.com/url?q=https%3A%2F%2Fe.example%2Fa-2"),
    ("https://t.co/AbC", "https://t.co/aBc"),
    ("https://e.example/a?date=2025-01-01", "https://e.example/a?date=2025-01-02"),
]  # fmt: skip

REFUSED = [
    "", " ", "e.example/a", "//e.example/a", "http:/e.example", "http:e.example", "http://", "https:///a",
    "JaVaScRiPt:alert(1)", "vbscript:x", "gopher://e.example/", "view-source:http://e.example/", "blob:http://e.example",
    "http://user:pw@e.example/", "http://@e.example/", "http://e.example\\@evil.example/", "http://e.example\\evil/",
    "http://e.example?@evil.example/", "http://e.example#@evil.example/", "http://2130706433/", "http://0x7f000001/",
    "http://017700000001/", "http://127.1/", "http://0177.0.0.1/", "http://1.2.3/", "http://1.2.3.4.5/", "http://e.0x1/",
    "http://256.1.1.1/", "http://[::1", "http://::1/", "http://[fe80::1%25eth0]/", "http://[::1]x/", "http://[g::1]/",
    "http://e.example:0/", "http://e.example:65536/", "http://e.example:-1/", "http://e.example:8_0/",
    "http://e.example:\u0661/", "http://e..example/", "http://.e.example/", "http://-e.example/", "http://e-.example/",
    "http://e%2eexample/", "http://e example/", "http://e.example/\x00", "http://e.example/a\nb",
    "http://e.example/a\tb",
    "http://e.example/\u202egpj.exe", "http://e.example/\u2028", "http://e.example/\ud800",
    f"http://{'a' * 64}.example/",
    f"http://{'a.' * 130}example/", f"http://e.example/{'a' * 5000}", "http://e.example/\x7f", "-o/tmp/x", "ht!tp://x",
    "\u0001javascript:alert(1)", "http://e|x.example/", "http://e<.example/", "http://\u200b/", "about:blank",
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), SAME)
def test_urls_of_one_article_have_one_key(a: str, b: str) -> None:
    assert identity_key(a) is not None
    assert identity_key(a) == identity_key(b)


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_urls_of_different_articles_have_different_keys(a: str, b: str) -> None:
    assert identity_key(a) is not None
    assert identity_key(b) is not None
    assert identity_key(a) != identity_key(b)


def test_fresh_pairs_are_many() -> None:
    assert len(SAME) + len(DIFFERENT) >= 60


@pytest.mark.parametrize("url", REFUSED, ids=lambda url: repr(url[:40]))
def test_is_refused(url: str) -> None:
    assert canonical_url(url) is None
    assert fetchable_url(url) is None
    assert identity_key(url) is None
    assert url_host(url) is None


@pytest.mark.parametrize(
    ("url", "base", "want"),
    [
        ("../page/1", "https://e.example/feed/x", "https://e.example/page/1"),
        ("//f.example/a", "https://e.example/", "https://f.example/a"),
        ("?p=2", "https://e.example/a?p=1", "https://e.example/a?p=2"),
        ("java\nscript:alert(1)", "https://e.example/", None),
        ("file:///etc/passwd", "https://e.example/", None),
        ("http://[::1", "https://e.example/", None),
        ("/a#b", "https://e.example/", "https://e.example/a"),
    ],
)
def test_reference_is_resolved(url: str, base: str, want: str | None) -> None:
    assert canonical_url(url, base=base) == want


def test_canonical_url_stays_fetchable() -> None:
    url = "http://www.e.example/a/index.html?b=1&a=2"
    assert canonical_url(url + "&utm_source=x#top") == url


def test_source_keeps_its_parameters() -> None:
    url = "https://e.example/feed?source=rss&utm_source=x"
    assert fetchable_url(url) == url


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.bbc.co.uk/news", "bbc.co.uk"),
        ("https://one.blogspot.com/", "one.blogspot.com"),
        ("www.taz.de", "taz.de"),
        ("https://m\u00fcnchen.de/", "xn--mnchen-3ya.de"),
        ("https://co.uk/", None),
        ("http://[::1]/", None),
        ("http://10.0.0.1/", None),
        ("", None),
        ("not a host", None),
    ],
)
def test_registrable_domain(url: str, domain: str | None) -> None:
    assert registrable_domain(url) == domain


def test_origin_has_no_default_port() -> None:
    assert url_origin("http://E.example:80/x") == "http://e.example"
    assert url_origin("https://e.example:80/x") == "https://e.example:80"


def test_redirector_chain_ends() -> None:
    url = "https://e.example/"
    for _ in range(3):
        url = "https://l.facebook.com/l.php?u=" + url.replace("%", "%25").replace("&", "%26")
    assert canonical_url(url) == "https://e.example/"


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=60),
    st.sampled_from(["https://e.example/", "http://", "https://e.example/?", "http://www.google.com/url?q=", ""]),
)
@example(rest="\u00e9" * 5_000, start="https://e.example/")
@example(rest="a=%zz&" * 2_000, start="https://e.example/?")
@example(rest="a/../" * 2_000, start="https://e.example/")
def test_canonical_url_is_idempotent_and_keeps_the_key(rest: str, start: str) -> None:
    canonical = canonical_url(start + rest)
    if canonical is not None:
        assert canonical.isascii()
        assert canonical_url(canonical) == canonical
        assert identity_key(canonical) == identity_key(start + rest)


@pytest.mark.parametrize(
    "bomb", ["/" * 100_000, "?" + "&amp;" * 100_000, "/%" * 100_000, "/." * 100_000, "@" * 100_000]
)
def test_bomb_is_refused_at_once(bomb: str) -> None:
    assert canonical_url("http://e.example" + bomb) is None
    assert canonical_url(bomb, base="http://e.example/") is None
