"""What the gateway has told already: after a resume it may tell it again."""

from __future__ import annotations

MOST = 10_000


class Seen:
    """Remembers the newest ids, and forgets the oldest for them."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._ids: dict[int, None] = {}

    def first(self, id: int) -> bool:
        """Whether it comes for the first time."""
        if id in self._ids:
            return False
        self._ids[id] = None
        if len(self._ids) > self._most:
            del self._ids[next(iter(self._ids))]
        return True
