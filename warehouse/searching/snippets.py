"""The words around what a query found, on one line, with what it found between marks."""

from bisect import bisect_left
from collections.abc import Sequence

from extractors.queries.match import SearchedText, Span, find_matches
from extractors.queries.tree import Days, Named, Node

OPEN, CLOSE = "⟦", "⟧"
_BEFORE, _LENGTH = 60, 220  # code points


def snippet(
    query: Node,
    title: str,
    text: str,
    title_quotes: Sequence[tuple[int, int]] = (),
    text_quotes: Sequence[tuple[int, int]] = (),
) -> str:
    """Return some words of the text, else of the title, with each place that made the query true in ⟦marks⟧.

    The beginning of the text, where the query asks for nothing of a text.
    """
    texts = (
        SearchedText(field="title", text=title, quotes=title_quotes),
        SearchedText(field="text", text=text, quotes=text_quotes),
    )
    spans = find_matches(query, texts, _always) or []
    in_text = [span for span in spans if span[0] == "text"]
    in_title = [span for span in spans if span[0] == "title"]
    if in_text or not in_title:
        return _cut(text, _densest(in_text), in_text)
    return _cut(title, 0, in_title)


def _always(leaf: Named | Days) -> bool:
    del leaf
    return True


def _densest(spans: Sequence[Span]) -> int:
    """Return where the cut begins that shows most places; the first of equals."""
    starts = [start for _, start, _ in spans]
    shown = [bisect_left(starts, start + _LENGTH - _BEFORE) - at for at, start in enumerate(starts)]
    return max(0, starts[shown.index(max(shown))] - _BEFORE) if shown else 0


def _cut(text: str, begin: int, spans: Sequence[Span]) -> str:
    """Return the cut from `begin` on, at whole words, white space made single."""
    if begin:
        begin = text.find(" ", begin) + 1 or begin
    end = min(len(text), begin + _LENGTH)
    if end < len(text):
        end = max(text.rfind(" ", begin, end), begin + _LENGTH // 2)
    parts, place = [], begin
    for _, start, stop in spans:
        if start >= place and stop <= end:
            parts += [text[place:start], OPEN, text[start:stop], CLOSE]
            place = stop
    parts.append(text[place:end])
    words = " ".join("".join(parts).split())
    return f"{'… ' if begin else ''}{words}{' …' if end < len(text) else ''}"
