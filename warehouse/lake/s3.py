"""Data of a lake on S3: what DuckDB needs for it, its secrets read from the environment and kept nowhere."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import duckdb

from warehouse.errors import DatabaseUnreadable
from warehouse.lake.extensions import load_extensions, quoted

# As every client of S3 reads them.
_KEY_ID, _SECRET = "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"


def ready_s3(db: duckdb.DuckDBPyConnection, database: Path, environment: Mapping[str, str] = os.environ) -> None:
    """Let the connection read and write S3; raises DatabaseUnreadable where the environment does not say how."""
    missing = [name for name in (_KEY_ID, _SECRET) if not environment.get(name)]
    if missing:
        raise DatabaseUnreadable(database, f"its data are on S3, and {' and '.join(missing)} are not set")
    load_extensions(db, database, ("httpfs",))
    words = ", ".join(f"{name} {quoted(value)}" for name, value in _secret(environment).items())
    db.execute(f"create temporary secret lake_data (type s3, {words})")


def _secret(environment: Mapping[str, str]) -> dict[str, str]:
    """Return what DuckDB wants to know.

    >>> _secret({"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_ENDPOINT_URL": "http://minio:9000"})
    {'key_id': 'a', 'secret': 'b', 'endpoint': 'minio:9000', 'url_style': 'path', 'use_ssl': 'false'}
    """
    known = {
        "key_id": environment.get(_KEY_ID),
        "secret": environment.get(_SECRET),
        "session_token": environment.get("AWS_SESSION_TOKEN"),
        "region": environment.get("AWS_REGION") or environment.get("AWS_DEFAULT_REGION"),
    }
    if endpoint := environment.get("AWS_ENDPOINT_URL_S3") or environment.get("AWS_ENDPOINT_URL"):
        address = urlsplit(endpoint)
        known |= {
            "endpoint": address.netloc,
            "url_style": "path",
            "use_ssl": str(address.scheme == "https").lower(),
        }
    return {name: value for name, value in known.items() if value}
