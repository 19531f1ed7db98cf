"""The compiled walk over a page finds the same blocks as the one in Python, whatever the page is."""

import random

import pytest
from lxml import etree
from lxml.html import HtmlElement

from extractors.native import ways
from extractors.page.body.blocks import Block, read_blocks
from extractors.page.html import parse_page

pytestmark = pytest.mark.skipif(ways.compiled is None, reason="nothing is compiled here")
TAGS = """a a b strong i span em br br p p div div section article aside main h1 h2 ul li table tr td th caption
    button script svg blockquote figure x-card amp-img unknown rt noscript form custom:tag""".split()
WORDS = (
    "", " ", "\n\n", "word", "two words", " both ends ", "naïve café", "東京\n都", "𝔘𝔫𝔦 😀", "\u200bz\u00ad",
    "a\u00a0b", "\x1c\x1d", "\x07bell", "e\u0301", "שלום ‏", "&amp;&lt;&#0;&#xD800;", "\u2028", "ab" * 300,
    "<!-- c -->", "<?pi?>", "]]>", "&nbsp;", "\ufeff", "w\u200cd", "<![CDATA[x]]>",
)  # fmt: skip
NAMES = ("", "story-body", "sr-only", "hidden", "hidden md:inline", "é" * 120, "icon fa", "read more", "x " * 200)
ATTRIBUTES = (
    "class='{}'", "id='{}'", "role='{}'", "hidden", "aria-hidden='true'", "style='display: none'", "style='{}'",
    "itemprop='articleBody'", "href='http://a.example/{}'", "colspan='3'", "rowspan='2'", "colspan='{}'", "class",
    "data-x='{}'", "xml:lang='{}'",
)  # fmt: skip


def page(seed: int) -> str:
    """Markup of random elements, closed and not, with hostile words between them."""
    chance = random.Random(seed)
    parts, open_tags = [], []
    for _ in range(chance.choice((5, 60, 400))):
        turn = chance.random()
        if turn < 0.35:
            tag = chance.choice(TAGS)
            said = (
                chance.choice(ATTRIBUTES).format(chance.choice(NAMES)) for _ in range(chance.choice((0, 1, 3)))
            )
            parts.append(f"<{tag} {' '.join(said)}>")
            open_tags.append(tag)
        elif turn < 0.6 and open_tags:
            parts.append(f"</{open_tags.pop(chance.choice((-1, -1, -1, 0)))}>")
        else:
            parts.append(chance.choice(WORDS))
    return "".join(parts)


def both(tree: HtmlElement, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Block], list[Block]]:
    compiled = read_blocks(tree)
    with monkeypatch.context() as without:
        without.setattr(ways, "compiled", None)
        return compiled, read_blocks(tree)


@pytest.mark.parametrize("seed", range(0, 300, 30))
def test_random_pages(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for each in range(seed, seed + 30):
        if (tree := parse_page(page(each))) is not None:
            compiled, plain = both(tree, monkeypatch)
            assert compiled == plain, each


@pytest.mark.parametrize(
    "markup",
    [
        "<p>" + "<i>" * 300 + "deep",
        "<div>" * 300 + "deep",
        "<p>word" * 12_500,
        "<p>word" * 2_100 + "<p><a href=x>link</a>" * 100,
        "<p>" + "ab " * 400_000,
        "<table><tr><td>1<td>2<tr><td rowspan=2>3<td>4<tr><td>5</table>",
        "<button><p>one<p>two<p>three</button><p>four",
        "<button><p>label</button><p>four",
        "<br><br>a<br>b<br><br><a>c<p>d</a>e",
        "",
    ],
    ids=lambda markup: markup[:12],
)
def test_bounds(markup: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = parse_page(f"<html><body>{markup}")
    assert tree is not None
    compiled, plain = both(tree, monkeypatch)
    assert compiled == plain


def test_trees_that_no_parser_of_html_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Comments, entities, namespaces, and names that are no HTML."""
    inside = b"a<!-- b -->c<?d e?>f&e;g<p>h</p><![CDATA[i]]><p xmlns='urn:x' y='z'>j</p>"
    words = b"<!DOCTYPE r [<!ENTITY e 'x'>]><div>" + inside + b"</div>"
    for markup in (words, words.replace(b" xmlns='urn:x'", b""), "<div>ä<é-x>b</é-x>c</div>".encode()):
        tree = etree.fromstring(markup, etree.XMLParser(resolve_entities=False))
        compiled, plain = both(tree, monkeypatch)
        assert compiled == plain
        assert plain


def test_what_is_no_element_is_refused() -> None:
    assert ways.compiled is not None
    with pytest.raises(TypeError):
        ways.compiled.walk_blocks("<p>", {}, 1, *[repr] * 8)
    with pytest.raises(TypeError):
        ways.compiled.walk_blocks(etree.Comment("c"), {}, 1, *[repr] * 8)


def test_what_python_raises_comes_through() -> None:
    def stumble(*_: object) -> None:
        raise KeyError("stumbled")

    tree = parse_page("<p class=abcd hidden>a<a class=b>c</a><table><tr><td>é</table><button>")
    assert ways.compiled is not None
    flags = {"p": 1, "table": 33, "button": 514, "td": 129, "tr": 65}
    for place in range(8):
        functions = [repr if each != place else stumble for each in range(8)]
        with pytest.raises((KeyError, TypeError)):
            ways.compiled.walk_blocks(tree, flags, 1, *functions)
