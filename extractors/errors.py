"""What the pure functions cannot read, in one tree; the message of each is one line for people.

ExtractorError
├── QueryError        at: a query that is none, from that character on
├── WatchlistError    a watchlist states what cannot be watched
└── ForestError       decision trees ask of features that are not measured

A page, feed or text never raises one: what is wrong with it is a rejection (`rejections`), or is left out.
Caught where it is raised: Malformed (`page.scripts.literals`).
"""


class ExtractorError(ValueError):
    """Something that a person wrote, or that ships, cannot be read."""


class QueryError(ExtractorError):
    """What is wrong with a query, and from which character on, counted from 0."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(f"query, character {at + 1}: {message}")
        self.message, self.at = message, at


class WatchlistError(ExtractorError):
    """What is wrong with a watchlist: `str()` is one line, `file:line: what`."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.file, self.line, self.message = file, line, message


class ForestError(ExtractorError):
    """Decision trees ask of features that are not measured here."""
