"""Values that a script lays out flat, each part naming the next by its number or key: put together again.

Forms: Nuxt's and SvelteKit's lists (devalue: a number is the place of the value), Remix's (keys `_7`), the caches
of Apollo and Relay (`{"__ref": "Article:1"}`).
"""

from typing import Any

_MAX_DEPTH = 40  # bound, far below Python's own
_MAX_PARTS = 200_000  # bound: a table of references can ask for more than it is long
_MAX_RESOLVED = 200_000  # bound, likewise
# Words that Nuxt puts before the number of the value that is meant.
_WRAPPERS = frozenset(
    ("Reactive", "ShallowReactive", "Ref", "ShallowRef", "EmptyRef", "Set", "Map", "Date", "Object")
)


def resolve(value: Any) -> Any:
    """Return a value put together from its parts, or the value itself where it is laid out as it is meant.

    >>> resolve([{"data": 1}, {"title": 2, "tags": 3}, "Canal", [2]])
    {'data': {'title': 'Canal', 'tags': ['Canal']}}
    """
    if isinstance(value, list) and _is_flat(value):
        return _Parts(value).at(0, 0)
    if isinstance(value, dict) and _has_references(value):
        return _with_references(value)
    return value


def _is_flat(value: list[Any]) -> bool:
    if not 2 < len(value) < _MAX_PARTS:
        return False
    first = value[0]
    if isinstance(first, list):
        return len(first) == 2 and first[0] in _WRAPPERS and _is_place(first[1], value)
    return isinstance(first, dict) and bool(first) and all(_is_place(each, value) for each in first.values())


def _is_place(number: Any, value: list[Any]) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and -8 < number < len(value)


class _Parts:
    def __init__(self, parts: list[Any]) -> None:
        self.parts = parts
        self.resolved = 0

    def at(self, place: Any, depth: int) -> Any:
        """Return the value at a place; None where nothing is, or where too much hangs on it."""
        self.resolved += 1
        if not _is_place(place, self.parts) or place < 0 or depth > _MAX_DEPTH or self.resolved > _MAX_RESOLVED:
            return None
        part = self.parts[place]
        if isinstance(part, list):
            if len(part) == 2 and isinstance(part[0], str) and part[0] in _WRAPPERS:
                return self.at(part[1], depth + 1)
            return [self.at(each, depth + 1) for each in part]
        if isinstance(part, dict):
            return {self.key(key): self.at(each, depth + 1) for key, each in part.items()}
        return part

    def key(self, key: str) -> str:
        place = key[1:]
        named = (
            self.parts[int(place)] if key[:1] == "_" and place.isdigit() and int(place) < len(self.parts) else key
        )
        return named if isinstance(named, str) else key


def _has_references(value: dict[str, Any]) -> bool:
    inner = [each for each in value.values() if isinstance(each, dict)][:2000]
    return any(isinstance(node, dict) and "__ref" in node for each in inner for node in _near(each))


def _near(node: dict[str, Any]) -> list[Any]:
    found: list[Any] = []
    for each in node.values():
        found += each[:3] if isinstance(each, list) else [each]
    return found


def _with_references(value: dict[str, Any]) -> dict[str, Any]:
    """Return the cache with what is named in the place of its name; parts may then hold one another."""

    def named(node: Any) -> Any:
        if isinstance(node, dict) and isinstance(node.get("__ref"), str):
            return value.get(node["__ref"])
        return node

    waiting: list[Any] = [value]
    for _ in range(_MAX_PARTS):
        if not waiting:
            break
        node = waiting.pop()
        inner = list(node.items()) if isinstance(node, dict) else list(enumerate(node))
        for key, each in inner:
            node[key] = named(each)
            if node[key] is each and isinstance(each, dict | list):
                waiting.append(each)
    return value
