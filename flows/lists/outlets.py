"""The list of known outlets: outlets.csv ↔ Outlet."""

import csv
from collections import Counter
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

from extractors.records import Outlet
from flows.bodies.files import file_bytes
from flows.errors import OutletsError

_COLUMNS = ("outlet_id", "domain", "alias_domains", "name", "country", "language", "kind", "owner_group")
_MAX_BYTES = 50_000_000  # half a million outlets


def read_outlets(path: Path) -> tuple[Outlet, ...]:
    """Return the outlets of the file; several alias domains are parted by spaces.

    Raises OutletsError for a missing file, a wrong header, a line without id or domain, and for two lines with one
    id or domain.
    """
    try:
        text = file_bytes(path, _MAX_BYTES).decode("utf-8-sig")
        return _read_rows(text, path)
    except FileNotFoundError as error:
        raise OutletsError(f"{path}: no such file") from error
    except OSError as error:
        raise OutletsError(f"{path}: cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise OutletsError(f"{path}: no CSV in UTF-8: {error}") from error


def _read_rows(text: str, path: Path) -> tuple[Outlet, ...]:
    outlets: dict[str, Outlet] = {}
    owners: dict[str, str] = {}
    with StringIO(text, newline="") as lines:
        reader = csv.DictReader(lines)
        missing = set(_COLUMNS) - set(reader.fieldnames or ())
        if missing:
            raise OutletsError(f"{path}: line 1: columns missing: {', '.join(sorted(missing))}")
        for row in reader:
            place = f"{path}: line {reader.line_num}"
            outlet = _outlet(row, place)
            if outlet.outlet_id in outlets:
                raise OutletsError(f"{place}: outlet {outlet.outlet_id!r} stands twice")
            for domain in _domains_of(outlet):
                if owners.setdefault(domain, outlet.outlet_id) != outlet.outlet_id:
                    raise OutletsError(f"{place}: {domain!r} belongs to {owners[domain]!r} already")
            outlets[outlet.outlet_id] = outlet
    return tuple(outlets.values())


def _domains_of(outlet: Outlet) -> tuple[str, ...]:
    """Return all domains of the outlet."""
    return ((outlet.domain,) if outlet.domain else ()) + outlet.alias_domains


def owners_of(outlets: Iterable[Outlet]) -> dict[str, str]:
    """Return the outlet id that owns each domain; each id owns itself."""
    outlets = tuple(outlets)
    owners = {domain: outlet.outlet_id for outlet in outlets for domain in _domains_of(outlet)}
    return owners | {outlet.outlet_id: outlet.outlet_id for outlet in outlets}


def outlet_names(outlets: Iterable[Outlet]) -> dict[str, str]:
    """Return the outlet id that each id, domain and name stands for, in lower case; no name that two have."""
    outlets = tuple(outlets)
    counts = Counter(outlet.name.lower() for outlet in outlets if outlet.name)
    named = {
        outlet.name.lower(): outlet.outlet_id
        for outlet in outlets
        if outlet.name and counts[outlet.name.lower()] == 1
    }
    return named | {name.lower(): outlet_id for name, outlet_id in owners_of(outlets).items()}


def countries_of(outlets: Iterable[Outlet]) -> dict[str, str]:
    """Return the country of each outlet that has one, by its id and by each of its domains."""
    return {
        name: outlet.country
        for outlet in outlets
        if outlet.country
        for name in (outlet.outlet_id, *_domains_of(outlet))
    }


def languages_of(outlets: Iterable[Outlet]) -> dict[str, str]:
    """Return the main language of each outlet that has one, by its id and by each of its domains."""
    return {
        name: outlet.language
        for outlet in outlets
        if outlet.language
        for name in (outlet.outlet_id, *_domains_of(outlet))
    }


def _outlet(row: dict[str, str | None], place: str) -> Outlet:
    values = {name: (row.get(name) or "").strip() for name in _COLUMNS}
    if not values["outlet_id"] or not values["domain"]:
        raise OutletsError(f"{place}: outlet_id and domain must be given")
    return Outlet(
        outlet_id=values["outlet_id"],
        domain=values["domain"].lower(),
        alias_domains=tuple(values["alias_domains"].lower().split()),
        name=values["name"] or None,
        country=values["country"] or None,
        language=values["language"] or None,
        kind=values["kind"] or None,
        owner_group=values["owner_group"] or None,
        origin="listed",
    )
