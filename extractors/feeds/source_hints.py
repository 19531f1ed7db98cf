"""How often a feed says that it should be asked."""

from collections.abc import Mapping

_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
# Beyond this a hint is no hint; the caller's own bounds are narrower.
_MAX_POLL_SECONDS = 31_536_000


def poll_seconds(values: Mapping[str, str]) -> int | None:
    """Return the longest wait that `ttl` and the syndication module ask for; None where they ask for none.

    >>> poll_seconds({"ttl": "120", "sy:updateperiod": "daily", "sy:updatefrequency": "2"})
    43200
    >>> poll_seconds({"ttl": "-5", "sy:updatefrequency": "0"}) is None
    True
    """
    found = []
    minutes = _count(values.get("ttl"))
    if minutes:
        found.append(minutes * 60)
    period = _PERIODS.get((values.get("sy:updateperiod") or "").strip().lower())
    frequency = _count(values.get("sy:updatefrequency") or "1")
    if period and frequency:
        found.append(period // frequency)
    usable = [seconds for seconds in found if 0 < seconds <= _MAX_POLL_SECONDS]
    return max(usable, default=None)


def _count(digits: str | None) -> int | None:
    digits = (digits or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 7 else None
