"""The list of sources: sources.toml ↔ SourceConfig, edited with its comments kept; OPML in and out.

[[source]]
name = "Example Gazette"
url = "https://example.com/feed.xml"   # or path = "dumps/2026.warc.gz"
kind = "feed"                          # feed, sitemap, page, urls; folder, warc, jsonl, csv, parquet
outlet = "example.com"                 # a domain or an id of outlets.csv
paused = true
columns = { url = "link", text = "body" }   # jsonl, csv and parquet: our field = their column
headers = { Authorization = "Bearer $GAZETTE_TOKEN" }   # feed and sitemap: the secret from the environment
"""

import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from string import Template
from typing import Any
from xml.sax.saxutils import quoteattr

import tomlkit
from lxml import etree

from extractors.feeds.xml_tree import parse_xml
from extractors.ids import content_id
from extractors.records import Source, SourceKind
from extractors.urls.identity import fetchable_url, registrable_domain, url_host
from flows.errors import SourcesError
from flows.lists.columns import columns_problem
from flows.lists.secrets import masked_url, resolved, secret_values
from flows.lists.source_kinds import KINDS, is_polled
from flows.lists.toml_file import read_toml
from flows.output import printable
from warehouse.shipped import SEEDS

_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_KEYS = frozenset({"name", "kind", "outlet", "paused"})
_HEAD = "# What `cuttings run` polls: one [[source]] a place. See `cuttings sources --help`.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceConfig:
    """One [[source]]: `location` is a URL in normal spelling or an absolute path."""

    name: str
    kind: SourceKind
    location: str
    outlet_id: str | None = None
    is_paused: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def source_id(self) -> str:
        """Return the id that kind and location give."""
        return content_id(self.kind, self.location)


def read_sources(path: Path) -> tuple[SourceConfig, ...]:
    """Return the sources of the file in its order, none where there is no file; raise SourcesError."""
    if not path.exists():
        return ()
    document = read_toml(path, SourcesError)
    tables = document.get("source", [])
    if set(document) - {"source"} or not isinstance(tables, list):
        raise SourcesError(f"{path}: only [[source]] tables may stand here")
    configs: dict[str, SourceConfig] = {}
    for number, table in enumerate(tables, 1):
        config = _config(table, f"{path}: source {number}", path.parent)
        if config.source_id in configs:
            raise SourcesError(f"{path}: source {number}: {config.location} stands twice")
        configs[config.source_id] = config
    return tuple(configs.values())


def as_source(config: SourceConfig, *, now: datetime) -> Source:
    """Return the row that a source begins with; it is published, so secrets in its URL are masked."""
    return Source(
        source_id=config.source_id,
        name=config.name,
        kind=config.kind,
        location=masked_url(config.location) if is_polled(config.kind) else config.location,
        outlet_id=config.outlet_id,
        first_seen_at=now,
    )


def must_be_own(path: Path) -> None:
    """Raise SourcesError for the list that ships with Cuttings: no command edits it."""
    if path.resolve().is_relative_to(SEEDS.resolve()):
        raise SourcesError(
            f"{path}: ships with Cuttings and is not edited; `cuttings init FOLDER` makes a list of your own,"
            " to be used in that folder or with --config"
        )


def add_sources(path: Path, configs: Iterable[SourceConfig]) -> list[SourceConfig]:
    """Append those that are not in the file yet, comments and order kept; return them.

    Raises SourcesError as `must_be_own` does, and where the file cannot be written: it is as it was then.
    """
    must_be_own(path)
    known = {config.source_id for config in read_sources(path)}
    fresh = {config.source_id: config for config in configs if config.source_id not in known}
    text = path.read_text(encoding="utf-8-sig") if path.exists() else _HEAD
    document = tomlkit.parse(text)
    tables = document.get("source")
    if tables is None:
        tables = tomlkit.aot()
        document.append("source", tables)
    for config in fresh.values():
        table = tomlkit.table()
        table.add("name", config.name)
        table.add("url" if "://" in config.location else "path", config.location)
        table.add("kind", config.kind)
        if config.outlet_id:
            table.add("outlet", config.outlet_id)
        tables.append(table)
    if fresh:
        _write_whole(path, tomlkit.dumps(document))
    return list(fresh.values())


def _write_whole(path: Path, text: str) -> None:
    """Write the list beside its place and move it there: a full disk or a kill would leave an empty one."""
    real = path.resolve()
    staged = real.with_name(f".{real.name}.part")
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        with staged.open("w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        if real.exists():
            shutil.copymode(real, staged)
        staged.replace(real)
    except OSError as error:
        with suppress(OSError):
            staged.unlink()
        raise SourcesError(f"{path}: cannot be written: {error.strerror or error}") from error


def select_sources(
    configs: Sequence[SourceConfig], names: Sequence[str], part: tuple[int, int] = (1, 1)
) -> list[SourceConfig]:
    """Return the sources of these names, locations or ids (all, without names); raise SourcesError for others.

    Of a part, as (2, 4), the sources of its registrable domains alone: no domain is of two parts.
    """
    return [config for config in _named(configs, names) if _part_of(config, part[1]) == part[0]]


def _part_of(config: SourceConfig, parts: int) -> int:
    place = config.location
    return int(content_id(registrable_domain(place) or url_host(place) or place), 16) % parts + 1


def _named(configs: Sequence[SourceConfig], names: Sequence[str]) -> list[SourceConfig]:
    if not names:
        return list(configs)
    found = [config for config in configs if {config.name, config.location, config.source_id} & set(names)]
    known = {word for config in found for word in (config.name, config.location, config.source_id)}
    missing = [name for name in names if name not in known]
    if missing:
        raise SourcesError(f"no such source: {', '.join(missing)}")
    return found


def read_opml(body: bytes) -> tuple[list[SourceConfig], list[str]]:
    """Return the feeds of an OPML file and addresses that are of no use; raise SourcesError where it is none."""
    parsed = parse_xml(body, None)
    if parsed is None or etree.QName(parsed[0]).localname.lower() != "opml":
        raise SourcesError("not an OPML file")
    configs = {}
    unusable = []
    for outline in parsed[0].iter("outline"):
        address = outline.get("xmlUrl")
        url = fetchable_url(address or "")
        if url is None:
            unusable += [address] if address else []
        else:
            name = (outline.get("title") or outline.get("text") or url).strip() or url
            configs[url] = SourceConfig(name=name, kind="feed", location=url, outlet_id=registrable_domain(url))
    return list(configs.values()), unusable


def write_opml(configs: Iterable[SourceConfig]) -> str:
    """Return the feeds among the sources as OPML 2.0."""
    outlines = [
        f'    <outline type="rss" text={name} title={name} xmlUrl={quoteattr(config.location)}/>'
        for config in configs
        if config.kind == "feed" and (name := quoteattr(printable(config.name)))
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head><title>Sources</title></head>\n'
    return "\n".join([f"{head}  <body>", *outlines, "  </body>", "</opml>"]) + "\n"


def _config(table: Any, place: str, folder: Path) -> SourceConfig:
    if not isinstance(table, dict):
        raise SourcesError(f"{place}: write [[source]]")
    kind = table.get("kind", "feed" if "url" in table else "folder")
    if kind not in KINDS:
        raise SourcesError(f"{place}: kind is one of {', '.join(KINDS)}, not {kind!r}")
    known = _KEYS | KINDS[kind].keys | {"url", "path"}
    if unknown := set(table) - known:
        raise SourcesError(
            f"{place}: unknown key {min(unknown)!r}; known of a {kind} are {', '.join(sorted(known))}"
        )
    texts = {key: table.get(key) for key in ("name", "url", "path", "outlet")}
    columns = table.get("columns", {})
    if not all(value is None or (isinstance(value, str) and value) for value in texts.values()):
        raise SourcesError(f"{place}: name, url, path and outlet are texts")
    if not isinstance(columns, dict) or not all(isinstance(value, str) for value in columns.values()):
        raise SourcesError(f"{place}: columns is a table of texts")
    if problem := columns_problem(columns):
        raise SourcesError(f"{place}: {problem}")
    location = _location(texts["url"], texts["path"], kind, place, folder)
    return SourceConfig(
        name=texts["name"] or masked_url(location),
        kind=kind,
        location=location,
        outlet_id=texts["outlet"],
        is_paused=table.get("paused") is True,
        columns=columns,
        headers=_headers(table.get("headers", {}), place),
    )


def _headers(table: Any, place: str) -> dict[str, str]:
    """Return the headers as they are written; each names its secret, so that none stands in a file."""
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise SourcesError(f"{place}: headers is a table of texts")
    for name, value in table.items():
        if not _HEADER_NAME.fullmatch(name):
            raise SourcesError(f"{place}: {name!r} is no name of a header")
        if not Template(value).is_valid() or not Template(value).get_identifiers():
            raise SourcesError(
                f'{place}: headers: {name}: write a reference to an environment variable, as "Bearer $TOKEN"'
            )
    return dict(table)


def secret_url(config: SourceConfig, environment: Mapping[str, str]) -> str | None:
    """Return the source's URL with the secrets that it names or states; None where it has none.

    Raises SourcesError where one is not set.
    """
    url = resolved(config.location, environment) if is_polled(config.kind) else config.location
    return url if url != config.location or secret_values(config.location, environment) else None


def secret_headers(config: SourceConfig, environment: Mapping[str, str]) -> dict[str, str]:
    """Return the source's headers with the secrets that they name; raise SourcesError where one is not set.

    The values go into requests only: they are never stored, logged or printed.
    """
    found = {}
    for name, value in config.headers.items():
        for variable in Template(value).get_identifiers():
            if not environment.get(variable):
                raise SourcesError(f"{config.name}: environment variable {variable} is not set (for {name})")
        filled = Template(value).substitute(environment)
        if not filled.isprintable() or not filled.isascii():
            raise SourcesError(f"{config.name}: what the environment has for {name} cannot stand in a header")
        found[name] = filled
    return found


def _location(url: str | None, path: str | None, kind: SourceKind, place: str, folder: Path) -> str:
    if (url is None) == (path is None):
        raise SourcesError(f"{place}: give url or path")
    if path is not None:
        if is_polled(kind):
            raise SourcesError(f"{place}: a {kind} has a url")
        return str((folder / Path(path).expanduser()).absolute())
    if not is_polled(kind):
        raise SourcesError(f"{place}: a {kind} has a path")
    found = fetchable_url(url or "")
    if found is None:
        raise SourcesError(f"{place}: not a usable http or https URL: {masked_url(url or '')!r}")
    return found
