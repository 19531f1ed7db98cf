"""React's elements as its rows write them: `["$", "p", null, {"children": "..."}]`."""

import html
from typing import Any

_MAX_DEPTH = 60  # bound, far below Python's own
_KEPT_TAGS = frozenset(
    "p h2 h3 h4 h5 h6 ul ol li blockquote strong b em i a figure figcaption table tbody thead tr td th".split()
)
_MAX_NODES = 50_000  # bound


def is_element(node: Any) -> bool:
    """Return whether a value is an element: mark, tag or component, key, properties."""
    return isinstance(node, list) and len(node) >= 4 and node[0] == "$" and isinstance(node[1], str)


def tag_of(node: Any) -> str:
    """Return the tag of an element; empty for any other value."""
    return node[1] if is_element(node) else ""


def markup_of(nodes: list[Any]) -> str:
    """Return the markup of elements and strings, one behind the other; components count as what they hold.

    >>> markup_of([["$", "p", None, {"children": ["A ", ["$", "b", None, {"children": "canal"}]]}]])
    '<p>A <b>canal</b></p>'
    """
    out: list[str] = []
    waiting: list[tuple[Any, int]] = [(each, 0) for each in reversed(nodes)]
    for _ in range(_MAX_NODES):
        if not waiting:
            break
        node, depth = waiting.pop()
        if isinstance(node, _Closing):
            out.append(node)
        elif isinstance(node, str):
            out.append("" if node.startswith("$") else html.escape(node, quote=False))
        elif is_element(node) and depth < _MAX_DEPTH:
            tag, inner = node[1], _children(node)
            if tag in _KEPT_TAGS:
                out.append(f"<{tag}>")
                waiting.append((_Closing(f"</{tag}>"), depth))
            waiting += [(each, depth + 1) for each in reversed(inner)]
        elif isinstance(node, list) and depth < _MAX_DEPTH:
            waiting += [(each, depth + 1) for each in reversed(node)]
    return "".join(out)


class _Closing(str):
    __slots__ = ()


def _children(node: list[Any]) -> list[Any]:
    properties = node[3] if isinstance(node[3], dict) else {}
    inner = properties.get("children")
    markup = properties.get("dangerouslySetInnerHTML")
    if isinstance(markup, dict) and isinstance(markup.get("__html"), str):
        return [_Closing(markup["__html"])]
    return inner if isinstance(inner, list) and not is_element(inner) else [inner]
