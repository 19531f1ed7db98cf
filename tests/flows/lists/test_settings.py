"""Settings: file, environment, command line; every mistake is named."""

from pathlib import Path

import pytest

from flows.lists.settings import SettingsError, environment_name, list_settings, load_settings, settings_hash


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults_hold_without_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings(None, {}).database == Path("cuttings.duckdb")


def test_the_file_is_overridden_by_the_environment_and_that_by_the_command_line(tmp_path: Path) -> None:
    file = write(tmp_path / "cuttings.toml", 'database = "a.duckdb"\n[extract]\ntimeout_seconds = 5\n')
    assert load_settings(file, {}).database == tmp_path / "a.duckdb"
    environment = {"CUTTINGS_DATABASE": "b.duckdb", "CUTTINGS_EXTRACT_TIMEOUT_SECONDS": "7.5"}
    settings = load_settings(file, environment)
    assert (settings.database, settings.extract.timeout_seconds) == (Path("b.duckdb"), 7.5)
    assert load_settings(file, environment, database=Path("c.duckdb")).database == Path("c.duckdb")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"lock_wait_seconds = 1{'0' * 400}", "is not between 0 and 86,400"),
        (f"lock_wait_seconds = -1{'0' * 400}", "is not between 0 and 86,400"),
        ("databse = 'x'", "did you mean 'database'"),
        ("[extract]\ntimeout = 5", r"\[extract\]: unknown setting 'timeout'"),
        ("extract = 5", r"write \[extract\]"),
        ("[extract]\nbatch_articles = 'many'", "extract.*batch_articles: 'many' is not int"),
        ("[extract]\nbatch_articles = true", "True is not int"),
        ("[mentions]\nmode = 'best'", "is not one of rules, fast, accurate"),
        ("[mentions]\nmodels = 'de'", "'de' is not a table of folders"),
        ("[mentions.models]\nde = 5", "models.de: 5 is not Path"),
        ("database = ", "not valid TOML"),
        ('database = "a\\u0000b"', "is not Path"),
        ("\udcff".encode("utf-8", "surrogateescape").decode("latin-1") + "=", "not valid TOML"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        load_settings(write(tmp_path / "c.toml", text), {})


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"CUTTINGS_DATABSE": "x"}, "did you mean CUTTINGS_DATABASE"),
        ({"CUTTINGS_EXTRACT_IS_BEST": "maybe"}, "'maybe' is no bool"),
        ({"CUTTINGS_EXTRACT_PROCESSES": "two"}, "'two' is no int"),
    ],
)
def test_a_mistake_in_the_environment_is_named(environment: dict[str, str], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        load_settings(None, environment)


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(tmp_path / "none.toml", {})


def test_folders_by_name_are_a_table_or_a_list_of_pairs(tmp_path: Path) -> None:
    file = write(tmp_path / "cuttings.toml", '[mentions.models]\nde = "models/de"\nfr = "/models/fr"\n')
    folders = (("de", tmp_path / "models/de"), ("fr", Path("/models/fr")))
    assert load_settings(file, {}).mentions.models == folders
    environment = {"CUTTINGS_MENTIONS_MODELS": "de=models/de, fr=/models/fr"}
    assert load_settings(None, environment).mentions.models == (("de", Path("models/de")), folders[1])
    with pytest.raises(SettingsError, match=r"MODELS\.de: '' is not Path"):
        load_settings(None, {"CUTTINGS_MENTIONS_MODELS": "de"})


def test_secrets_are_masked() -> None:
    settings = load_settings(None, {"CUTTINGS_FETCH_PROXY": "http://user:word@proxy.example"})
    shown = {name: value for name, value, *_ in list_settings(settings)}
    assert shown["fetch.proxy"] == "********"


def test_the_hash_tells_configurations_apart() -> None:
    assert settings_hash(load_settings(None, {})) != settings_hash(
        load_settings(None, {"CUTTINGS_FETCH_CONTACT": "desk@example.org"})
    )


def test_every_setting_has_a_meaning_and_a_variable_of_its_own() -> None:
    rows = list_settings(load_settings(None, {}))
    assert all(about for *_, about in rows)
    assert len({environment_name(name) for name, *_ in rows}) == len(rows)
