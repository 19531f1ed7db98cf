"""Statements of the warehouse's own work, one file each; reports and base views are in `warehouse/views`."""

from functools import cache
from importlib.resources import files


@cache
def read_sql(name: str) -> str:
    """Return the statement of `<name>.sql`; names of rooms come first: "stories/find_homeless"."""
    return files(__name__).joinpath(f"{name}.sql").read_text(encoding="utf-8")
