"""Names of what is staged: a table that stays in the connection takes none that is registered for a block."""

import re

from tests.test_layout import ROOT, modules

_TABLE = re.compile(r"create or replace temp table (\w+)")
_STAGED = re.compile(r'\bstaged\(db, .*?"(\w+)"\)')


def test_no_table_that_stays_has_the_name_of_staged_rows() -> None:
    code = [(ROOT / path).read_text(encoding="utf-8") for path in modules()]
    statements = [path.read_text(encoding="utf-8") for path in (ROOT / "warehouse" / "queries").rglob("*.sql")]
    staged = {name for each in code for name in _STAGED.findall(each)} | {"staged"}
    staying = {name for each in [*code, *statements] for name in _TABLE.findall(each)}
    assert len(staged) > 10
    assert len(staying) > 30
    assert staged & staying == set()
