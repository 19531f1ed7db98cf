"""Write a digest as a message: a page of HTML, plain text, and both as one mail that any mail program opens."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import duckdb

from warehouse.asking.filters import Filters, words_of
from warehouse.digest.told import DigestLimits, read_digest, window_of
from warehouse.report.page import environment_of

_FOLDER = Path(__file__).parent
# A line of text is one line, and nothing in it turns the direction of what follows or commands a terminal.
_NOT_IN_A_LINE = re.compile("[\\s\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The message; the same database, filters and time give the same one."""

    subject: str
    html: str
    text: str
    made_at: datetime


def write_digest(
    db: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    again: Mapping[str, str],
    limits: DigestLimits | None = None,
) -> Digest:
    """Return the digest of what the filters let pass, a week of it where no window is asked for.

    `again` has the options that a command needs to list the same rows, by name: `window` alone, and `all`.
    """
    now, _ = window_of(filters)
    last = (now.until or now.now) - timedelta(microseconds=1)
    named = next((each.name for each in (now.watch, now.entity, now.outlet) if each), "all that came in")
    values: dict[str, Any] = {
        "subject": _on_one_line(f"Cuttings: {named}, {str(now.since)[:10]} to {str(last)[:10]}")[:200],
        "asked": words_of(now),
        "made_at": now.now,
        "again": again["all"],
        "window": again["window"],
        **read_digest(db, now, limits=limits or DigestLimits()),
    }
    environment = environment_of(_FOLDER)
    environment.filters |= {"share": _share}
    html = environment.get_template("message.html.j2").render(values)
    environment.finalize = _shown
    text = environment.get_template("message.txt.j2").render(_on_lines(values))
    return Digest(subject=values["subject"], html=html, text=text, made_at=now.now)


def as_mail(digest: Digest) -> bytes:
    """Return the digest as a mail (RFC 5322) without sender and recipients, which mail programs open as a draft.

    The same digest is the same bytes: the message's id and the mark between its parts are made of its words.
    """
    sha256 = hashlib.sha256((digest.text + digest.html).encode()).hexdigest()[:32]
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = digest.subject
    mail["Date"] = format_datetime(digest.made_at)
    mail["Message-ID"] = f"<{sha256}@digest.cuttings.invalid>"
    mail["X-Unsent"] = "1"
    mail.set_content(digest.text, cte="quoted-printable")
    mail.add_alternative(digest.html, subtype="html", cte="quoted-printable")
    mail.set_boundary(f"part-{sha256}")
    return mail.as_bytes()


def _share(share: float | None) -> str:
    """Return the share in words; of a window that names nobody there is none.

    >>> _share(0.256), _share(0.004), _share(None)
    ('26%', '<1%', 'none')
    """
    if share is None:
        return "none"
    return "<1%" if 0 < share < 0.01 else f"{share:.0%}"


def _on_lines(value: Any) -> Any:
    """Return the values with each text in them, however deep, on one line."""
    if isinstance(value, str):
        return _on_one_line(value)
    if isinstance(value, Mapping):
        return {name: _on_lines(each) for name, each in value.items()}
    return [_on_lines(each) for each in value] if isinstance(value, list) else value


def _on_one_line(text: str) -> str:
    """Return the text fit for a line: no breaks, no controls.

    >>> _on_one_line("a\\r\\nBcc: b\\x1b[31m")
    'a Bcc: b [31m'
    """
    return _NOT_IN_A_LINE.sub(" ", text).strip()


def _shown(value: Any) -> Any:
    """Return the value as plain text shows it: null as nothing."""
    return "" if value is None else value
