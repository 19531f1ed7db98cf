"""What a page says of itself as JSON-LD (schema.org), read tolerantly and within bounds."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from extractors.page.words.pieces import tidy
from extractors.unescape import unescape

_MAX_SCRIPT_CHARACTERS = 2_000_000  # bound; the longest of the labelled pages has 841,000
_MAX_SCRIPTS = 60  # bound; 31 are the most of a labelled page
_MAX_NODES = 5000  # bound
_MAX_DEPTH = 12  # bound
_ARTICLE_TYPES = re.compile(r"(?:Article|Posting|Report|Review|Liveblog\w*|Story)$", re.IGNORECASE)
# In no article type's name, but pages of videos and recipes carry dates and authors too.
_WEAK_TYPES = frozenset({"WebPage", "VideoObject", "Recipe", "PodcastEpisode", "CreativeWork", "ItemPage"})
_NAMING = frozenset({"name", "givenName", "familyName"})
_CONTROL = re.compile(r"[\x00-\x1f]")
_TRAILING_COMMA = re.compile(r",\s{0,20}([}\]])")

Node = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedData:
    """The node of the page's article (empty if there is none), its kind, all nodes by @id, all types of nodes."""

    article: Node
    is_article: bool
    by_id: dict[str, Node]
    type_names: frozenset[str]

    def words(self, key: str) -> str:
        """Return a property of the article as one tidy line; empty where it is none."""
        value = self.article.get(key)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**16:
            return str(value)
        return tidy(unescape(value)) if isinstance(value, str) else ""

    def nodes(self, key: str) -> list[Node | str]:
        """Return the nodes and strings that a property of the article names, references resolved."""
        value = self.article.get(key)
        listed = value if isinstance(value, list) else [value]
        flat = [each for part in listed for each in (part if isinstance(part, list) else [part])]
        return [self._resolved(each) for each in flat[:50] if isinstance(each, dict | str)]

    def _resolved(self, value: Node | str) -> Node | str:
        if isinstance(value, dict) and not _NAMING & set(value) and isinstance(value.get("@id"), str):
            return self.by_id.get(value["@id"], value)
        return value


def read_linked_data(tree: HtmlElement) -> LinkedData:
    """Return the page's JSON-LD, the node of the article that it is about picked out."""
    nodes = [node for value in _scripts(tree) for node in _walk(value)][:_MAX_NODES]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and _NAMING & set(node)}
    type_names = frozenset(name for node in nodes for name in types_of(node))
    articles = [node for node in nodes if any(map(_ARTICLE_TYPES.search, types_of(node)))]
    # A page's teasers are article nodes too; its own one says the most.
    told = sorted(articles, key=lambda node: -sum(key in node for key in ("datePublished", "author", "headline")))
    if told:
        return LinkedData(article=told[0], is_article=True, by_id=by_id, type_names=type_names)
    weak = [node for node in nodes if _WEAK_TYPES & set(types_of(node)) and "datePublished" in node]
    return LinkedData(article=weak[0] if weak else {}, is_article=False, by_id=by_id, type_names=type_names)


def types_of(node: Node) -> list[str]:
    """Return the type names of a node."""
    value = node.get("@type")
    listed = value if isinstance(value, list) else [value]
    return [each.rpartition("/")[2] for each in listed if isinstance(each, str)]


def _scripts(tree: HtmlElement) -> Iterator[Any]:
    count = 0
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        count += 1
        if count > _MAX_SCRIPTS:
            return
        value = _parse(script.text[:_MAX_SCRIPT_CHARACTERS])
        if value is not None:
            yield value


def _parse(words: str) -> Any:
    """Return the value of a script that is JSON, if need be after the usual repairs; else None."""
    words = (
        words.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>")
    )
    for attempt in (words, _TRAILING_COMMA.sub(r"\1", _CONTROL.sub(" ", words)), unescape(words)):
        try:
            return json.loads(attempt.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _walk(value: Any, depth: int = 0) -> Iterator[Node]:
    """Yield the nodes at the top, in lists, in @graph and what a page is about."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for each in value[:_MAX_NODES]:
            yield from _walk(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "author", "publisher", "hasPart"):
            if isinstance(value.get(key), dict | list):
                yield from _walk(value[key], depth + 1)
