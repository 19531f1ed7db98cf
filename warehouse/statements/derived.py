"""The rows that comparing the statements of stories makes: groups, their members, contrasts of their values."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

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
        statements: Sequence[Statement],
        group: Group,
        contrasts: Sequence[Contrast],
        versions: tuple[str, str],
    ) -> None:
        """Add a group of a story with what is said of its values; `versions` made the group and the contrasts."""
        places = [at for value in group.values for at in value]
        group_id = content_id(story_id, min(statements[at].statement_id for at in places))
        ids = {"group_id": group_id, "story_id": story_id}
        self.groups.append(ids | {
            "kind": statements[places[0]].kind, "value_count": len(group.values),
            "text_count": len({statements[at].article_id for at in places}), "method_version": versions[0],
        })  # fmt: skip
        for value in group.values:
            key = value_key(statements[value[0]])
            self.members += [ids | {"statement_id": statements[at].statement_id, "value_key": key} for at in value]
        self.contrasts += [
            ids | row for each in contrasts if (row := self._contrast(group_id, statements, each, versions[1]))
        ]

    def _contrast(
        self, group_id: str, statements: Sequence[Statement], each: Contrast, version: str
    ) -> Row | None:
        verdict = each.verdict
        if verdict == "differs":
            if each.confidence < self.thresholds.differs:
                return None
            verdict = "conflict" if each.confidence >= self.thresholds.conflict else verdict
        keys = [value_key(statements[side[0]]) for side in (each.first, each.second)]
        one, other = (statements[at].statement_id for at in each.evidence)
        return {
            "contrast_id": content_id(group_id, *keys), "value_key_a": keys[0], "value_key_b": keys[1],
            "statement_a": one, "statement_b": other, "verdict": verdict, "reason": each.reason,
            "confidence": each.confidence, "method_version": version, "decided_by": each.decided_by,
        }  # fmt: skip

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
