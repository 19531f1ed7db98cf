"""Kills of what runs by itself and of what keeps a database: finished, it is as if they had never been."""

import gzip
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tests.attacks.files import BOUND_SECONDS
from tests.attacks.harness import ROOT, Ended, Ground, ask, command, lost_bodies
from tests.compare import differences
from tests.flows.site import feed, item, page, rss, serve
from warehouse.place import place_of

RELEASED = sorted((ROOT / "tests" / "warehouse" / "released").glob("*.duckdb.gz"))
PAGES = 6
BOATS = (
    "A fire destroyed the old harbour of Porto Vela. Officials counted 42 boats lost at the quay.",
    "Flames swept the old harbour of Porto Vela at night. Rescuers counted 57 boats lost at the quay.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A command that is killed: what lies there before it, its words, and those that finish it where others do.

    `may_stand`: what it says where the killed one had done all; `in_child`: what its process does first.
    """

    name: str
    prepare: Callable[[Path], None]
    words: tuple[str, ...]
    instead: tuple[str, ...] = ()
    may_stand: str = ""
    in_child: Callable[[], None] | None = None


class Field:
    """The folder that all kinds share: a place for each attack, and what each kind is made of."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.place = ground.folder / "upkeep"
        self.backup, self.archive = ground.folder / "backup", ground.folder / "archive"
        self.boats, self.old = ground.folder / "boats", ground.folder / "old"
        self._make()

    @property
    def database(self) -> Path:
        return self.place / "n.duckdb"

    def run(self, kind: Kind, kill: tuple[int, float] | None = None) -> Ended:
        """Run the command of the kind in the place."""
        return self.command(*kind.words, kill=kill, prepare=kind.in_child)

    def command(
        self, *words: str, kill: tuple[int, float] | None = None, prepare: Callable[[], None] | None = None
    ) -> Ended:
        """Run the command in the place."""
        settings = self.place / "cuttings.toml"
        more = ("-c", str(settings)) if settings.exists() else ("-d", str(self.database))
        return command(*words, *more, said=self.ground.said, kill=kill, prepare=prepare)

    def _make(self) -> None:
        """Make the backup, the archive, a database whose values differ, and one of a hundred days ago."""
        base = str(self.ground.base / "n.duckdb")
        command("backup", str(self.backup), "-d", base, said=self.ground.said)
        shutil.copytree(self.ground.base / "n.duckdb.work" / "archive", self.archive)
        self.boats.mkdir()
        for number, text in enumerate(BOATS):
            (self.ground.folder / f"{number}.txt").write_text(f"Porto Vela\n\n{text}\n")
        texts = [self.ground.folder / f"{number}.txt" for number in range(len(BOATS))]
        self.ground.load(self.boats, *texts, *self.ground.articles[:2])
        self._name(self.boats / "n.duckdb")
        shutil.copytree(self.ground.base, self.old)
        place = place_of(self.old / "n.duckdb")
        for path in (place.published, place.writer):
            with duckdb.connect(str(path)) as db:
                for table in ("articles", "revisions"):
                    db.execute(f"update {table} set first_seen_at = first_seen_at - interval 100 days")

    def _name(self, database: Path) -> None:
        """Name what is corrected: two stories, an article of the first, a contrast and its story."""
        by_story: dict[str, list[str]] = {}
        for story, article in ask(database, "select story_id, article_id from story_members order by all"):
            by_story.setdefault(story, []).append(article)
        self.story, self.other_story = sorted(by_story, key=lambda story: -len(by_story[story]))
        self.article = by_story[self.story][0]
        question = "select contrast_id, story_id from report_conflicts where kind = 'quantity'"
        self.contrast, self.contrast_story = ask(database, question)[0]

    def after(self, folder: Path, *words: str) -> Path:
        """Return a copy of the folder in which the command was let be."""
        made = folder.with_name(f"{folder.name} {words[1]}")
        shutil.copytree(folder, made)
        ended = command(*words, "-d", str(made / "n.duckdb"), said=self.ground.said)
        assert ended.code == 0, ended.text
        return made

    def fresh(self, kind: Kind) -> None:
        """Make the place as it is before the command."""
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir()
        kind.prepare(self.place)


def copied(folder: Path) -> Callable[[Path], None]:
    return lambda place: shutil.copytree(folder, place, dirs_exist_ok=True) and None


def _unpacked(released: Path) -> Callable[[Path], None]:
    return lambda place: (place / "n.duckdb").write_bytes(gzip.decompress(released.read_bytes())) and None


@contextmanager
def all_kinds(field: Field) -> Iterator[tuple[Kind, ...]]:
    """Give the kinds, with the site that a run polls."""
    from tests.attacks.rooms import edits

    with serve({f"/{number}": page(number) for number in range(PAGES)}) as site:
        items = [
            item(f"{site.origin}/{number}", f"Story number {number}", f"g{number}") for number in range(PAGES)
        ]
        site.routes["/feed"] = feed(rss(*items), ETag='"1"')

        def polled(place: Path) -> None:
            (place / "sources.toml").write_text(f'[[source]]\nurl = "{site.origin}/feed"\n')
            (place / "cuttings.toml").write_text(
                f'database = "{place}/n.duckdb"\nsources = "{place}/sources.toml"\n[fetch]\n'
                f'allowed_addresses = ["{site.address}"]\nhost_interval_seconds = 0.0\n'
            )

        more = str(field.ground.folder / "0.txt")
        base = copied(field.ground.base)
        article = ask(field.ground.base / "n.duckdb", "select min(article_id) from articles")[0][0]
        yield (
            Kind(name="run", prepare=polled, words=("run",)),
            Kind(name="load", prepare=base, words=("load", *map(str, field.ground.articles[2:]))),
            *(
                Kind(name=f"migrate {path.name[:4]}", prepare=_unpacked(path), words=("load", more))
                for path in RELEASED
            ),
            Kind(name="backup", prepare=base, words=("backup", str(field.place / "b"))),
            Kind(name="restore", prepare=lambda _: None, words=("restore", str(field.backup)),
                 may_stand="is there already"),
            Kind(name="rebuild", prepare=lambda _: None, words=("rebuild", str(field.archive)),
                 instead=("repair",)),
            Kind(name="expire", prepare=copied(field.old), words=("expire", "--days", "30", "--yes")),
            Kind(name="delete", prepare=base, words=("delete", article, "--yes")),
            Kind(name="pin", prepare=base, words=("pin", "one"), may_stand="there is a pin of this name"),
            *_corrections(field),
            *edits(field),
        )  # fmt: skip


def _corrections(field: Field) -> Iterator[Kind]:
    """Yield the commands by which people correct: what stands already they say, and publish."""
    one, other, article, contrast = field.story, field.other_story, field.article, field.contrast
    listed, rules = field.ground.folder / "corrections.csv", field.ground.folder / "watchlist.toml"
    listed.write_text(
        f"change,story,articles,into,title,reason\nsplit,{one},{article},,,\nrename,{other},,,Two,\n"
    )
    rules.write_text('[[entity]]\nid = "place:vela"\nname = "Porto Vela"\ntype = "place"\n')
    names = ("Jason Droege", "into", "Alexandr Wang")

    def watched(place: Path) -> None:
        shutil.copytree(field.boats, place, dirs_exist_ok=True)
        (place / "cuttings.toml").write_text(f'database = "{place}/n.duckdb"\nwatchlist = "{rules}"\n')

    boats, merged = copied(field.boats), field.after(field.boats, "entities", "merge", *names)
    decided = field.after(field.boats, "statements", "decide", contrast, "conflict")
    ((decision,),) = ask(decided / "n.duckdb", "select decision_id from statement_decisions")
    for name, prepare, words, may_stand in (
        ("merge", boats, ("stories", "merge", one, "into", other), ""),
        ("split", boats, ("stories", "split", one, "--article", article), ""),
        ("move", boats, ("stories", "move", article, "into", other), ""),
        ("rename", boats, ("stories", "rename", one, "Boats"), ""),
        ("apply", boats, ("stories", "apply", str(listed)), ""),
        ("decide", boats, ("statements", "decide", contrast, "apart"), ""),
        ("undo", copied(decided), ("statements", "undo", decision), "no decision has this id"),
        ("merge entity", boats, ("entities", "merge", *names), ""),
        ("unmerge entity", copied(merged), ("entities", "unmerge", names[0]), ""),
        ("watch apply", watched, ("watch", "apply"), ""),
    ):
        yield Kind(name=name, prepare=prepare, words=words, may_stand=may_stand)


def kills(
    ground: Ground, count: int, dice: random.Random, *, seconds: float = BOUND_SECONDS, only: tuple[str, ...] = ()
) -> Counter[str]:
    """Kill each kind of command in turn at chance moments, finish it, and compare with one that was let be."""
    field = Field(ground)
    found: Counter[str] = Counter()
    end = time.monotonic() + seconds
    with all_kinds(field) as known:
        kinds = [kind for kind in known if not only or kind.name in only]
        usual = {kind.name: let_be(field, kind) for kind in kinds}
        for number in range(count):
            if time.monotonic() > end:
                break
            kind = kinds[number % len(kinds)]
            number_of_signal = dice.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT))
            field.fresh(kind)
            ended = field.run(kind, (number_of_signal, dice.random() * usual[kind.name]))
            wanted = {-9} if number_of_signal == signal.SIGKILL else {128 + number_of_signal, -number_of_signal}
            found[f"kills of {kind.name}"] += 1
            found["hang"] += ended.has_hung
            if ended.code not in wanted | {0} or not ended.is_clear:
                found[f"wrong: {kind.name} {number_of_signal.name} {ended.code} {ended.text.strip()[-80:]}"] += 1
            for fault in finished(field, kind):
                found[f"{kind.name}, {number_of_signal.name}: {fault}"] += 1
    found["kills"] = sum(value for name, value in found.items() if name.startswith("kills of "))
    return found


def let_be(field: Field, kind: Kind) -> float:
    """Run the command to its end, keep what came of it beside, and return how long it took."""
    field.fresh(kind)
    start = time.monotonic()
    ended = field.run(kind)
    taken = time.monotonic() - start
    assert ended.code == 0, (kind.name, ended.text)
    shutil.copytree(field.place, field.ground.folder / f"let be {kind.name}")
    return taken


def finished(field: Field, kind: Kind) -> list[str]:
    """Finish what was killed, by the same command or the one that its refusal names; return what is wrong then."""
    again = field.run(kind)
    stands = kind.may_stand and again.code == 2 and kind.may_stand in again.text
    if again.code and kind.instead and "is there already" in again.text:
        again = field.command(*kind.instead)
    if again.code and not stands:
        return [f"never works again: {again.text.strip()[-160:]}"]
    wanted = field.ground.folder / f"let be {kind.name}"
    faults = [f"not the same: {line}" for line in differences(field.database, wanted / "n.duckdb")]
    if (lost := lost_bodies(field.place) - lost_bodies(wanted)) > 0:
        faults.append(f"bodies lost: {lost}")
    if kind.name == "pin" and (checked := field.command("pin", "--check")).code:
        faults.append(f"not whole: {checked.text.strip()[-160:]}")
    if kind.name == "backup":
        faults += _restored(field, wanted)
    left = {str(path.relative_to(field.place)) for path in _left_over(field.place)}
    return faults + [f"left over: {name}" for name in sorted(left)]


def _restored(field: Field, wanted: Path) -> list[str]:
    """Restore the backup that was finished beside the database; return what is wrong with it."""
    other = field.place / "restored.duckdb"
    ended = command("restore", str(field.place / "b"), "-d", str(other), said=field.ground.said)
    if ended.code:
        return [f"cannot be restored: {ended.text.strip()[-160:]}"]
    return [f"restored otherwise: {line}" for line in differences(other, wanted / "n.duckdb")]


def _left_over(place: Path) -> Iterator[Path]:
    """Yield what only a command under way should leave in the folder."""
    for pattern in ("*.part", "*.new", "*.restoring", "*.wal"):
        yield from (path for path in place.rglob(pattern) if path.exists())
