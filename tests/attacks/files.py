"""Kills, damaged bytes and full disks: what is lost, doubled or stuck after them, and what was said."""

import os
import random
import resource
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.attacks.harness import Ended, Ground, ask, command, lost_bodies
from warehouse.errors import WarehouseError

ENTITY = "select entity_id from entities where kind = 'organization' order by 1 limit 1"

# An area of attacks is over then, whatever the machine is busy with.
BOUND_SECONDS = 1_200.0


def kills(ground: Ground, count: int, dice: random.Random, *, seconds: float = BOUND_SECONDS) -> Counter[str]:
    """Kill commands at chance moments, by SIGKILL, SIGTERM and SIGINT, some twice; load the rest; compare."""
    found = Counter(dict.fromkeys(("hang", "wrong exit code", "article lost", "article doubled", "body lost"), 0))
    rest = [str(path) for path in ground.articles[2:]]
    place = ground.fresh()
    lines = _lines(place, rest)
    lengths = {}
    for words, _ in lines[:-1]:
        ground.fresh()
        start = time.monotonic()
        command(*words, said=ground.said)
        lengths[words[0]] = time.monotonic() - start
    for number in _until(count, seconds):
        ground.fresh()
        (words,) = dice.choices([line for line, _ in lines], [weight for _, weight in lines])
        number_of_signal = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)[number % 4]
        ended = command(
            *words,
            said=ground.said,
            kill=(number_of_signal, dice.random() * lengths.get(words[0], 0.8)),
            is_twice=number % 8 > 5,
        )
        wanted = {-9} if number_of_signal == signal.SIGKILL else {128 + number_of_signal, -number_of_signal}
        found["kills"] += 1
        found["hang"] += ended.has_hung
        if ended.code not in wanted | {0} or not ended.is_clear:
            found["wrong exit code"] += 1
            found[f"wrong: {words[0]} {number_of_signal.name} {ended.code} {ended.text.strip()[-80:]}"] += 1
        for fault in _after(ground, place, rest, is_same=words[0] == "load"):
            found[fault] += 1
            found[f"{fault}, after {words[0]} {number_of_signal.name}"] += 1
    return found


def _after(ground: Ground, place: Path, rest: list[str], *, is_same: bool) -> Iterator[str]:
    """Load the rest and yield what is wrong then; where it should be the same, in every table."""
    again = command("load", *rest, "-d", str(place / "n.duckdb"), said=ground.said)
    if again.code:
        yield f"next load failed: {_why(again)}"
    yield from ["body lost"] * lost_bodies(place)
    ((count, distinct),) = ask(place / "n.duckdb", "select count(*), count(distinct article_id) from articles")
    yield from ["article lost"] * (4 - distinct)
    yield from ["article doubled"] * (count - distinct)
    if is_same and not again.code:
        yield from (f"other table: {line}" for line in ground.unlike(place))


def _why(ended: Ended) -> str:
    """Return how a command ended that should have ended well."""
    return "hang" if ended.has_hung else f"{ended.code} {ended.text.strip()[-120:]}"


def _lines(place: Path, rest: list[str]) -> list[tuple[list[str], int]]:
    """Return the commands to kill, each with how often it is taken; the last would take for ever."""
    database = ["-d", str(place / "n.duckdb")]
    story = ask(place / "n.duckdb", "select story_id from stories order by 1 limit 1")[0][0]
    endless = "select count(*) from range(100000000) a, range(100) b where (a.range * b.range) % 7 = 3"
    return [
        (["load", *rest, *database], 3),
        (["report", "-o", str(place / "report.html"), *database], 1),
        (["stories", "rename", story, "A title", *database], 1),
        (["replay", "--accept", *database], 1),
        (["repair", *database], 1),
        (["sql", endless, *database], 1),
    ]


def damage(ground: Ground, count: int, dice: random.Random, *, seconds: float = BOUND_SECONDS) -> Counter[str]:
    """Flip one byte of one file, load more, repair where that is asked for, and count what is gone."""
    found: Counter[str] = Counter()
    names = ("archive", "writer", "published", "log", "lock")
    for number in _until(count, seconds):
        place = ground.fresh()
        database = place / "n.duckdb"
        name = names[number % len(names)]
        path = {
            "archive": place / "n.duckdb.work" / "archive" / "cuttings-000001.warc.gz",
            "writer": place / "n.duckdb.work" / "writer.duckdb",
            "published": database,
            "log": place / "n.duckdb.work" / "writer.duckdb.wal",
            "lock": place / "n.duckdb.work" / "lock",
        }[name]
        if name == "log":
            command("load", str(ground.articles[2]), "-d", str(database), said=ground.said,
                    prepare=_die_before_checkpoint)  # fmt: skip
        _flip(path, dice)
        found[f"places in {name}"] += 1
        more = ("load", *map(str, ground.articles[2:]), "-d", str(database))
        ended = command(*more, said=ground.said)
        if ended.code:
            found[f"told of {name}"] += 1
            found["not clear"] += not ended.is_clear or ended.code != 2
            repaired = command("repair", "-d", str(database), said=ground.said)
            if repaired.code:
                found[f"repair failed: {_why(repaired)}"] += 1
            ended = command(*more, said=ground.said)
        found["never works again"] += ended.code != 0
        if ended.code:
            found[f"never works again: {_why(ended)}"] += 1
        try:
            found["articles lost"] += 4 - ask(database, "select count(*) from articles")[0][0]
            found["bodies lost beyond the damaged one"] += max(0, lost_bodies(place) - (name == "archive"))
        except WarehouseError:
            found["published copy unreadable"] += 1
    return found


def _until(count: int, seconds: float) -> Iterator[int]:
    """Yield the numbers below `count` until the time is over."""
    end = time.monotonic() + seconds
    for number in range(count):
        if time.monotonic() > end:
            return
        yield number


def _die_before_checkpoint() -> None:
    """Let the command die when it has committed all and not yet closed the database."""
    from flows.runs import pipeline

    pipeline.count_stored = lambda db: os._exit(9)  # type: ignore[attr-defined, assignment]


def _flip(path: Path, dice: random.Random) -> None:
    if not path.exists() or not path.stat().st_size:
        return
    with path.open("r+b") as handle:
        at = dice.randrange(path.stat().st_size)
        handle.seek(at)
        (byte,) = handle.read(1)
        handle.seek(at)
        handle.write(bytes([byte ^ (1 << dice.randrange(8))]))


def full_disks(ground: Ground, count: int, *, seconds: float = BOUND_SECONDS) -> Counter[str]:
    """Load where there is room for so many bytes only, from nothing on; then make room and load again."""
    found: Counter[str] = Counter()
    used = sum(path.stat().st_size // 4096 * 4096 + 8192 for path in ground.base.rglob("*")) + 65_536
    for number in _until(count, seconds):
        is_first = number % 2 == 0
        # A second load needs a staged copy of all that is there; sizes grow faster than they are many.
        spare = int(14_000_000 * (number / count) ** 2)
        with _disk(ground.folder, (0 if is_first else used) + spare) as (place, make_room):
            if not is_first:
                shutil.copytree(ground.base, place, dirs_exist_ok=True)
            database = place / "n.duckdb"
            words = ("load", *map(str, ground.articles), "-d", str(database))
            ended = command(*words, said=ground.said)
            found["sizes"] += 1
            found["wrong exit code"] += ended.code not in (0, 2)
            if not ended.is_clear or (ended.code and len(ended.text.strip().splitlines()) > 3):
                found["not clear"] += 1
                found[f"said: {ended.text.strip()[-150:]}"] += 1
            if not is_first or ended.code == 0:
                found["old copy lost"] += ask(database, "select count(*) from articles")[0][0] not in (2, 4)
            make_room()
            again = command(*words, said=ground.said)
            found["never works again"] += again.code != 0
            if again.code:
                found[f"never works again: {_why(again)}"] += 1
            found["articles lost"] += again.code == 0 and ask(database, "select count(*) from articles") != [(4,)]
            found["bodies lost"] += lost_bodies(place) if again.code == 0 else 0
    return found


@contextmanager
def _disk(folder: Path, size: int) -> "Iterator[tuple[Path, object]]":
    """Give a folder on a disk of that size and a function that makes room; where nothing may be mounted, skip."""
    place = folder / "disk"
    place.mkdir(exist_ok=True)
    options = f"size={max(4096, size // 4096 * 4096)}"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], check=True, capture_output=True)
    try:
        yield place, lambda: subprocess.run(["mount", "-o", "remount,size=200m", str(place)], check=True)
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def can_mount() -> bool:
    """Return whether this process may mount a small disk."""
    return os.geteuid() == 0 and shutil.which("mount") is not None and resource.getpagesize() <= 4096
