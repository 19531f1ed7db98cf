"""Where in a page a date or a name stands: with the article, or with something beside it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from lxml.html import HtmlElement

from extractors.page.words.dates import DateFound
from extractors.page.words.pieces import count_words, tidy

ReadDate = Callable[[str], DateFound | None]

_BESIDE = re.compile(
    r"comment|related|recommend|teaser|sidebar|(?<!article-)(?<!post-)(?<!entry-)(?<!template-)footer|"
    r"(?<!elementor-)widget(?!\sblog)|popular|promo|nav|card|trending",
    re.IGNORECASE,
)
# Of these names, those that also stand around whole articles: a date there counts where there is no other.
_WEAK = re.compile(r"sidebar|teaser|widget|nav|card|promo|recommend", re.IGNORECASE)
_META = re.compile(r"\bmeta|byline|author|\bdate", re.IGNORECASE)
# More of the same, for dates only: the frame of a page seldom names people, but it is full of days.
_BESIDE_DATES = re.compile(
    r"breaking|ticker|latest|more[-_]|[-_]more|most[-_]?read|event|tonight|upcoming|calendar|weather|reply|replies|"
    r"disqus|copyright|imprint|cookie|newsletter|subscri",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"modif|updat|aktualisier|geändert|änderung|mis[e]?\s[aà]\sjour|actualizad|aggiornat|bijgewerkt|uppdaterad|"
    r"opdateret|zaktualizowan|обновлен|更新|last\schange",
    re.IGNORECASE,
)
_INLINE = frozenset({"a", "abbr", "b", "dt", "em", "i", "label", "small", "span", "strong", "time"})
_TEASER_WORDS = 60  # a headline and a summary
_LEAST_LINK_WORDS = 4  # fewer are a label, not a headline
_LEVELS = 4  # boxes of a teaser around its date; halved or doubled, 1 and 0 of 62 pages change
_PROSE_CHARACTERS = 120  # a paragraph; captions are shorter
_MOST_READ = 500  # enough to tell a paragraph
_MOST_HEAD_ELEMENTS = 150  # behind the title, where no paragraph ends the head
_NEAR_PARAGRAPHS = 4  # captions and standfirsts may come before prose
_MOST_HEADINGS = 40  # bound; behind those there are lists of teasers
_TELLING_CHARACTERS = 15  # a shorter title stands in other headings by chance
_LISTED = frozenset({"li", "tr", "article"})


def names_of(element: HtmlElement) -> str:
    """Return class and id of an element."""
    return f"{(element.get('class') or '')[:300]} {(element.get('id') or '')[:100]}"


def is_beside(element: HtmlElement, layout: "Layout | None" = None) -> bool:
    """Return whether an element lies, by its names, among other articles, comments or the frame of the page."""
    return any(_is_frame(each) for each in _chain(element, layout))


def _is_frame(element: HtmlElement) -> bool:
    if element.tag == "aside":
        return not _META.search(names_of(element))
    return element.tag in ("footer", "nav") or bool(_BESIDE.search(names_of(element)))


def _is_weak_frame(element: HtmlElement) -> bool:
    return element.tag not in ("aside", "footer", "nav") and not _BESIDE.search(_WEAK.sub("", names_of(element)))


def _chain(element: HtmlElement, layout: "Layout | None") -> list[HtmlElement]:
    """Return the element and what holds it, up to what encloses the whole article and says nothing of its parts.

    An article element's names are the article's own topics.
    """
    title = layout.title if layout is not None else None
    held = takewhile(
        lambda each: each.tag not in ("main", "body") and not (title is not None and _holds(each, title)),
        islice(element.iterancestors(), 6),
    )
    return [element, *(each for each in held if each.tag != "article")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the title stands among the elements, and the first prose behind it: between them lies the head."""

    title: HtmlElement | None
    elements: Sequence[HtmlElement]
    place_of: dict[HtmlElement, int]
    title_place: int
    prose_place: int

    def is_in_head(self, element: HtmlElement) -> bool:
        """Return whether the element lies behind the title and not behind where the prose begins."""
        return self.title is not None and self.title_place < self.place_of.get(element, -1) <= self.prose_place


def lay_out(tree: HtmlElement, title: str | None) -> Layout:
    """Return the layout of the page whose title has these words."""
    heading = _title_element(tree, title)
    elements = list(tree.iter())
    place_of = dict(zip(elements, range(len(elements)), strict=True))
    start = place_of[heading] if heading is not None else 0
    latest = start + _MOST_HEAD_ELEMENTS
    prose = next((place_of[each] for each in tree.iter("p") if place_of[each] > start and _is_prose(each)), latest)
    return Layout(
        title=heading, elements=elements, place_of=place_of, title_place=start, prose_place=min(prose, latest)
    )


def stands_over_prose(heading: HtmlElement) -> bool:
    """Return whether the heading is outside the page's frame and prose follows it closely."""
    if is_beside(heading) or any(
        each.tag == "header" and "site" in names_of(each) for each in _chain(heading, None)
    ):
        return False
    following = islice(heading.xpath("following::p"), _NEAR_PARAGRAPHS)
    return any(map(_is_prose, following))


def _is_prose(paragraph: HtmlElement) -> bool:
    return len(tidy(paragraph.text_content()[:_MOST_READ])) >= _PROSE_CHARACTERS


def is_of_others(element: HtmlElement, layout: Layout, *, is_lenient: bool = False) -> bool:
    """Return whether a date in the element is, by names or by form, that of a teaser, a comment or an event.

    `is_lenient`: names that also stand around whole articles are no sign.
    """
    chain = _chain(element, layout)
    if any(_BESIDE_DATES.search(names_of(each)) for each in chain[1:]):
        return True
    if layout.is_in_head(element):
        return False
    frames = [each for each in chain if _is_frame(each)]
    if frames and not (is_lenient and all(map(_is_weak_frame, frames))):
        return True
    for each in islice(element.iterancestors(), _LEVELS):
        if each.tag in ("main", "body") or (layout.title is not None and _holds(each, layout.title)):
            return False
        if _is_teaser(each) or (each.tag in _LISTED and _is_one_of_many(each)):
            return True
    return False


def _holds(element: HtmlElement, other: HtmlElement) -> bool:
    return any(each is element for each in other.iterancestors())


def _is_teaser(element: HtmlElement) -> bool:
    """Return whether few words are mostly the link to another page, as long as a headline."""
    links = [tidy(each.text_content()[:300]) for each in islice(element.iter("a"), 4)]
    longest = max(map(count_words, links), default=0)
    if longest < _LEAST_LINK_WORDS:
        return False
    words = count_words(tidy(element.text_content()[:2000]))
    return longest * 3 > words and words <= _TEASER_WORDS


def _is_one_of_many(element: HtmlElement) -> bool:
    """Return whether the next element or the one before is of the same kind and has a time of its own."""
    for other in (element.getnext(), element.getprevious()):
        if other is not None and other.tag == element.tag and next(other.iter("time"), None) is not None:
            return True
    return False


def is_update(element: HtmlElement) -> bool:
    """Return whether an element's names, or the words in it and before it in the same line, tell of a change."""
    return bool(_UPDATED.search(_words_around(element)))


def says_update(line: str) -> bool:
    """Return whether a line tells of a change."""
    return bool(_UPDATED.search(line))


def _words_around(element: HtmlElement) -> str:
    """Return the names of an element and what stands in it and before it in the same line."""
    before, parent = element.getprevious(), element.getparent()
    lead = before.tail if before is not None else parent.text if parent is not None else ""
    label = (
        before.text_content()[-40:]
        if before is not None and before.tag in _INLINE and not (lead or "").strip()
        else ""
    )
    said = f"{(lead or '')[-40:]} {label} {(element.text or '')[:40]}"
    return f"{names_of(element)} {element.get('itemprop') or ''} {said}"


def _title_element(tree: HtmlElement, title: str | None) -> HtmlElement | None:
    """Return the heading that has the words of the title, else the first h1; None where there is neither."""
    wanted = _bare(title or "")
    headings = [
        (element, _bare(tidy(element.text_content()[:600])))
        for element in islice(tree.iter("h1", "h2", "h3"), _MOST_HEADINGS if wanted else 0)
    ]
    for element, words in headings:
        if words == wanted:
            return element
    for element, words in headings:
        if len(wanted) >= _TELLING_CHARACTERS and wanted in words:
            return element
    return next(tree.iter("h1"), None)


def around_title(layout: Layout, *, after: int, before: int) -> Iterator[HtmlElement]:
    """Yield the elements in the title of the page and behind it, then those before it, the nearest first."""
    title = layout.title
    if title is None:
        return
    start = layout.title_place
    end = start + sum(1 for _ in title.iter())
    yield from _elements(layout.elements[start + 1 : end])
    yield from islice(_elements(islice(layout.elements, end, None)), after)
    holding = set(title.iterancestors())
    ahead = (each for each in reversed(layout.elements[:start]) if each not in holding)
    yield from islice(_elements(ahead), before)


def _elements(nodes: Iterable[HtmlElement]) -> Iterator[HtmlElement]:
    return (node for node in nodes if isinstance(node.tag, str))


def around(title: HtmlElement | None, *, after: int, before: int) -> Iterator[HtmlElement]:
    """Yield the elements in the title and behind it, then those before it, the nearest first."""
    if title is None:
        return
    yield from (element for element in title.iterdescendants() if isinstance(element.tag, str))
    behind = title.xpath("following::*")
    yield from (element for element in behind[:after] if isinstance(element.tag, str))
    ahead = title.xpath("preceding::*")
    yield from (element for element in reversed(ahead[-before:]) if isinstance(element.tag, str))


def _bare(line: str) -> str:
    return "".join(re.findall(r"\w+", line.casefold()))
