"""TOML files of people, read whole or refused in one line."""

import tomllib
from pathlib import Path
from typing import Any

from flows.bodies.files import file_bytes
from flows.errors import CuttingsError

_MAX_BYTES = 10_000_000  # 50,000 sources


def read_toml(path: Path, refusal: type[CuttingsError]) -> dict[str, Any]:
    """Return the tables of the file; raise `refusal` where it is no regular file, too large or not valid TOML."""
    try:
        return tomllib.loads(file_bytes(path, _MAX_BYTES).decode("utf-8-sig"))
    except OSError as error:
        raise refusal(f"{path}: cannot be read: {error.strerror}") from error
    # Numbers of more than 4,300 digits are a ValueError, thousands of nested brackets a RecursionError.
    except (ValueError, RecursionError) as error:
        raise refusal(f"{path}: not valid TOML: {str(error)[:300] or type(error).__name__}") from error
