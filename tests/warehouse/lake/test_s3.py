"""A lake whose data lie on S3, which moto's server is here; one that answers 503 all the time loses nothing."""

import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path

import pytest

from flows.lists.settings import Settings
from flows.output import Quiet
from flows.upkeep.lake_files import import_file, make_lake
from tests.compare import differences
from tests.conftest import load_paths, seeds
from tests.warehouse.lake.postgres import find_programs, running_postgres
from warehouse.errors import DatabaseOccupied, DatabaseUnreadable
from warehouse.lake.extensions import has_extensions
from warehouse.query import query

pytestmark = [
    pytest.mark.skipif(
        not has_extensions("ducklake", "postgres_scanner", "httpfs") or find_spec("moto") is None,
        reason="no extensions for this DuckDB, or no moto: an environment of requirements-lake.lock has both",
    ),
    pytest.mark.skipif(find_programs() is None, reason="no PostgreSQL on this machine"),
]


@pytest.fixture
def s3() -> Iterator[str]:
    """The address of a server with the bucket `lakes`."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        address = f"http://127.0.0.1:{port}"
        try:
            make_bucket(f"{address}/lakes")
            yield address
        finally:
            server.terminate()


def make_bucket(url: str) -> None:
    for _ in range(400):
        try:
            urllib.request.urlopen(urllib.request.Request(url, method="PUT")).close()
        except OSError:
            time.sleep(0.3)
        else:
            return
    raise AssertionError("moto did not start")


class Refuser(BaseHTTPRequestHandler):
    """Answers 503 to everything."""

    def do_GET(self) -> None:
        self.send_response(503)
        self.send_header("content-length", "0")
        self.end_headers()

    do_PUT = do_POST = do_HEAD = do_DELETE = do_GET  # noqa: N815 - as http.server names them

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture
def unavailable() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Refuser) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_data_lie_on_s3(s3: str, unavailable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "news.duckdb"
    load_paths(file, *seeds()[:2])
    programs = find_programs()
    assert programs is not None
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_ENDPOINT_URL_S3"):
        monkeypatch.delenv(name, raising=False)
    with running_postgres(programs) as server:
        server.make_database("news")
        settings = Settings(database=tmp_path / server.address("news"))
        with pytest.raises(DatabaseUnreadable, match="AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set"):
            make_lake(settings, "s3://lakes/news", Quiet())
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "somebody")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a-secret-of-theirs")
        monkeypatch.setenv("AWS_ENDPOINT_URL", unavailable)
        make_lake(settings, "s3://lakes/news", Quiet())
        with pytest.raises(DatabaseOccupied, match="s3://lakes/news/"):
            make_lake(settings, "s3://lakes/other", Quiet())
        with pytest.raises(DatabaseUnreadable, match="503") as refused:
            import_file(settings, file, Quiet())
        assert "a-secret-of-theirs" not in str(refused.value)
        monkeypatch.setenv("AWS_ENDPOINT_URL", s3)
        import_file(settings, file, Quiet())
        assert differences(settings.database, file) == []
        monkeypatch.setenv("AWS_ENDPOINT_URL", unavailable)
        with pytest.raises(DatabaseUnreadable, match="503"):
            query(settings.database, "select sum(length(text)) from revisions")
        assert "a-secret-of-theirs" not in server.ask("news", "select * from ducklake_metadata")
