"""`cuttings browse`: who may read needs no token on loopback, who may correct shows one everywhere."""

import io
import sys
from contextlib import redirect_stderr
from pathlib import Path
from unittest.mock import patch

import pytest
import uvicorn

from flows import cli


@pytest.mark.parametrize(("words", "is_asked"), [((), False), (("--edit",), True)])
def test_a_room_that_changes_things_asks_for_a_token_on_loopback_too(
    seed_database: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], is_asked: bool
) -> None:
    said = io.StringIO()
    monkeypatch.setattr(uvicorn.Server, "run", lambda self, sockets: None)
    line = ["cuttings", "browse", *words, "--port", "0", "-d", str(seed_database)]
    with patch.object(sys, "argv", line), redirect_stderr(said):
        assert cli.run_command() == 0
    assert ("?token=" in said.getvalue()) == is_asked
