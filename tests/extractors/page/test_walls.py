"""Walls in the place of an article, in several languages; and short articles that are none."""

import json
import time
import tomllib
from pathlib import Path

import pytest

from extractors.records import Extraction, Rejected
from tests.extractors.page.pages import FOOT, NAVIGATION, STORY, TITLE, article, page, paragraphs, read

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "walls.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CASES["consent"])
def test_consent_is_no_article(name):
    case = CASES["consent"][name]
    body = f"<div><h1>Privacy</h1>{paragraphs(case['lines'])}<button>OK</button></div>"
    found = read(page(body, title=case["title"]))
    assert isinstance(found, Rejected), found
    assert found.reason == "cookie_wall"
    assert "words of consent" in found.detail


def test_a_consent_page_of_5000_words_is_no_article():
    lines = [
        f"{at}. We and our {at} partners store cookies on your device to process personal data."
        for at in range(340)
    ]
    started = time.process_time()
    found = read(page(f"<div class='box'>{paragraphs(lines)}</div>", title="Harbour bridge shut until spring"))
    assert isinstance(found, Rejected)
    assert found.reason == "cookie_wall"
    assert time.process_time() - started < 10


def test_an_article_on_consent_is_one():
    lines = [
        "The regulator fined the shop 2 million euros over its cookie banner, which had no button to refuse.",
        "Consent that cannot be refused is none, the court of Utrecht had ruled in a similar case last year.",
        "The shop, which shares data with 300 partners, said on Tuesday that it would appeal the decision.",
        "Since May the regulator has looked at 40 such banners, and asked half of the owners to change them.",
    ]
    found = read(article(paragraphs(lines), title="Regulator fines shop over cookie banner without a button"))
    assert isinstance(found, Extraction), found


@pytest.mark.parametrize("name", CASES["stub"])
def test_stubs_are_no_articles(name):
    case = CASES["stub"][name]
    body = case["body"].replace("@NAVIGATION@", NAVIGATION)
    found = read(page(body, title=case["title"], head=case["head"]))
    assert isinstance(found, Rejected), found
    assert found.reason in case["reasons"]
    assert found.detail


CLOSED = "Die Drehbrücke am Alten Hafen ist seit Dienstag zu. Wann sie wieder öffnet, ist offen."
LOGIN_BOX = "<form><input type='password'><p>Log in to comment</p></form>"
BRIEFS = {
    "bare": page(f"<h1>Canal widened</h1>{paragraphs(STORY[:1])}", title="Canal widened"),
    "other-words": article(paragraphs(STORY[3:5]), title="Good news at last"),
    "german": page(f"<h1>Brücke gesperrt</h1><p>{CLOSED}</p>", title="Brücke gesperrt"),
    "login-in-the-news": article(paragraphs(STORY[:3]), title="Login data of thousands stolen"),
    "with-a-login-box": article(paragraphs(STORY), below=LOGIN_BOX),
    "refreshes-itself": article(paragraphs(STORY), head="<meta http-equiv='refresh' content='300'>"),
}


@pytest.mark.parametrize("name", BRIEFS)
def test_short_articles_are_articles(name):
    found = read(BRIEFS[name])
    assert isinstance(found, Extraction), found
    assert found.revision.verdict == "article"


GATES = {
    "italian": ["Per continuare a leggere, abbonati", "Sei già abbonato? Accedi"],
    "portuguese": ["Este conteúdo é exclusivo para assinantes"],
    "polish": ["Aby czytać dalej, kup prenumeratę", "Masz już konto? Zaloguj się"],
    "swedish": ["Den här artikeln är för prenumeranter", "Logga in för att läsa vidare"],
    "norwegian": ["Logg inn for å lese hele saken", "Bli abonnent for å lese videre"],
    "german": ["Jetzt weiterlesen mit Bote Plus", "4 Wochen lang für einen Euro"],
    "english": ["Create a free account or sign in to continue reading"],
    "russian": ["Материал доступен только подписчикам"],
    "japanese": ["この記事は有料会員限定です。残り1,234文字"],
    "per-cent": ["Il vous reste 64 % de cet article à lire."],
}


@pytest.mark.parametrize("name", GATES)
@pytest.mark.parametrize("length", [2, 6])
def test_a_text_that_ends_at_a_gate_is_a_part(name, length):
    body = paragraphs(STORY[:length] * (1 if length == 2 else 3))
    found = read(article(f"{body}<div class='box'>{paragraphs(GATES[name])}</div>"))
    assert isinstance(found, Extraction), found
    assert found.revision.verdict == "partial"
    assert found.revision.verdict_reason == "paywall_notice"
    assert all(line not in found.revision.text for line in GATES[name])


LONG = paragraphs(
    [*STORY, *(f"{line} So it stood in the minutes of session {at}." for at, line in enumerate(STORY * 3))]
)


def linked(**fields):
    known = {"@type": "NewsArticle", "headline": TITLE, "isAccessibleForFree": False, **fields}
    return f"<script type='application/ld+json'>{json.dumps(known)}</script>"


PART = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".locked"}


EMPTY, NEWSLETTER = "<div class='locked'></div>", "<p>Subscribe to our newsletter to read more</p>"
PRICES = {
    "no-such-part": (article(LONG, head=linked(hasPart=PART)), "article"),
    "empty-part": (article(LONG + EMPTY, head=linked(hasPart=PART)), "partial"),
    "part-is-there": (article(f"<div class='locked'>{LONG}</div>", head=linked(hasPart=PART)), "article"),
    "nothing-said-of-parts": (article(LONG, head=linked()), "article"),
    "short": (article(paragraphs(STORY[:2]), head=linked()), "partial"),
    "newsletter": (article(LONG, below=NEWSLETTER), "article"),
}


@pytest.mark.parametrize("name", PRICES)
def test_what_a_page_says_of_its_price(name):
    html, verdict = PRICES[name]
    found = read(html)
    assert isinstance(found, Extraction), found
    assert found.revision.verdict == verdict


def cards(count, form):
    lines = (f"Harbour news of day {at} from the canal" for at in range(count))
    return "".join(form.format(at=at, line=line, lead=STORY[at % 6]) for at, line in enumerate(lines))


HEAD_LINK = "<a href='/a/{at}'>{line}</a>"
INDEXES = {
    "cards": cards(8, "<div class='c'><h3>" + HEAD_LINK + "</h3><p>{lead}</p></div>"),
    "link-around": cards(
        6, "<article><a href='/a/{at}'><h2>{line}</h2></a><p>{lead}</p><i>{at} May</i></article>"
    ),
    "flat": cards(9, "<h3>" + HEAD_LINK + "</h3><p>{lead}</p>"),
    "list": "<ul>"
    + cards(12, "<li>" + HEAD_LINK + "<p>{lead}</p><a href='/a/{at}#c'>3 comments</a></li>")
    + "</ul>",
    "results": cards(10, "<div><a href='/r?id={at}'>{line}</a><p>… {lead} …</p><span>{at} hits</span></div>"),
}


@pytest.mark.parametrize("name", INDEXES)
@pytest.mark.parametrize("title", ["Canals", "Nachrichten | Der Bote"])
def test_pages_of_teasers_are_no_articles(name, title):
    html = page(f"{NAVIGATION}<main><h1>{title}</h1>{INDEXES[name]}</main>{FOOT}", title=title)
    found = read(html, url="https://news.example.com/topics/canals")
    assert isinstance(found, Rejected), found
    assert found.reason in {"index_page", "too_short"}


def test_a_round_up_of_other_sites_is_an_article():
    links = "".join(
        f"<p><a href='https://site{at}.example.org/x'>What the paper of town {at} says</a></p><p>{line}</p>"
        for at, line in enumerate(STORY)
    )
    assert isinstance(read(article(links, title="What others write on the canal of Utrecht")), Extraction)
