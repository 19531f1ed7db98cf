"""A PostgreSQL of this machine's own programs, started for a test and gone after it."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Postgres:
    """A server that listens on a socket in `folder` only, and that anybody on the machine may ask."""

    folder: Path
    programs: Path

    def address(self, database: str) -> str:
        """Return the name of a lake whose catalog is this database."""
        return f"ducklake:postgres:dbname={database} host={self.folder} user=postgres"

    def make_database(self, name: str) -> None:
        self.ask("postgres", f"create database {name}")

    def ask(self, database: str, statement: str) -> str:
        """Return what psql prints of the answer: rows alone, unaligned."""
        command = [self.programs / "psql", "-qAt", "-h", self.folder, "-U", "postgres", database, "-c", statement]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def start(self) -> None:
        # Data of a test need not outlive a power cut.
        settings = f"-k {self.folder} -c listen_addresses='' -c fsync=off"
        self._run("pg_ctl", "-D", self._data, "-o", settings, "-l", self.folder / "log", "-w", "start")

    def stop(self, how: str = "fast") -> None:
        """Stop it; `immediate` is a crash: connections go at once, and it recovers when it is started."""
        self._run("pg_ctl", "-D", self._data, "-m", how, "-w", "stop")

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _run(self, program: str, *arguments: str | Path) -> None:
        command = [str(self.programs / program), *map(str, arguments)]
        if os.getuid() == 0:  # it refuses to run as root
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")

    def make(self) -> None:
        self._run("initdb", "-D", self._data, "-A", "trust", "-U", "postgres", "-N")


def find_programs() -> Path | None:
    """Return the folder of PostgreSQL's programs; None where this machine has none."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return found[-1] if found and (found[-1] / "pg_ctl").exists() else None


@contextmanager
def running_postgres(programs: Path) -> Iterator[Postgres]:
    """Give a new server; its folder lies where another user may reach it, and goes with it."""
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as name:
        folder = Path(name)
        if os.getuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(folder, user.pw_uid, user.pw_gid)
        server = Postgres(folder=folder, programs=programs)
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")
