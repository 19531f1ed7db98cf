"""Two texts with the words marked that both have, side by side."""

from collections.abc import Sequence

from extractors.queries.words import split_words
from flows.browse.article import MentionSpan

# Words in a row that both texts have. Shorter runs are the language's; copies share runs of a sentence and more.
_RUN = 7


def shared_spans(one: str, other: str) -> tuple[list[MentionSpan], list[MentionSpan]]:
    """Return the spans of each text whose words stand in the other in the same order, seven or more at a time."""
    words = split_words(one), split_words(other)
    runs = [{each.words[at : at + _RUN]: at for at in range(len(each.words) - _RUN + 1)} for each in words]
    both = runs[0].keys() & runs[1].keys()
    return _spans(words[0].words, words[0].spans, both), _spans(words[1].words, words[1].spans, both)


def _spans(
    words: Sequence[str], places: Sequence[tuple[int, int]], both: set[tuple[str, ...]]
) -> list[MentionSpan]:
    spans: list[MentionSpan] = []
    begun: int | None = None
    until = 0
    for at in range(len(words) + 1):
        if at + _RUN <= len(words) and tuple(words[at : at + _RUN]) in both:
            begun = at if begun is None else begun
            until = at + _RUN
        elif begun is not None and at >= until:
            spans.append((places[begun][0], places[until - 1][1], "shared", None, None))
            begun = None
    return spans
