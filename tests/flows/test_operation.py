"""What the page on operation and the container files say: commands run as printed, services fit the program."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from flows.cli import make_app
from flows.lists.settings import Settings, environment_name, list_settings
from tests.compare import differences
from tests.conftest import ARTICLES, ask

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "flows" / "OPERATION.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"<!-- command: (\w+) -->\n```sh\n(.*?)```", re.DOTALL)
# What a service may say, of the Compose specification.
SERVICE_KEYS = {
    "build", "command", "depends_on", "environment", "healthcheck", "image", "network_mode", "ports", "profiles",
    "restart", "stop_grace_period", "volumes",
}  # fmt: skip


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory, seed_database: Path) -> Path:
    """A folder with `news.duckdb`, and the commands as this interpreter runs them."""
    folder = tmp_path_factory.mktemp("operation")
    shutil.copy(seed_database, folder / "news.duckdb")
    shutil.copytree(seed_database.with_name(f"{seed_database.name}.work"), folder / "news.duckdb.work")
    shutil.copytree(ARTICLES, folder / "articles")
    command = folder / "bin" / "cuttings"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m flows.cli "$@"\n')
    command.chmod(0o755)
    return folder


def test_every_block_of_commands_runs_as_printed(room: Path) -> None:
    environment = os.environ | {"PATH": f"{room / 'bin'}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    for name, script in BLOCK.findall(PAGE):
        run = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=room,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert run.returncode == 0, f"{name}: {run.stderr}"
    assert differences(room / "news.duckdb", room / "restored.duckdb") == []
    assert differences(room / "news.duckdb", room / "rebuilt.duckdb") == []
    stories = "select title, article_count, text_count from report_stories"
    assert ask(room / "merged.duckdb", stories) == ask(room / "news.duckdb", stories)


def test_every_command_that_the_page_names_is_one() -> None:
    for name in set(re.findall(r"`cuttings (\w+)", PAGE)):
        assert CliRunner().invoke(make_app(), [name, "--help"]).exit_code == 0, name


def services() -> Iterator[tuple[str, dict[str, Any]]]:
    yield from yaml.safe_load((ROOT / "flows" / "compose.yaml").read_text(encoding="utf-8"))["services"].items()


def test_services_are_whole() -> None:
    layout = yaml.safe_load((ROOT / "flows" / "compose.yaml").read_text(encoding="utf-8"))
    names = dict(services())
    for name, service in names.items():
        assert service.keys() <= SERVICE_KEYS, name
        assert set(service.get("depends_on", ())) <= names.keys()
        for volume in service["volumes"]:
            assert volume.split(":")[0] in layout["volumes"], name
        for port in service.get("ports", ()):
            assert port.startswith("127.0.0.1:"), f"{name} is reached from outside"
        for other, wanted in service.get("depends_on", {}).items():
            assert wanted["condition"] != "service_healthy" or "healthcheck" in names[other]


def test_services_of_ours_are_built_here_and_have_our_commands_and_settings() -> None:
    known = {environment_name(name) for name, *_ in list_settings(Settings())}
    for name, service in services():
        wanted = {each for each in service.get("environment", {}) if each.startswith("CUTTINGS_")}
        assert wanted <= known, name
        if service["image"] not in ("cuttings", "cuttings-lake"):
            continue
        assert all((ROOT / lock).is_file() for lock in service["build"].get("args", {}).values())
        assert (ROOT / "flows" / service["build"]["context"] / service["build"]["dockerfile"]).is_file()
        program, *words = service["command"]
        assert program in ("cuttings", "prefect", "sh")
        if program == "cuttings":
            help_page = CliRunner().invoke(make_app(), [words[0], "--help"]).output
            assert all(word in help_page for word in words if word.startswith("--")), name


def test_the_image_is_built_of_files_that_are_there() -> None:
    lines = (ROOT / "flows" / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    steps = [shlex.split(line, comments=True) for line in lines]
    assert next(step[0] for step in steps if step) == "FROM"
    assert ["USER", "cuttings"] in steps
    (default,) = (step[1].removeprefix("LOCK=") for step in steps if step[:1] == ["ARG"])
    words = [word.replace("${LOCK}", default) for step in steps for word in step]
    for word in (word for word in words if word.startswith("/opt/cuttings/")):
        assert (ROOT / word.removeprefix("/opt/cuttings/")).is_file()
