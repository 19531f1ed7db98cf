"""Texts taken away by a rule: by age, outlet and rights. What was found in them stays, ids and offsets too."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from warehouse.connection import Connection
from warehouse.errors import NotOneFound
from warehouse.queries import read_sql
from warehouse.summaries.keep import forget_findings, keep_summaries

# Copies are sought 14 days back and stories joined 4, both by their texts.
LEAST_DAYS = 30
MOST_DAYS = 100_000  # beyond some two million a date has no year

COLUMNS = ["outlet", "articles", "texts", "characters", "bodies"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Whose texts go: first seen `days` ago, of the outlets (none: all), or only of pages that reserve rights."""

    days: int
    outlets: tuple[str, ...] = ()
    is_reserved_only: bool = False

    @property
    def words(self) -> str:
        """Return the rule as it is told and kept."""
        whose = f" of {', '.join(self.outlets)}" if self.outlets else ""
        reserved = " of pages that reserve rights" if self.is_reserved_only else ""
        return f"texts{whose}{reserved} go after {self.days} days"


def stage_expiring(db: Connection, rule: Rule, *, now: datetime) -> list[tuple[Any, ...]]:
    """Stage the revisions whose texts go now; return how many they are by outlet (COLUMNS).

    Raises NotOneFound for an outlet that is neither listed nor met: nothing would go of it.
    """
    known = {outlet for (outlet,) in db.execute("select outlet_id from outlets").fetchall()}
    for outlet in rule.outlets:
        if outlet not in known:
            raise NotOneFound("outlet", outlet, "no outlet has this id; `cuttings sql 'from outlets'` lists them")
    db.execute(
        read_sql("upkeep/stage_expired"),
        {
            "before": now - timedelta(days=rule.days),
            "outlets": list(rule.outlets),
            "is_reserved_only": rule.is_reserved_only,
        },
    )
    return db.execute(read_sql("upkeep/expiring_by_outlet")).fetchall()


def take_away(db: Connection, rule: Rule, *, now: datetime, erase: Callable[[Collection[str]], int]) -> int:
    """Empty the staged texts inside the caller's transaction; return how many bytes of the archive went."""
    ids = db.execute("select revision_id, raw_id, is_body_erased from expiring").fetchall()
    bodies = sorted({raw_id for _, raw_id, is_erased in ids if is_erased})
    db.execute(
        "update revisions set text = '', zones = [] where revision_id in (select revision_id from expiring)"
    )
    db.execute("delete from removed_spans where revision_id in (select revision_id from expiring)")
    # A sample of texts that are not there any more would unlearn what their outlet repeats.
    db.execute("delete from outlet_samples where article_id in (select article_id from expiring)")
    db.execute(
        "update entries set announced_summary = null, extra = null where raw_id in (select unnest(?))", [bodies]
    )
    db.execute(
        "update raw_documents set extra = null, archive_file = null, archive_offset = null, archive_length = null"
        " where raw_id in (select unnest(?))",
        [bodies],
    )
    db.execute(
        "insert into expired_texts by name select *, ? as rule, ? as expired_at from expiring", [rule.words, now]
    )
    forget_findings(db, [revision_id for revision_id, _, _ in ids])
    keep_summaries(db)
    return erase(bodies)
