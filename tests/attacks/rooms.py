"""Kills of corrections that pages of the reading room ask for (`cuttings browse --edit`).

The child is the command itself with its server; a thread of it is the browser. It ends the child once the page has
its answer, so what was answered must be lasting: exit code 0 where it was done, 2 where it was refused.
"""

import os
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx

from tests.attacks.upkeep import Field, Kind, copied
from tests.conftest import ask

_ADDRESS = re.compile(r"(http://[^/]+)/\?token=(\S+)")
_WORDS = ("browse", "--edit", "--port", "0")
_ENTITIES = {"entity": "org:scale-ai", "into": "org:meta-platforms"}


def edits(field: Field) -> Iterator[Kind]:
    """Yield an edit of each kind, and one taken back."""
    story, other, article = field.story, field.other_story, field.article
    forms: dict[str, dict[str, str]] = {
        "merge": {"story": story, "into": other},
        "split": {"story": story, "article": article},
        "move": {"article": article, "into": other},
        "rename": {"story": story, "title": "Boats"},
        "entity_merge": _ENTITIES,
        "entity_part": {"entity": _ENTITIES["entity"], "other": _ENTITIES["into"]},
        "decide": {"contrast": field.contrast, "decision": "apart", "story": field.contrast_story},
    }
    for change, form in forms.items():
        yield _kind(field, field.boats, f"page: {change}", f"/edit/{change}", form)
    renamed = field.ground.folder / "renamed on a page"
    field.place = renamed
    copied(field.boats)(renamed)
    ended = field.run(_kind(field, field.boats, "", "/edit/rename", forms["rename"]))
    field.place = field.ground.folder / "upkeep"
    assert ended.code == 0, ended.text
    [(edit,)] = ask(renamed / "n.duckdb", "select edit_id from edits")
    yield _kind(field, renamed, "page: undo", f"/edit/undo/{edit}", {})


def _kind(field: Field, folder: Path, name: str, address: str, form: dict[str, str]) -> Kind:
    return Kind(
        name=name,
        prepare=copied(folder),
        words=_WORDS,
        may_stand="nothing was changed",
        in_child=_browser(field.ground.said, address, form),
    )


def _browser(printed: Path, address: str, form: dict[str, str]) -> Callable[[], None]:
    """Return what starts the browser in the child of the command."""

    def browse() -> None:
        try:
            code, said = _sent(printed, address, form)
        except (httpx.HTTPError, AssertionError) as error:  # the server ends by a signal: its exit code counts
            time.sleep(5)
            code, said = 70, f"{type(error).__name__}: {error}"
        sys.stderr.write(f"{said}\n")
        sys.stderr.flush()
        os._exit(code)

    return lambda: threading.Thread(target=browse, daemon=True).start()


def _sent(printed: Path, address: str, form: dict[str, str]) -> tuple[int, str]:
    """Send the form as a page of the room does; return the answer and the exit code that it stands for."""
    while (found := _ADDRESS.search(printed.read_text(errors="replace"))) is None:
        time.sleep(0.01)
    origin, token = found.groups()
    with httpx.Client(base_url=origin, trust_env=False, timeout=120, follow_redirects=True) as browser:
        front = browser.get(f"/?token={token}").text
        story = re.search(r'href="(/story/[^"?]+)"', front)
        assert story, front
        secret = re.search(r'name="secret" value="([^"]+)"', browser.get(story.group(1)).text)
        assert secret, story
        answer = browser.post(address, data={"secret": secret.group(1), **form}, headers={"Origin": origin})
    if "the room was ended" in answer.text:
        time.sleep(60)  # so it is: its own exit code counts
    codes = {httpx.codes.OK: 0, httpx.codes.CONFLICT: 2, httpx.codes.NOT_FOUND: 2}
    return codes.get(httpx.codes(answer.status_code), 70), "done" if answer.is_success else answer.text
