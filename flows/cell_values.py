"""One value as a cell or in JSON, alike to all programs, and nothing that a spreadsheet takes for a formula."""

import json
import math
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

# A cell that begins so is a formula to spreadsheets.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless_cell(value: Any) -> str:
    """Return the cell; a text that a spreadsheet would take for a formula begins with an apostrophe.

    >>> harmless_cell("=cmd|' /C calc'!A0"), harmless_cell(-5), harmless_cell("a")
    ("'=cmd|' /C calc'!A0", '-5', 'a')
    """
    text = as_cell(value)
    return text if isinstance(value, int | float | Decimal | date) else harmless(text)


def harmless(text: str) -> str:
    """Return the text as no formula to a spreadsheet, and on lines that every reader of CSV sees alike."""
    text = f"'{text}" if text.startswith(FORMULA_STARTS) else text
    # The writer quotes line feeds only, and a bare carriage return ends a row for readers.
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _shown_date(value: date) -> str | None:
    """Return how DuckDB writes an infinite date or time, which comes as the last or first of Python; else None."""
    day = value.date() if isinstance(value, datetime) else value
    is_whole = not isinstance(value, datetime) or value.time() in (time.max, time.min)
    if not is_whole or day not in (date.max, date.min):
        return None
    return "infinity" if day == date.max else "-infinity"


def as_json(value: Any) -> Any:
    """Return the value as JSON knows it: decimals as numbers, dates and times as ISO 8601, times in UTC."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return _shown_date(value) or value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {str(key): as_json(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(each) for each in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)


def as_cell(value: Any) -> str:
    """Return the value as one cell; null is empty.

    >>> as_cell(Decimal("14300000000.000000")), as_cell(Decimal("2.50")), as_cell(None), as_cell(["a", "b"])
    ('14300000000', '2.5', '', 'a; b')
    """
    if value is None:
        return ""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, date) and (infinite := _shown_date(value)):
        return infinite
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, list | tuple) and not any(isinstance(each, dict) for each in value):
        return "; ".join(as_cell(each) for each in value)
    if isinstance(value, dict | list | tuple):
        return json.dumps(as_json(value), ensure_ascii=False)
    return str(value)
