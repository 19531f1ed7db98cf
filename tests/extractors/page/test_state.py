"""Articles in the state of a page's scripts, in the forms that sites use; and bad scripts."""

import base64
import hashlib
import html
import json
import time
from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from extractors.page.extract import extract_article
from extractors.page.html import parse_page
from extractors.page.script_values import script_values
from extractors.records import Extraction, RawDocument, Rejected

TITLE = "Utrecht widens its canal for ships"
LINES = [
    "The council of Utrecht voted on Tuesday to widen the canal, which has carried no ships since 1973.",
    "Residents had asked for a park instead, and 1,200 of them signed a petition in the town hall.",
    "“Water is what most people asked for,” said Anna de Wit, the alderman for planning, on Monday.",
    "The work will cost 31 million euros and last three years, if the province pays its half of it.",
    "Zwolle did the same in 2019, and the shops along its canal have since done better than before.",
    "Nothing of this is new: a plan of 1922 already drew the canal as wide as it will be in the end.",
]
MARKUP = (
    "".join(f"<p>{line}</p>" for line in LINES) + "<figure><figcaption>Ships, drawn in 1920</figcaption></figure>"
)
OTHER = "<p>" + "Ten other stories of the day that have nothing to do with any canal. " * 40 + "</p>"
PARTS = [{"type": "text", "content": line} for line in LINES[:3]] + [
    {"type": "image", "caption": "Ships, drawn in 1920"},
    *({"type": "paragraph", "children": [{"text": line[:20]}, {"text": line[20:]}]} for line in LINES[3:]),
]


def flight(*rows):
    pushed = [f"self.__next_f.push({json.dumps([1, row])})" for row in rows]
    return "".join(f"<script>{each}</script>" for each in pushed)


def state(**fields):
    return json.dumps(fields)


def quoted(words):
    return "'" + words.replace("\\", "\\\\").replace("'", "\\'") + "'"


OBJECT = f"{{story: {{id: 7, title: '{TITLE}', seen: !0, body: {quoted(MARKUP)}, at: new Date(1), by: void 0,}}}}"
CALLED = f"({quoted(TITLE)},{quoted(MARKUP)},[])"
NUXT = f"(function(a,b,c){{return {{layout:'x',data:[{{title:a,body:b,tags:c}}]}}}}{CALLED})"
FLAT = [["Reactive", 1], {"data": 2}, {"title": 3, "body": 4, "next": 2}, TITLE, MARKUP]
NAMED = [{"_1": 2}, "a", {"_3": 4, "_5": 6}, "title", TITLE, "body", MARKUP]
CIRCLE = json.dumps([{"a": 1}, [1, 1, 1, 1, 1, 1, 1, 1], "x" * 300])
CACHE = {
    "ROOT_QUERY": {"article": {"__ref": "A:1"}},
    "A:1": {"title": TITLE, "body": [{"__ref": f"P:{at}"} for at in range(len(LINES))]},
    **{f"P:{at}": {"__typename": "Paragraph", "text": line} for at, line in enumerate(LINES)},
}
REACT = ["$", "div", None, {"children": [["$", "p", None, {"children": [line]}] for line in LINES]}]
ENCODED = base64.b64encode(state(title=TITLE, body=MARKUP).encode()).decode()
ATTRIBUTE = html.escape(state(props={"title": TITLE, "content": MARKUP}))
ISLAND = html.escape(state(article=[0, {"title": [0, TITLE], "body": [0, MARKUP]}]))

FORMS = {
    "data-island": f"<script type='application/json'>[{state(title=TITLE, body=MARKUP)}]</script>",
    "assignment": f"<script>var a = 1; window.S = {state(title=TITLE, contentHtml=MARKUP)};</script>",
    "undefined": f'<script>window.S = {{"x":undefined,"p":{state(title=TITLE, text=MARKUP)}}};</script>',
    "push": f"<script>(window.q = window.q || []).push({state(title=TITLE, body=MARKUP)})</script>",
    "json-parse": f"<script>x = JSON.parse({json.dumps(state(title=TITLE, body=MARKUP))})</script>",
    "parts": f"<script>F.content = {state(headline=TITLE, content_elements=PARTS)};</script>",
    "plain-lines": f"<script>F.content = {state(headline=TITLE, text=chr(10).join(LINES))};</script>",
    "the-titled-one": f"<script>F = {state(a={'body': OTHER}, b={'title': TITLE, 'body': MARKUP})};</script>",
    "js-object": f"<script>window.S = {OBJECT};</script>",
    "js-string": f"<script>window.S = JSON.parse({quoted(state(title=TITLE, body=MARKUP))})</script>",
    "js-argument": f"<script>go(app, {{node: [0, 2], data: {OBJECT}}})</script>",
    "nuxt-function": f"<script>window.__NUXT__={NUXT};</script>",
    "nuxt-list": f"<script type='application/json'>{json.dumps(FLAT)}</script>",
    "remix": f"<script>push({json.dumps(json.dumps(NAMED))})</script>",
    "apollo": f"<script>window.__APOLLO_STATE__={json.dumps(CACHE)}</script>",
    "base64": f"<script>S = JSON.parse(atob('{ENCODED}'))</script>",
    "per-cent": f"<script>S = JSON.parse(decodeURIComponent('{quote(state(title=TITLE, body=MARKUP))}'))</script>",
    "react-elements": flight("3:" + json.dumps(REACT) + "\n"),
    "attribute": f"<div id='app' data-page=\"{ATTRIBUTE}\"></div>",
    "island": f'<astro-island props="{ISLAND}"></astro-island>',
    "noscript": f"<noscript><h1>{TITLE}</h1>{MARKUP}</noscript>",
    "template": f"<template id='story'><article>{MARKUP}</article></template>",
    "template-script": f"<script type='text/x-template'><div>{MARKUP}</div></script>",
    "textarea": f"<textarea hidden>{html.escape(MARKUP)}</textarea>",
    "flight-row": flight("1:" + json.dumps(["$", {"title": TITLE, "body": MARKUP}]) + "\n"),
    "flight-text": flight('0:{"x":1}\n', f"1:T{len(MARKUP.encode()):x},", MARKUP, '2:["$L1"]\n' + "x" * 300),
}


def read(scripts, body="<div id='root'>Loading</div>"):
    page = f"<html><head><title>{TITLE}</title></head><body>{body}{scripts}</body></html>".encode()
    raw = RawDocument(
        raw_id=hashlib.sha256(page).hexdigest(),
        body=page,
        media_type="text/html",
        location="a.html",
        seen_at=datetime(2026, 1, 2, tzinfo=UTC),
    )
    return extract_article(raw)


@pytest.mark.parametrize("form", FORMS)
def test_an_article_in_the_scripts(form):
    found = read(FORMS[form])
    assert isinstance(found, Extraction), found
    assert found.revision.text.split("\n") == LINES
    assert found.revision.title == TITLE


def test_scripts_are_not_asked_where_the_page_holds_its_text():
    own = "".join(f"<p>{line} Here on the page.</p>" for line in LINES)
    found = read(FORMS["assignment"], f"<article><h1>{TITLE}</h1>{own}</article>")
    assert found.revision.text.count("Here on the page.") == len(LINES)


def test_words_that_nothing_calls_an_article_are_none():
    words = json.dumps({"messages": {"consent_notice": " ".join(LINES)}})
    assert isinstance(read(f"<script>window.i18n = {words};</script>"), Rejected)


def test_a_button_that_is_never_closed_hides_nothing():
    own = "".join(f"<p>{line}</p>" for line in LINES)
    found = read("", f"<header><button>Search</header><article><h1>{TITLE}</h1>{own}</article>")
    assert isinstance(found, Extraction), found
    assert LINES[-1] in found.revision.text


DEEP = '{"body":' * 100_000
BOMBS = {
    "deep": f"<script>a = {DEEP}</script>",
    "deep-parts": f"<script>a = {'[' * 900 + ']' * 900};{'x' * 300}</script>",
    "starts": f"<script>{'=[[' * 200_000}</script>",
    "late-ends": "<script>" + ('a = {"b":"' + "x" * 200_000 + '" !') * 25 + "</script>",
    "many-values": f"<script>a = {json.dumps({'body': [{'a': at} for at in range(200_000)]})}</script>",
    "flight-length": flight("1:Tfffffff,short" + "x" * 300),
    "flight-rows": flight("1:" * 200_000),
    "deep-object": f"<script>a = {'{b:[' * 100_000}</script>",
    "late-ends-of-objects": "<script>" + ("a = {b:'" + "x" * 200_000 + "' !") * 25 + "</script>",
    "open-strings": "<script>" + "a = {b:'" * 200_000 + "</script>",
    "open-comments": "<script>" + "a = {/*" * 200_000 + "</script>",
    "open-functions": "<script>" + "a = (function(b){return {c:" * 50_000 + "</script>",
    "wide-object": f"<script>a = {{{','.join(f'k{at}:[{at}]' for at in range(200_000))}}}</script>",
    "circle": f"<script type='application/json'>{CIRCLE}</script>",
    "references": f"<script>a = {json.dumps({'A': {'b': [{'__ref': 'A'}] * 9, 'c': 'x' * 300}})}</script>",
    "attributes": f"<p data-x='{'{[' * 150_000}'></p>" * 9,
    "tags": f"<script>a = {json.dumps({'title': TITLE, 'body': '<' * 400_000})}</script>",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_in_scripts_end_soon(bomb):
    started = time.process_time()
    assert isinstance(read(BOMBS[bomb]), Rejected)
    assert time.process_time() - started < 8


def test_values_of_many_scripts():
    tree = parse_page("<p>x</p>" + f"<script>a = {json.dumps({'k': 'v' * 300})}</script>" * 3)
    assert list(script_values(tree)) == [{"k": "v" * 300}] * 3
