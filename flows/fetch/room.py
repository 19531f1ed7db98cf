"""How many bytes of bodies may be on their way at once, from the first byte read to the article loaded.

Results that wait are bounded by their number elsewhere; 120 pages of 19.6 MB each took 4.6 GB all the same.
"""

import asyncio

_ROOM_BYTES = 96_000_000  # of bodies that are fetched at one time; a run's memory counts on it
# Bodies up to here need no room of their own: fifty of them at once are 50 MB.
SMALL_BYTES = 1_000_000
_WAIT_SECONDS = 0.02


class Room:
    """The room of a run; all of it happens in the thread of the network."""

    def __init__(self, total_bytes: int = _ROOM_BYTES) -> None:
        self._total = self._free = total_bytes

    async def open(self) -> None:
        """Wait until there is room at all."""
        while self._free <= 0:
            await asyncio.sleep(_WAIT_SECONDS)

    async def enter(self, size: int) -> None:
        """Wait until there is room for so many bytes, or all of it is free, and take it."""
        while self._free < min(size, self._total):
            await asyncio.sleep(_WAIT_SECONDS)
        self._free -= size

    def take(self, size: int) -> None:
        """Take room for bytes that are there already."""
        self._free -= size

    def leave(self, size: int) -> None:
        """Give room back."""
        self._free += size
