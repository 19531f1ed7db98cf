"""What a web archive's file holds, whatever its format: a record, or something that could not be read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WarcRecord:
    """A record: its headers by lower-case name, its block, its offset in the unpacked file."""

    headers: dict[str, str]
    block: bytes
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Something that could not be read, at an offset of the unpacked file."""

    reason: str
    offset: int
    detail: str | None = None
