"""Talk as JSON lines, and lines of a long stage where there is no terminal."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows import output
from flows.cli import make_app
from flows.log_lines import LOGS, JsonTalk, Paces
from flows.output import TerminalTalk
from tests.conftest import seed


def lines_of(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_each_line_is_an_object_with_time_and_event(capsys: pytest.CaptureFixture[str]) -> None:
    talk = JsonTalk()
    talk.say("a\nb \x1b[31m")
    talk.progress("articles", 400, 1_200)
    talk.progress("pages", 3, None)
    said, known, unknown = lines_of(capsys.readouterr().err)
    assert (said["event"], said["message"]) == ("say", "a\nb \x1b[31m")
    assert (known["stage"], known["done"], known["total"]) == ("articles", 400, 1_200)
    assert isinstance(known["seconds_left"], int)
    assert (unknown["total"], unknown["seconds_left"]) == (None, None)


def test_a_load_tells_its_batches_and_its_end(tmp_path: Path) -> None:
    environment = {"CUTTINGS_LOGS": "json", "CUTTINGS_MENTIONS_MODE": "rules", "CUTTINGS_EXTRACT_PROCESSES": "1"}
    before = LOGS.get()
    try:
        arguments = ["load", str(seed("000")), "--database", str(tmp_path / "news.duckdb")]
        run = CliRunner().invoke(make_app(), arguments, env=environment)
    finally:
        LOGS.set(before)
    lines = lines_of(run.stderr)
    assert run.exit_code == 0
    assert {line["event"] for line in lines} == {"say", "progress", "run"}
    assert (lines[-1]["event"], lines[-1]["outcome"], lines[-1]["new"]) == ("run", "clean", 1)


def test_a_long_stage_says_how_far_it_is_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = TerminalTalk(None)
    talk.progress("articles", 100, 1_000)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(output, "_SECONDS_BETWEEN_LINES", 0.0)
    talk.progress("articles", 400, 1_000)
    assert capsys.readouterr().err.startswith("articles 400 of 1,000, ")


def test_a_stage_is_timed_from_what_was_heard_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("flows.log_lines.time.monotonic", lambda: now[0])
    paces = Paces(100.0)
    now[0] = 110.0
    assert paces.told("fetched", 20, None) == (2.0, None)
    now[0] = 114.0
    assert paces.told("articles", 400, 1_200) == (100.0, 8.0)
    now[0] = 118.0
    assert paces.told("articles", 600, 1_200) == (75.0, 8.0)
