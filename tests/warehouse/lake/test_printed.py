"""The commands that the page on operation prints for a lake, run as they stand on a PostgreSQL of the test."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.compare import differences
from tests.conftest import ARTICLES, load_paths, seeds
from tests.warehouse.lake.postgres import find_programs, running_postgres
from warehouse.lake.extensions import has_extensions

pytestmark = [
    pytest.mark.skipif(
        not has_extensions("ducklake", "postgres_scanner"),
        reason="no extensions for this DuckDB: lakes have an environment of their own (requirements-lake.lock)",
    ),
    pytest.mark.skipif(find_programs() is None, reason="no PostgreSQL on this machine"),
]
ROOT = Path(__file__).parents[3]
PRINTED = re.compile(r"<!-- lake: as printed -->\n```sh\n(.*?)```", re.DOTALL)


def test_the_printed_commands_make_a_lake(tmp_path: Path) -> None:
    programs = find_programs()
    assert programs is not None
    [script] = PRINTED.findall((ROOT / "flows" / "OPERATION.md").read_text(encoding="utf-8"))
    command = tmp_path / ".lake" / "bin" / "cuttings"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m flows.cli "$@"\n')
    command.chmod(0o755)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "articles").symlink_to(ARTICLES)
    with running_postgres(programs) as server:
        script = script.replace("host=/run/postgresql", f"host={server.folder} user=postgres")
        environment = {"PATH": f"{programs}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
        environment |= {"PGHOST": str(server.folder), "PGUSER": "postgres", "HOME": str(tmp_path)}
        run = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script], cwd=tmp_path, env=environment,
            capture_output=True, text=True, check=False, timeout=1000,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr[-2000:]
    load_paths(tmp_path / "loaded.duckdb", *seeds())
    assert differences(tmp_path / "copy.duckdb", tmp_path / "loaded.duckdb") == []
