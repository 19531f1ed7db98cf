"""Records as JSON and back: dates as ISO 8601, decimals as text, fields that have their default left out."""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Kind = TypeVar("Kind")
_Reader = Callable[[Any], Any]


def to_json(record: Any) -> str:
    """Return the record as one line of ASCII; a body of bytes is left out."""
    return _ENCODER.encode(_as_values(record))


def from_json(kind: type[Kind], line: str) -> Kind:
    """Return the record; raise ValueError, TypeError or KeyError where the line is none of its kind."""
    record: Kind = _reader_of(kind)(json.loads(line))
    return record


def _as_values(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_as_values(each) for each in value]
    return _writer(value.__class__)(value) if is_dataclass(value) else value


def _as_text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


# Records are trees: to look for circles costs a tenth of it.
_ENCODER = json.JSONEncoder(check_circular=False, separators=(",", ":"), default=_as_text)


@cache
def _writer(kind: Any) -> Callable[[Any], dict[str, Any]]:
    """Return what makes values of a record: 1.2 ms an article of 1,000 words, 2.9 ms going field by field."""
    hints = get_type_hints(kind)
    kept = [each for each in fields(kind) if hints[each.name] is not bytes]
    plain = [each.name for each in kept if each.default is MISSING and not _is_deep(hints[each.name])]
    deep = {each.name for each in kept if _is_deep(hints[each.name])}
    others = [(each.name, each.default) for each in kept if each.name not in plain]
    # One name alone would give a value and no tuple.
    plain_values = attrgetter(*plain, "__class__", "__class__")

    def values(record: Any) -> dict[str, Any]:
        written = dict(zip(plain, plain_values(record), strict=False))
        for name, default in others:
            value = getattr(record, name)
            if value is not default and value != default:
                written[name] = _as_values(value) if name in deep else value
        return written

    return values


def _is_deep(hint: Any) -> bool:
    """Return whether values of the type are, or hold, records."""
    return is_dataclass(hint) or any(map(_is_deep, get_args(hint)))


def _reader_of(kind: Any) -> _Reader:
    return _reader(kind)


@cache
def _reader(kind: type) -> Callable[[dict[str, Any]], Any]:
    """Return what makes a record of its values."""
    hints = get_type_hints(kind)
    read = {each.name: reader for each in fields(kind) if (reader := _value_reader(hints[each.name])) is not None}
    has_body = any(each.type in (bytes, "bytes") for each in fields(kind))

    def record(values: dict[str, Any]) -> Any:
        for name in read.keys() & values.keys():
            if values[name] is not None:
                values[name] = read[name](values[name])
        return kind(**values, body=b"") if has_body else kind(**values)

    return record


_SCALARS: Mapping[type, _Reader] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    Decimal: Decimal,
}


def _value_reader(hint: Any) -> _Reader | None:
    """Return what makes a value of its JSON; None where it is what it is."""
    if get_origin(hint) is tuple:
        each = _value_reader(get_args(hint)[0])
        return tuple if each is None else lambda values: tuple(map(each, values))
    if hint in _SCALARS:
        return _SCALARS[hint]
    if is_dataclass(hint):
        return _reader_of(hint)
    for one in get_args(hint):  # a value or None
        if (reader := _value_reader(one)) is not None:
            return reader
    return None
