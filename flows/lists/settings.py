"""Settings: `cuttings.toml`, then the environment, then the command line; read once, one frozen value.

A key of a table, say `timeout_seconds` of `[extract]`, is overridden by `CUTTINGS_EXTRACT_TIMEOUT_SECONDS`, a key
outside of tables, say `database`, by `CUTTINGS_DATABASE`. A name that is not known here is an error. Relative
paths count from the folder of the file that names them, those of the environment from the current folder.
"""

import difflib
import hashlib
import json
import math
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from flows.errors import SettingsError
from flows.lists.toml_file import read_toml
from warehouse.shipped import SEEDS

_PREFIX = "CUTTINGS_"
_SWITCH = "CUTTINGS_NATIVE"  # of a process, no setting of runs: extractors/native/ways.py reads it
_LARGEST = sys.float_info.max

_PROXY = re.compile(r"https?://(?:[^/@\s]+@)?(?:[^/@:\s\[\]]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?/?")

Folders = tuple[tuple[str, Path], ...]  # a table of names and folders in the file


def setting(
    default: Any, about: str, *, secret: bool = False, least: float | None = None, most: float | None = None
) -> Any:
    """Return a field with its meaning, which `cuttings config` prints, and the values that make sense."""
    return field(default=default, metadata={"about": about, "secret": secret, "least": least, "most": most})


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """[fetch]: how the network is used."""

    contact: str = setting("", "address or URL in the user agent, for those who run the sites")
    proxy: str = setting("", "proxy URL; proxies of the environment are ignored", secret=True)
    is_robots_obeyed: bool = setting(True, "obey robots.txt (RFC 9309)")
    host_interval_seconds: float = setting(
        1.0, "least time between two requests to one host", least=0, most=86_400
    )
    deadline_seconds: float = setting(30.0, "whole time of one request, redirects included", least=0.1, most=3_600)
    body_bytes_limit: int = setting(20_000_000, "largest decoded body", least=1_000, most=1_000_000_000)
    connection_limit: int = setting(50, "hosts asked at the same time", least=1, most=1_000)
    allowed_addresses: tuple[str, ...] = setting((), "non-public addresses allowed all the same, as address:port")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractSettings:
    """[extract]: the worker processes that turn bodies into articles with mentions."""

    processes: int = setting(0, "worker processes; 0 means one for each core", least=0, most=512)
    timeout_seconds: float = setting(20.0, "CPU time for one document", least=0.1, most=3_600)
    memory_bytes: int = setting(700_000_000, "memory of one worker", least=50_000_000, most=1_000_000_000_000)
    batch_articles: int = setting(400, "documents a batch", least=1, most=100_000)
    is_best: bool = setting(False, "slower extraction with several extractors voting")
    languages: tuple[str, ...] = setting((), "languages to keep; all when empty")
    file_bytes_limit: int = setting(20_000_000, "largest local file", least=1, most=1_000_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionSettings:
    """[mentions]: names and values."""

    mode: Literal["rules", "fast", "accurate"] = setting(
        "fast", "engine that finds names: rules, fast or accurate"
    )
    models: Folders = setting((), "folders of name models by language, before the shipped ones")


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictSettings:
    """[verdicts]: what is said of values that differ."""

    differs_confidence: float = setting(
        0.5,
        "confidence from which on values of one measure are shown to differ; 0.2 shows those too that are only"
        " perhaps of one measure",
        least=0,
        most=1,
    )
    conflict_confidence: float = setting(
        0.8, "confidence from which on such values are called a conflict", least=0, most=1
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeSettings:
    """[serve]: scheduled runs."""

    cron: str = setting("*/15 * * * *", "when `cuttings serve` runs, in UTC")
    rejected_share: float = setting(
        0.5, "a run that rejects a larger share of its documents is Failed in Prefect", least=0, most=1
    )
    stale_hours: float = setting(
        24.0, "`cuttings status` calls a source stale after this time without success", least=0.01, most=100_000
    )
    metrics_address: str = setting(
        "", "loopback address and port where `cuttings serve` answers `/health` and `/metrics`; off when empty"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionSettings:
    """[retention]: what `cuttings expire` takes away."""

    texts_days: int = setting(
        0, "days after which `cuttings expire` takes texts away; 0: never, else 30 or more", least=0, most=100_000
    )
    outlets: tuple[str, ...] = setting((), "outlets whose texts it takes, by their ids; all when empty")
    is_reserved_only: bool = setting(
        False, "only texts of pages that reserve text and data mining or say `noarchive`"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LakeSettings:
    """[lake]: a database that is a lake."""

    tidy_hours: float = setting(
        24.0, "hours between two tidyings of a lake by `cuttings serve`; 0: none", least=0, most=8_760
    )
    forget_days: int = setting(
        0, "days after which tidying forgets what a run left; 0: never", least=0, most=100_000
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings in force."""

    database: Path = setting(Path("cuttings.duckdb"), "the published database; its work folder lies beside it")
    sources: Path = setting(SEEDS / "sources.toml", "what `cuttings run` polls")
    watchlist: Path = setting(SEEDS / "watchlist.toml", "entities and topics to watch")
    alerts: Path = setting(Path("alerts.toml"), "who is told of what, where there is such a file")
    outlets: Path = setting(
        SEEDS / "outlets.csv", "known outlets; their country says whose dollars a bare `$` is taken for"
    )
    access: Literal["owner", "group", "all"] = setting(
        "owner", "who may read what Cuttings writes: owner, group or all"
    )
    logs: Literal["text", "json"] = setting(
        "text", "how commands and runs talk on stderr: text, or json (one object a line)"
    )
    lock_wait_seconds: float = setting(60.0, "how long a writer waits for another one", least=0, most=86_400)
    fetch: FetchSettings = field(default_factory=FetchSettings)
    extract: ExtractSettings = field(default_factory=ExtractSettings)
    mentions: MentionSettings = field(default_factory=MentionSettings)
    verdicts: VerdictSettings = field(default_factory=VerdictSettings)
    serve: ServeSettings = field(default_factory=ServeSettings)
    retention: RetentionSettings = field(default_factory=RetentionSettings)
    lake: LakeSettings = field(default_factory=LakeSettings)


def load_settings(file: Path | None, environment: Mapping[str, str], **overrides: Any) -> Settings:
    """Return the settings in force; `file` None means `cuttings.toml` of the current folder, if there is one.

    Raises SettingsError for a file that is not there, broken TOML, an unknown name or a value of the wrong type.
    """
    path = file or Path("cuttings.toml")
    settings = Settings()
    if file is not None or path.exists():
        settings = _apply_table(settings, read_toml(path, SettingsError), str(path), path.parent)
    settings = _apply_environment(settings, environment)
    given = {name: value for name, value in overrides.items() if value is not None}
    return replace(settings, **given)


def limit_access(settings: Settings) -> None:
    """Let the files that this process and its children make be read by those only who may."""
    os.umask({"owner": 0o077, "group": 0o027, "all": 0o022}[settings.access])


def settings_hash(settings: Settings) -> str:
    """Return 16 hex digits that tell two configurations apart."""
    rows = [(name, repr(value)) for name, value, _, _ in list_settings(settings, is_masked=False)]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:16]


def list_settings(settings: Any, prefix: str = "", *, is_masked: bool = True) -> list[tuple[str, Any, Any, str]]:
    """Return (name, value, default, meaning) of every setting, secrets masked."""
    rows: list[tuple[str, Any, Any, str]] = []
    for each in fields(settings):
        value = getattr(settings, each.name)
        if is_dataclass(value):
            rows += list_settings(value, f"{each.name}.", is_masked=is_masked)
            continue
        if is_masked and each.metadata["secret"] and value:
            value = "********"
        rows.append((prefix + each.name, value, each.default, each.metadata["about"]))
    return rows


def environment_name(name: str) -> str:
    """Return the environment variable that overrides a setting.

    >>> environment_name("extract.timeout_seconds")
    'CUTTINGS_EXTRACT_TIMEOUT_SECONDS'
    """
    return _PREFIX + name.replace(".", "_").upper()


def _apply_table(settings: Any, table: Mapping[str, Any], place: str, folder: Path) -> Any:
    hints = get_type_hints(type(settings))
    changes: dict[str, Any] = {}
    for name, value in table.items():
        if name not in hints:
            close = difflib.get_close_matches(name, hints, n=1)
            hint = f"; did you mean {close[0]!r}?" if close else f"; known are {', '.join(hints)}"
            raise SettingsError(f"{place}: unknown setting {name!r}{hint}")
        current = getattr(settings, name)
        if is_dataclass(current):
            if not isinstance(value, Mapping):
                raise SettingsError(f"{place}: {name} is a table: write [{name}]")
            changes[name] = _apply_table(current, value, f"{place} [{name}]", folder)
        else:
            changes[name] = _as_type(value, hints[name], f"{place}: {name}", folder)
            _check_range(type(settings), name, changes[name], f"{place}: {name}")
    return replace(settings, **changes)


def _apply_environment(settings: Settings, environment: Mapping[str, str]) -> Settings:
    known = {environment_name(name): name for name, *_ in list_settings(settings)}
    for variable in sorted(environment):
        if not variable.startswith(_PREFIX) or variable == _SWITCH:
            continue
        if variable not in known:
            close = difflib.get_close_matches(variable, known, n=1)
            hint = f"; did you mean {close[0]}?" if close else ""
            raise SettingsError(f"environment: unknown setting {variable}{hint}")
        table, _, key = known[variable].rpartition(".")
        text = environment[variable]
        kind = get_type_hints(type(getattr(settings, table) if table else settings))[key]
        value = _as_type(_parse_text(text, kind, variable), kind, f"environment: {variable}", Path())
        owner = getattr(settings, table) if table else settings
        _check_range(type(owner), key, value, f"environment: {variable}")
        if table:
            settings = replace(settings, **{table: replace(getattr(settings, table), **{key: value})})
        else:
            settings = replace(settings, **{key: value})
    return settings


def _parse_text(text: str, kind: Any, variable: str) -> Any:
    """Return the value that the text stands for in a variable of this kind."""
    try:
        if kind is bool:
            return {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}[text.lower()]
        if kind in (int, float):
            return kind(text)
    except (KeyError, ValueError) as error:
        raise SettingsError(f"environment: {variable}: {text[:100]!r} is no {kind.__name__}") from error
    if kind == Folders:
        return dict(part.strip().partition("=")[::2] for part in text.split(",") if part.strip())
    if get_origin(kind) is tuple:
        return [part.strip() for part in text.split(",") if part.strip()]
    return text


def _check_range(owner: type, name: str, value: Any, place: str) -> None:
    """Raise SettingsError for a number that makes no sense, and for a proxy that cannot be spoken to."""
    about = next(each.metadata for each in fields(owner) if each.name == name)
    least, most = about["least"], about["most"]
    if least is not None and not least <= value <= most:
        raise SettingsError(f"{place}: {_shown(value)} is not between {least:,} and {most:,}")
    if name == "proxy" and value and not _PROXY.fullmatch(value):
        raise SettingsError(f"{place}: not the URL of an http or https proxy")


def _as_type(value: Any, kind: Any, place: str, folder: Path) -> Any:
    """Return the value as the kind of its setting, or raise SettingsError that says what is wanted."""
    if kind is Path and isinstance(value, str) and value and "\0" not in value:
        return folder / Path(value).expanduser()
    if kind == Folders and isinstance(value, Mapping):
        return tuple((name, _as_type(each, Path, f"{place}.{name}", folder)) for name, each in value.items())
    if get_origin(kind) is Literal and value in get_args(kind):
        return value
    if kind == tuple[str, ...] and isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    if kind is float and isinstance(value, int | float) and not isinstance(value, bool):
        # A whole number beyond all floats is larger than any setting may be.
        return float(value) if abs(value) < _LARGEST else math.inf if value > 0 else -math.inf
    if kind in (int, bool, str) and type(value) is kind:
        return value
    wanted = getattr(kind, "__name__", kind)
    if get_origin(kind) is Literal:
        wanted = f"one of {', '.join(get_args(kind))}"
    elif kind == Folders:
        wanted = "a table of folders"
    raise SettingsError(f"{place}: {_shown(value)} is not {wanted}")


def _shown(value: Any) -> str:
    """Return the value for a line of text; numbers of thousands of digits have no decimal form."""
    try:
        return repr(value)[:100]
    except ValueError:
        return "this number"
