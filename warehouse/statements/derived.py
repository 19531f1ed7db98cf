"""The rows that comparing the statements of stories makes: groups, their members, contrasts of their values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from extractors.ids import content_id
from extractors.records import Statement
from extractors.statements.compare import Group
from extractors.statements.values import value_key
from extractors.statements.verdicts import Contrast
from warehouse.staging import insert_arrow
from warehouse.statements.thresholds import Thresholds

Row = dict[str, Any]


class Member(NamedTuple):
    """What is told of one statement, or of a name that is compared as one."""

    statement_id: str
    article_id: str
    key: str


@dataclass(slots=True)
class DerivedRows:
    """Rows of the derived tables as they are made; what differs is kept from the thresholds' confidence on."""

    thresholds: Thresholds
    groups: list[Row] = field(default_factory=list)
    members: list[Row] = field(default_factory=list)
    contrasts: list[Row] = field(default_factory=list)

    def add(
        self,
        story_id: str,
        kind: str,
        group: Group,
        told: Mapping[int, Member],
        contrasts: Sequence[Contrast],
        versions: tuple[str, str],
    ) -> None:
        """Add a group of a story with what is said of its values; `versions` made the group and the contrasts.

        `told` are its members by their places; all of one value have the key of the first.
        """
        group_id = content_id(story_id, min(each.statement_id for each in told.values()))
        ids = {"group_id": group_id, "story_id": story_id}
        self.groups.append(ids | {
            "kind": kind, "value_count": len(group.values),
            "text_count": len({each.article_id for each in told.values()}), "method_version": versions[0],
        })  # fmt: skip
        for value in group.values:
            key = told[value[0]].key
            self.members += [ids | {"statement_id": told[at].statement_id, "value_key": key} for at in value]
        for each in contrasts:
            verdict = self._verdict(kind, each)
            if verdict is not None:
                self.contrasts.append(ids | _contrast_row(group_id, told, each, verdict, versions[1]))

    def _verdict(self, kind: str, each: Contrast) -> str | None:
        """Return what the thresholds make of a verdict; None where it is not to be told."""
        if each.verdict != "differs":
            return each.verdict
        if each.confidence < self.thresholds.differs:
            return None
        return "conflict" if each.confidence >= self.thresholds.conflict and kind != "spelling" else "differs"

    def insert(self, db: duckdb.DuckDBPyConnection) -> None:
        """Write the rows in the caller's transaction."""
        tables = {
            "statement_groups": self.groups, "statement_members": self.members,
            "statement_contrasts": self.contrasts,
        }  # fmt: skip
        for table, rows in tables.items():
            if rows:
                schema = db.sql(f"from {table} limit 0").to_arrow_table().schema
                columns = pa.Table.from_pylist(rows, schema=schema)
                insert_arrow(db, table, dict(zip(columns.column_names, columns.columns, strict=True)))


def members_of(
    group: Group, statements: Sequence[Statement], keys: Sequence[str] | None = None
) -> dict[int, Member]:
    """Return what is told of the statements of a group, by their places; `keys` are those of their values."""
    places = [at for value in group.values for at in value]
    stated = {at: (statements[at], keys[at] if keys else value_key(statements[at])) for at in places}
    return {at: Member(each.statement_id, each.article_id, key) for at, (each, key) in stated.items()}


def _contrast_row(group_id: str, told: Mapping[int, Member], each: Contrast, verdict: str, version: str) -> Row:
    keys = [told[side[0]].key for side in (each.first, each.second)]
    one, other = (told[at].statement_id for at in each.evidence)
    return {
        "contrast_id": content_id(group_id, *keys), "value_key_a": keys[0], "value_key_b": keys[1],
        "statement_a": one, "statement_b": other, "verdict": verdict, "reason": each.reason,
        "confidence": each.confidence, "method_version": version, "decided_by": each.decided_by,
    }  # fmt: skip
