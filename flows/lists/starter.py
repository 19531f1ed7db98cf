"""The files of a folder of one's own: settings, sources, watchlist, a Prefect deployment; with comments."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from flows.errors import NotWritable
from flows.lists.settings import Settings, environment_name, list_settings
from warehouse.shipped import SEEDS

_DEPLOYMENT = Path(__file__).parents[1] / "prefect.yaml"
_SET = {
    "database": "news.duckdb",
    "sources": "sources.toml",
    "watchlist": "watchlist.toml",
    "alerts": "alerts.toml",
}
_HEAD = """\
# Settings of this folder. What is commented out has the value that is shown (outlets: the list that ships); paths
# count from this file.
# An environment variable overrides a setting, as {example} does.
"""


def write_starter(folder: Path) -> list[Path]:
    """Write the files into the folder, which is made if need be; raise NotWritable where one of them is there."""
    texts = {
        "cuttings.toml": _settings_text(),
        "sources.toml": (SEEDS / "sources.toml").read_text(encoding="utf-8"),
        "watchlist.toml": (SEEDS / "watchlist.toml").read_text(encoding="utf-8"),
        "prefect.yaml": _DEPLOYMENT.read_text(encoding="utf-8"),
    }
    paths = [folder / name for name in texts]
    if there := [path for path in paths if path.exists()]:
        raise NotWritable(f"{there[0]}: is there already; nothing was written")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in zip(paths, texts.values(), strict=True):
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        # None of them was there before: half of a file would keep the next `cuttings init` from writing any.
        for path in paths:
            with suppress(OSError):
                path.unlink()
        raise NotWritable(f"{folder}: cannot be written: {error.strerror}") from error
    return paths


def _settings_text() -> str:
    """Return a `cuttings.toml` that explains every setting and sets the paths of the folder's own files."""
    lines = [_HEAD.format(example=environment_name("serve.cron"))]
    table = ""
    for name, value, _, about in list_settings(Settings()):
        here, _, key = name.rpartition(".")
        if here != table:
            lines.append(f"\n[{here}]")
            table = here
        lines.append(f"# {about}")
        shown = "{}" if name == "mentions.models" else _toml(_SET.get(name, value))
        lines.append(f"{key} = {shown}" if name in _SET else f"# {key} = {shown}")
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    """Return the value as TOML writes it.

    >>> _toml(()), _toml(True), _toml("a"), _toml(2_000)
    ('[]', 'true', '"a"', '2000')
    """
    if isinstance(value, Path):
        value = value.name if value.is_relative_to(SEEDS) else str(value)
    return json.dumps(list(value) if isinstance(value, tuple) else value)
