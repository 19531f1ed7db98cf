"""The README's promise: another kind of mention is one file and one line, without a migration."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

FINDER = '''"""Hashtags."""

import re
from collections.abc import Sequence

from extractors.mentions.reading.field import Reading, mention_at
from extractors.records import Mention

_HASHTAG = re.compile(r"#\\w+")


def find_hashtags(reading: Reading, _found: Sequence[Mention]) -> list[Mention]:
    """Return the hashtags of the reading."""
    return [
        mention_at(
            reading, "hashtag", *tag.span(), value_text=tag[0].lower(), method="hashtag", method_version="1",
            confidence=1.0,
        )
        for tag in _HASHTAG.finditer(reading.text)
    ]  # fmt: skip
'''


def test_a_kind_is_a_file_and_a_line(tmp_path: Path) -> None:
    """A finder of hashtags, added to a copy of the tree, is loaded, asked for by its kind and shown."""
    for package in ("extractors", "warehouse", "flows"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    (tmp_path / "extractors/mentions/values/hashtags.py").write_text(FINDER, encoding="utf-8")
    table = tmp_path / "extractors/mentions/finders.py"
    text = table.read_text(encoding="utf-8")
    for before, line in (
        ("from extractors.records", "from extractors.mentions.values.hashtags import find_hashtags\n"),
        ('    "credit": find_credits,\n', '    "hashtag": find_hashtags,\n'),
    ):
        assert text.count(before) == 1
        text = text.replace(before, line + before)
    table.write_text(text, encoding="utf-8")
    (tmp_path / "article.txt").write_text(
        f"Nobody was asked\n\n{'The bridge is closed. ' * 30}#SaveTheBridge", "utf-8"
    )

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "flows.cli", *arguments, "--database", "news.duckdb"]
        environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("load", "article.txt")
    (found,) = json.loads(run("mentions", "--kind", "hashtag", "--json"))
    assert (found["surface"], found["value_text"]) == ("#SaveTheBridge", "#savethebridge")
