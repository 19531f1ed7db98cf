"""What `cuttings init` writes: files that can be used as they are, and never over others."""

import tomllib
from pathlib import Path

import pytest

from flows.errors import NotWritable
from flows.lists.settings import Settings, list_settings, load_settings
from flows.lists.sources import read_sources
from flows.lists.starter import write_starter


def test_a_new_folder_has_its_own_database_sources_and_watchlist(tmp_path: Path) -> None:
    folder = tmp_path / "newsroom"
    assert [path.name for path in write_starter(folder)] == [
        "cuttings.toml", "sources.toml", "watchlist.toml", "prefect.yaml",
    ]  # fmt: skip
    settings = load_settings(folder / "cuttings.toml", {})
    assert {settings.database.parent, settings.sources.parent, settings.watchlist.parent} == {folder}
    assert read_sources(settings.sources)


def test_the_settings_that_are_commented_out_have_the_value_that_is_shown(tmp_path: Path) -> None:
    write_starter(tmp_path)
    lines = (tmp_path / "cuttings.toml").read_text(encoding="utf-8").splitlines()
    shown = [line.removeprefix("# ") if " = " in line and not line.startswith("# An") else line for line in lines]
    (tmp_path / "cuttings.toml").write_text("\n".join(shown), encoding="utf-8")
    tomllib.loads("\n".join(shown))
    given = {name: value for name, value, _, _ in list_settings(load_settings(tmp_path / "cuttings.toml", {}))}
    own = {"database", "sources", "watchlist", "alerts", "outlets"}
    assert {name: value for name, value in given.items() if name not in own} == {
        name: value for name, value, _, _ in list_settings(Settings()) if name not in own
    }


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "watchlist.toml").write_text("mine")
    with pytest.raises(NotWritable, match=r"watchlist\.toml: is there already"):
        write_starter(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["watchlist.toml"]


def test_half_a_folder_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine").touch()
    written, write = [], Path.write_text

    def until_full(path: Path, text: str, **named: str) -> int:
        written.append(path)
        if len(written) > 2:
            raise OSError(28, "No space left on device")
        return write(path, text, **named)

    with monkeypatch.context() as full:
        full.setattr(Path, "write_text", until_full)
        with pytest.raises(NotWritable, match="No space left"):
            write_starter(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
