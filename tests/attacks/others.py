"""Orders to the Prefect server that `serve` starts, from another user of the machine and from pages of the web."""

import json
import os
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from flows.launch.serve import prefect_server
from flows.lists.settings import Settings
from flows.output import Quiet
from tests.attacks.harness import command
from tests.conftest import seeds

NOBODY = 65_534
OURS = ("said", "report.xml")  # of the attack itself
READ = ("flow_runs", "deployments", "flows", "work_pools", "variables", "block_documents", "logs", "events")
PAGE = {"Origin": "https://evil.example", "Content-Type": "text/plain"}
REBOUND = {"Host": "evil.example", "Origin": "http://evil.example"}
GUESSED = ("", "cuttings:", "cuttings:cuttings", "admin:pass")


def orders(folder: Path) -> Counter[str]:
    """Load the seeds, start the server, and try as another user, where this process may become one."""
    folder.chmod(0o755)
    database = folder / "n.duckdb"
    command("load", *map(str, seeds()), "-d", str(database), said=folder / "said")
    found: Counter[str] = Counter({"orders taken": 0, "files read": 0, "secrets seen": 0})
    with prefect_server(Settings(database=database), Quiet()) as environment:
        secret = environment["PREFECT_API_AUTH_STRING"]
        found.update(_as_nobody(folder, environment["PREFECT_API_URL"], secret))
        user, _, password = secret.partition(":")
        own = httpx.get(f"{environment['PREFECT_API_URL']}/admin/version", auth=(user, password), trust_env=False)
        found["our own order refused"] += own.status_code != httpx.codes.OK
    return found


def _as_nobody(folder: Path, url: str, secret: str) -> Counter[str]:
    """Return what a child of another user came to."""
    told, telling = os.pipe()
    if (child := os.fork()) == 0:
        found: Counter[str] = Counter()
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setresgid(NOBODY, NOBODY, NOBODY)
                os.setresuid(NOBODY, NOBODY, NOBODY)
                found.update(_seen(folder, secret))
            for name, is_taken in _asked(url):
                found["orders"] += 1
                found["orders taken"] += is_taken
                found[f"taken: {name}"] += is_taken
        except BaseException:
            found[f"failed: {traceback.format_exc()[-300:]}"] += 1
        os.write(telling, json.dumps(found).encode())
        os._exit(0)
    os.close(telling)
    with os.fdopen(told) as answer:
        found = Counter(json.load(answer))
    os.waitpid(child, 0)
    return found


def _asked(url: str) -> Iterator[tuple[str, bool]]:
    """Yield each order and whether it was taken."""
    host = url.removeprefix("http://").partition("/")[0]
    flow = {"name": "theirs", "flow_id": "00000000-0000-0000-0000-000000000000", "state": {"type": "SCHEDULED"}}
    with httpx.Client(trust_env=False, timeout=30) as client:
        for kind, headers in (("another user", {}), ("a page", PAGE), ("a rebound name", REBOUND)):
            for what in READ:
                answer = client.post(f"{url}/{what}/filter", content=b"{}", headers=headers)
                yield f"{kind}: {what}", answer.is_success
            for path in ("flows/", "flow_runs/", "deployments/", "variables/", "automations/", "events"):
                answer = client.post(f"{url}/{path}", content=json.dumps(flow), headers=headers)
                yield f"{kind}: POST {path}", answer.is_success
            for path in ("admin/settings", "admin/version", "openapi.json", "../docs", "ui-settings"):
                answer = client.get(f"{url}/{path}", headers=headers)
                yield f"{kind}: GET {path}", path.startswith("admin") and answer.is_success
            cleared = client.post(f"{url}/admin/database/clear", json={"confirm": True}, headers=headers)
            yield f"{kind}: clear", cleared.is_success
            wish = client.options(f"{url}/flows/", headers={**headers, "Access-Control-Request-Method": "POST"})
            allowed = wish.headers.get("access-control-allow-origin", "null.invalid")
            yield f"{kind}: CORS {allowed}", allowed != "null.invalid"
        for guess in GUESSED:
            user, _, password = guess.partition(":")
            answer = client.get(f"{url}/admin/version", auth=(user, password))
            yield f"guessed {guess!r}", answer.is_success
    for path in ("events/in", "events/out", "logs/out"):
        for origin in (None, "https://evil.example"):
            for protocols in (None, ["prefect"]):
                yield (
                    f"socket {path} {origin} {protocols}",
                    _is_heard(f"ws://{host}/api/{path}", origin, protocols),
                )


def _is_heard(url: str, origin: str | None, protocols: list[str] | None) -> bool:
    """Return whether the socket goes on after something other than the secret was said."""
    names = [Subprotocol(name) for name in protocols] if protocols else None
    try:
        with connect(url, origin=Origin(origin) if origin else None, subprotocols=names, proxy=None) as socket:
            socket.send(json.dumps({"type": "auth", "token": "cuttings:guessed"}))
            said = json.loads(socket.recv(timeout=10))
            return said.get("type") != "auth_failure" and "failed" not in json.dumps(said).lower()
    except (OSError, ValueError, WebSocketException):
        return False


def _seen(folder: Path, secret: str) -> Iterator[str]:
    """Yield "files read" and "secrets seen" for each that this user can get at."""
    for path in (*folder.rglob("*"), *folder.glob("n.duckdb*")):
        if path.is_file() and path.name not in OURS:
            try:
                path.read_bytes()
            except OSError:
                continue
            yield "files read"
    for process in Path("/proc").glob("[0-9]*"):
        for name in ("environ", "cmdline"):
            try:
                if secret.encode() in (process / name).read_bytes():
                    yield "secrets seen"
            except OSError:
                continue
