"""Round-ups: newsletters, briefings and digests that tell of many events, so that no one story is theirs.

Announced and diverse, both: of 13,289 articles of the background and AllSides, those whose paragraphs have fewest
names in common were opinion pieces and reports full of figures (November 2026), so that variety alone proves
nothing; and "briefing" stands in the title of many a report on a press conference.
"""

import re
from collections import Counter
from collections.abc import Sequence

_READ_CHARS = 15_000
_TITLE_CHARS, _LEAD_CHARS = 300, 600
_UNIT_WORDS = 15  # shorter lines are headings or items of a list, read with what follows
_LEAST_UNITS = 4
# Of the paragraphs, the part in which the commonest name stands: .3 to .6 in round-ups that were read, .9 in lists
# on one event ("Five things to watch in Sessions hearing").
_MOST_COMMON = 0.65
_MOST_COMMON_BY_LEAD = 0.4  # what a beginning says may be an advertisement for a newsletter

_KINDS = r"round-?up|newsletter|briefing|brief|digest|bulletin|playbook|wrap(?:-up)?|headlines|rundown|presseschau"
_TITLE = re.compile(
    rf"""(?ix)
    ^(?:[\w'’.&-]+\s+){{0,3}}(?:{_KINDS})\s*(?:[:|]|\s[–—-]\s|$)   # Morning Briefing: …
    | [:|–—-]\s*(?:[\w'’.&-]+\s+){{0,4}}(?:{_KINDS})\s*$        # …: your daily digest
    | ^(?:[\w'’.&-]+\s+){{0,2}}(?:morning|evening|daily|weekly|weekend|nightly)\s+
      (?:{_KINDS}|update|links|reads)\b(?!['’])
    | \b(?:news|week|day|month|world)\s+in\s+(?:brief|review|short|\w+\s+headlines|pictures)\b
    | \bin\s+(?:five|ten|\d+)\s+headlines\b
    | \b(?:top|biggest)\s+(?:\w+\s+)?(?:stories|headlines)\s+(?:of|for|this|today)\b
    | \bwhat\s+we['’]re\s+(?:reading|watching)(?:\s*[:|]|$)
    | \bthe\s+week\s+in\b
    | \btoday['’]s\s+(?:top\s+)?(?:news|headlines|stories)\b
    | \bdie\s+nachrichten\s+(?:am|des)\b
    | \bnachrichtenüberblick\b
    | \brevue\s+de\s+presse\b
    | \brassegna\s+stampa\b
    | \bresumen\s+(?:de\s+noticias|semanal|del\s+día)\b | \bnieuwsoverzicht\b
    """
)
_MANY_SUBJECTS = re.compile(r"[^;|]{8,}[;|]\s[^;|]{8,}[;|]\s[^;|]{8,}")  # One thing; another; a third
_LEAD = re.compile(
    r"""(?ix)
    \bgood\s+(?:morning|evening)\b.{0,80}\b(?:newsletter|briefing|here['’]s|welcome)
    | \bwelcome\s+to\b.{0,60}\b(?:newsletter|briefing|digest|edition|round-?up)
    | \b(?:in\s+today['’]s|this\s+is\s+the|in\s+this\s+week['’]s)\s+(?:\w+\s+){0,3}
      (?:newsletter|edition|issue|briefing)
    | \b(?:inbox|newsletter)\b[^•]{0,200}•[^•]{5,120}•[^•]{5,120}•  # … in your inbox? • A • B • C
    """
)
# One of them stands in all that the patterns find. Asked first, as most titles and beginnings hold none, they take
# away a twentieth of the time of joining stories.
_TITLE_HINTS = (
    "round", "newsletter", "brief", "digest", "bulletin", "playbook", "wrap", "headlines", "rundown", "update",
    "links", "reads", "review", "short", "pictures", "stories", "reading", "watching", "week", "today",
    "presseschau", "nachrichten", "revue", "rassegna", "resumen", "nieuwsoverzicht",
)  # fmt: skip
_LEAD_HINTS = ("newsletter", "briefing", "here's", "here’s", "welcome", "edition", "issue", "inbox")
_NAME = re.compile(r"(?<=[a-zß-ÿ,;:)’'] )[A-ZÀ-ÖØ-Þ][\w’'-]*\w")


def roundup_reason(title: str | None, text: str) -> str | None:
    """Return why an article is a round-up, in words; None where it is none.

    >>> items = ["The board of Arden met with Velmo on Tuesday.", "In the north, Kessler beat Brandt by far."]
    >>> items += ["A storm hit Porto, then Lisbon.", "The bank of Oslo cut rates, said Berg."]
    >>> roundup_reason("Morning Briefing: what happened", "\\n".join(item + " word" * 20 for item in items))
    'title announces a round-up; its commonest name stands in 1 of 4 paragraphs'
    """
    announced = _announced(title, text)
    if announced is None:
        return None
    units = _units(text[:_READ_CHARS])
    if len(units) < _LEAST_UNITS:
        return None
    counts = Counter(name for unit in units for name in {found.lower() for found in _NAME.findall(unit)})
    most = max(counts.values(), default=0)
    limit = _MOST_COMMON if announced.startswith("title") else _MOST_COMMON_BY_LEAD
    if not most or most > limit * len(units):
        return None
    return f"{announced}; its commonest name stands in {most} of {len(units)} paragraphs"


def _announced(title: str | None, text: str) -> str | None:
    title = (title or "")[:_TITLE_CHARS]
    if _may_be_in(title, _TITLE_HINTS) and _TITLE.search(title):
        return "title announces a round-up"
    if _MANY_SUBJECTS.search(title):
        return "title names three subjects"
    lead = text[:_LEAD_CHARS]
    return "beginning announces a round-up" if _may_be_in(lead, _LEAD_HINTS) and _LEAD.search(lead) else None


def _may_be_in(words: str, hints: Sequence[str]) -> bool:
    folded = words.casefold()
    return any(hint in folded for hint in hints)


def _units(text: str) -> list[str]:
    """Return the paragraphs; short lines are taken together with those that follow."""
    units: list[str] = []
    is_open = False
    for line in text.splitlines():
        if not line.strip():
            continue
        if is_open:
            units[-1] += "\n" + line
        else:
            units.append(line)
        is_open = len(units[-1].split()) < _UNIT_WORDS
    return units
